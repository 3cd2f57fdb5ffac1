"""Where sentences begin and end in Norwegian news copy, and where a long one may be cut.

Both functions give spans of the text they were handed. What lies around and between the spans is
whitespace, so the text can always be put together again, character for character.

>>> text = "– Jeg vet ikke. Vi får se, sier dr. Hansen. Møtet er den 17. mai."
>>> [text[a:b] for a, b in sentences(text)]
['– Jeg vet ikke.', 'Vi får se, sier dr. Hansen.', 'Møtet er den 17. mai.']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline import abbreviations as words
from pipeline.article import Span

Fits = Callable[[str], bool]

# How far to look to either side of a stop. Longer than any abbreviation or name, and short enough
# that a line of a megabyte without a space costs nothing.
_REACH = 40

# Closing quotes and brackets, and zero-width characters that typesetting leaves behind.
_CLOSERS = "»«\"“”’‘')\\]}*\u00ad\u200b\u200d\u2060\ufeff"
_EMOJI = "[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*+"

# A run of stops with what closes after it, then whitespace. "« Ja. »" has a space before its
# closing mark, an emoji follows the sentence it comments on. No sentence begins with three small
# letters. Possessive throughout, and a run is only tried at its first stop, so that no text makes
# this more than linear.
_STOP = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)"
    rf"(?P<closed>[{_CLOSERS}]*+(?:\s*+(?:{_EMOJI}|[»”)\]](?=\s)))*+)"
    r"(?P<gap>\s++)(?![.!?…,;:]|[a-zæøå]{3})"
)

_INVISIBLE = re.compile("[\u00ad\u200b\u200d\u2060\ufeff]")
_DASHES = frozenset("–—―-")
_OPENING = "«»\"“”„'‘’‹›([{*_"
_LEAD_IN = re.compile(rf"[{re.escape(_OPENING)}]*[–—―-]?\s*[{re.escape(_OPENING)}]*")
_SYMBOLS = "§€£$#@©•·▪●■►+"
_BRAND = re.compile(r"(?:[a-z]{1,2}|al-|el-)[A-ZÆØÅ]")
_LETTERS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_ROMAN = re.compile(r"[IVXLC]{2,}|[VXLC]")
_CURRENCY = re.compile(r"NOK|SEK|DKK|USD|EUR|GBP|CHF|JPY|US")
_ORDINAL = re.compile(r"\d{1,2}")
# "Presidenten", "Politiet", "Forskerne": a definite noun.
_DEFINITE = re.compile(r"[A-ZÆØÅ][a-zæøå]{3,}(?:[^s\W]en|et|ene|erne)")


class _Stop(NamedTuple):
    """One place where a sentence may end: what stands before it and what comes after.

    ``word`` is the token that the stop ends, empty where a space stands before the stop;
    ``earlier`` holds up to two tokens before that, within the sentence. ``lead_in`` is the dash,
    quotes and brackets that open what follows, ``next_word`` its first word, ``last`` whether that
    word is also the text's last.
    """

    mark: str
    closed: str
    word: str
    earlier: tuple[str, ...]
    lead_in: str
    next_word: str
    last: bool

    @property
    def previous(self) -> str:
        return self.earlier[-1] if self.earlier else ""

    @property
    def opener(self) -> bool:
        """Whether what follows reads like the first word of a sentence, not part of a name."""
        if not _DASHES.isdisjoint(self.lead_in):
            return True
        # Not "A. I. Hansen": "i." is no opener.
        return self.next_word[:1] in _SYMBOLS or self.next_word.lower() in words.OPENERS


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of one paragraph, in order, without whitespace at their ends.

    A newline is whitespace like any other, so the paragraph may be wrapped. An empty text, or one
    of whitespace alone, has no sentences.

    >>> sentences("Det skjer kl. 22.30. Han ble nr. 3.")
    (Span(start=0, end=20), Span(start=21, end=35))
    """
    spans = []
    start, stop = _trimmed(text, 0, len(text))
    for match in _STOP.finditer(text, start, stop):
        if _ends_sentence(_look(text, start, match)):
            spans.append(Span(start, match.end("closed")))
            start = match.end()
    if start < stop:
        spans.append(Span(start, stop))
    return tuple(spans)


def _trimmed(text: str, start: int, stop: int) -> Span:
    piece = text[start:stop]
    start = stop - len(piece.lstrip())
    return Span(start, max(start, start + len(piece.strip())))


def _look(text: str, start: int, match: re.Match[str]) -> _Stop:
    before = text[max(start, match.start() - _REACH) : match.start()]
    tokens = _INVISIBLE.sub("", before).split()
    word = tokens.pop() if tokens and not before[-1].isspace() else ""
    after = _INVISIBLE.sub("", text[match.end() : match.end() + _REACH])
    opening = _LEAD_IN.match(after)
    lead_in = opening.group() if opening else ""
    following = after[len(lead_in) :].split(maxsplit=1)
    return _Stop(
        mark=match["stop"],
        closed=_INVISIBLE.sub("", match["closed"]),
        word=word.lstrip(_OPENING + "–—-/"),
        earlier=tuple(token.strip(_OPENING) for token in tokens[-2:]),
        lead_in=lead_in,
        next_word=following[0].rstrip(',:;!?»”"]') if following else "",
        last=len(following) == 1,
    )


def _ends_sentence(stop: _Stop) -> bool:
    if not _can_begin(stop):
        return False
    if "!" in stop.mark or "?" in stop.mark:
        return _mark_ends(stop)
    if stop.mark != ".":
        return _ellipsis_ends(stop)
    return _full_stop_ends(stop)


def _can_begin(stop: _Stop) -> bool:
    """Whether a sentence could start with what follows: a capital, a digit, a sign, a brand."""
    first = stop.next_word[:1]
    if "(" in stop.lead_in and (first.isdigit() or stop.next_word.endswith(")")):
        # "Hansen m.fl. (2014) skriver" goes on, "... er siktet. (NTB)" signs the story.
        return stop.last and not first.isdigit()
    if first.islower():
        return bool(_BRAND.match(stop.next_word))
    return first.isalnum() or (first != "" and first in _SYMBOLS)


def _bare(stop: _Stop) -> bool:
    """A remark on what was just said: "vant (!) Tour de France", "må [...] Oslo"."""
    return stop.word == "" and stop.closed[:1] in (")", "]")


def _mark_ends(stop: _Stop) -> bool:
    if _bare(stop):
        return False
    if stop.word.lower() in words.MARKED_NAMES and not stop.closed:
        return stop.opener
    return True


def _ellipsis_ends(stop: _Stop) -> bool:
    """One sentence: "Og vinneren er ... Norge!". Two: "Vi har tid ... Det trodde vi"."""
    return stop.word != "" or stop.opener


def _full_stop_ends(stop: _Stop) -> bool:
    word = stop.word.lower()
    if word in words.PREFIXES:
        return bool(stop.closed) and stop.opener
    if word in words.BEFORE_NUMBER and _leads_to_number(stop):
        return False
    if word in words.UNITS:
        return not _CURRENCY.fullmatch(stop.next_word.rstrip("."))
    if word in words.CLOSERS:
        return not stop.closed or stop.opener
    if word in words.BEFORE_NAMES:
        return stop.opener
    if word in words.AFTER_NAMES:
        return stop.opener or bool(_DEFINITE.fullmatch(stop.next_word))
    if _ORDINAL.fullmatch(word):
        return _ordinal_ends(stop)
    if _LETTERS.fullmatch(word):
        return _letter_ends(stop)
    return True


def _leads_to_number(stop: _Stop) -> bool:
    if stop.word in words.NAMES_WITH_CAPITAL or stop.closed:
        return False
    if stop.word == "kr" and stop.previous[-1:].isdigit():  # "450 kr. 14 personer ...": an amount
        return False
    following = stop.next_word.rstrip(".")
    return following[:1].isdigit() or following[:1] == "§" or bool(_ROMAN.fullmatch(following))


def _ordinal_ends(stop: _Stop) -> bool:
    """One or two digits before the stop: an ordinal ("3. plass") or a number ("nummer 3.")."""
    following = stop.next_word.rstrip(".")
    if following.lower() in words.AFTER_ORDINAL or following[:1].islower():
        return False
    if not stop.earlier or stop.previous.endswith(":"):  # "Slik gjør du: 1. Kjøp billett"
        return False
    if following[:1].isdigit():  # "5. 6. 2014"
        return not stop.next_word.endswith(".") and not stop.previous.endswith(".")
    if stop.previous.endswith((",", ";")) or stop.previous.lower() in ("den", "det", "de"):
        return stop.opener
    return True


def _letter_ends(stop: _Stop) -> bool:
    """Letters with stops: initials and foreign short forms go on, labels and words may end."""
    if stop.word in ("i", "å") or stop.previous.lower() in words.LABELS:
        return True
    if len(stop.earlier) == 2 and stop.earlier[0].lower() in words.ROYALTY:
        return bool(_ROMAN.fullmatch(stop.word)) or stop.opener
    return stop.opener


# Where a long sentence may be cut, best first. Each match ends where the next piece begins. A dash
# stays with what stands before it: at the start of a piece it would read as speech.
_JOINS = (
    "at da der dersom eller etter fordi før hvis hvor ifølge idet inntil men mens mot når og om"
    " samt selv siden slik som så uten ved"
)
_WORDS = "|".join(_JOINS.split())
_CUTS = (
    re.compile(r"(?<=[;:])\s++|(?<=\S\s[–—])\s++"),
    re.compile(rf"(?<=,)\s++(?=(?:{_WORDS})\b)"),
    re.compile(r"(?<=,)\s++"),
    re.compile(rf"(?<=\S)\s++(?=(?:{_WORDS})\b)"),
    re.compile(r"(?<=\S)\s++"),
)
# Evening out asks ``fits`` many times over; a text in more pieces than this is no sentence.
_MOST_TO_BALANCE = 16


def clauses(text: str, fits: Fits) -> tuple[Span, ...]:
    """Cut one sentence that is too long for the model into the fewest pieces that fit.

    ``fits`` says whether a piece is short enough; a longer piece should never fit where a shorter
    one did not. Cuts are made after a semicolon, colon or dash; where that is not enough, after a
    comma before a conjunction, any comma, before a conjunction, at any space, and at last inside
    a run without spaces. A piece of one character is taken as it is. The pieces are made about
    equally long. The spans keep the promises of :func:`sentences`.

    >>> text = "Han kom, han så, og han vant, sier hun."
    >>> [text[a:b] for a, b in clauses(text, lambda piece: len(piece) < 25)]
    ['Han kom, han så,', 'og han vant, sier hun.']
    """
    whole = _trimmed(text, 0, len(text))
    if whole.start == whole.end:
        return ()
    atoms = list(_atoms(text, whole, fits, 0))
    pieces = _pack(text, atoms, fits)
    return tuple(_balanced(text, atoms, pieces, fits))


def _atoms(text: str, span: Span, fits: Fits, level: int) -> Iterator[Span]:
    """The parts between the best cuts that make every part fit."""
    if span.end - span.start <= 1 or fits(text[span.start : span.end]):
        yield span
    elif level == len(_CUTS):
        characters = [Span(at, at + 1) for at in range(span.start, span.end)]
        yield from _pack(text, characters, fits)
    else:
        start = span.start
        for cut in _CUTS[level].finditer(text, span.start, span.end):
            yield from _atoms(text, Span(start, cut.start()), fits, level + 1)
            start = cut.end()
        yield from _atoms(text, Span(start, span.end), fits, level + 1)


def _pack(text: str, atoms: Sequence[Span], fits: Fits) -> list[Span]:
    """Join neighbours while the result fits: from the left, as many as possible each time."""
    pieces, first = [], 0
    while first < len(atoms):
        beyond = _reach(text, atoms, first, fits)
        pieces.append(Span(atoms[first].start, atoms[beyond - 1].end))
        first = beyond
    return pieces


def _reach(text: str, atoms: Sequence[Span], first: int, fits: Fits) -> int:
    """The end of the longest run of atoms from ``first`` that fits; at least one atom long."""

    def ok(beyond: int) -> bool:
        return fits(text[atoms[first].start : atoms[beyond - 1].end])

    low, step = first + 1, 1
    while low + step <= len(atoms) and ok(low + step):
        low, step = low + step, step * 2
    high = min(low + step, len(atoms) + 1)  # the first that is known, or taken, not to fit
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if ok(middle) else (low, middle)
    return low


def _balanced(text: str, atoms: list[Span], pieces: list[Span], fits: Fits) -> list[Span]:
    """As many pieces, with the longest as short as it can be."""
    if not 1 < len(pieces) <= _MOST_TO_BALANCE:
        return pieces
    low, high = 0, _longest(pieces)
    while high - low > 1:
        length = (low + high) // 2
        tried = _pack(text, atoms, _no_longer(length, fits))
        if len(tried) <= len(pieces) and _longest(tried) <= length:
            pieces, high = tried, length
        else:
            low = length
    return pieces


def _longest(pieces: Sequence[Span]) -> int:
    return max(end - start for start, end in pieces)


def _no_longer(length: int, fits: Fits) -> Fits:
    return lambda piece: len(piece) <= length and fits(piece)
