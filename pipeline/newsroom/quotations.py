"""What a Norwegian paragraph quotes, and from where to where: dash speech, « » and quote marks.

Norwegian papers open speech with a dash and close it with nothing: it ends before the reporting
clause, at the next dash, or with the paragraph (Språkrådet, "Replikkstrek"). Everything here is
read from the source alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.article import Span
from pipeline.newsroom.reporting import names_the_speaker, norwegian_clause

# Stands between sentences while a paragraph is read as one text.
_BREAK = "\x1e"
_DASH = r"[–—―-]"
_OPENING = re.compile(
    rf"(?:(?<={_BREAK})|\A)\s*(?:[–—―]\s+(?=\S)|-\s+(?=[«\"“]?[A-ZÆØÅ\d]))"
    rf"|(?<=[:.!?…»\"”)])\s+{_DASH}\s+(?=[«\"“]?[A-ZÆØÅ\d])"
)
_TURN = re.compile(rf"{_BREAK}\s*[–—―-]\s|(?<=[.!?…])\s+[–—―]\s+(?=[A-ZÆØÅ])")
_RESUMED = re.compile(r",\s+[–—―-]\s+(?=\w)")
# "– Vi er, sier han, helt ferdige": only a few words in, since a speaker may have an apposition.
_INTERRUPTED = re.compile(
    r"\s+\w+\s+\w+,\s+"
    r"(?!(?:og|som|mens|da|før|etter|idet|når|der|uten|selv|ifølge|med|ved|i|på|til|fra|om)\b)"
    r"(?=[a-zæøå])"
)
_FEW_WORDS = 3
_MARK = re.compile('[«»“”„"]')
# More interruptions than this in one sentence is no news text.
_MOST_RESUMED = 4
_REACH = 400


class Zone(NamedTuple):
    """``source[start:end]``, quoted or not; ``speech`` when it is said, and no title or phrase."""

    quoted: bool
    start: int
    end: int
    speech: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """One sentence's zones in turn, and whether a quotation runs in from the one before or on.

    ``open_ended``: nothing in the source says where the quotation that it has part in ends.
    """

    zones: tuple[Zone, ...] = ()
    inside: bool = False
    goes_on: bool = False
    open_ended: bool = False

    @property
    def speech(self) -> bool:
        return any(zone.speech for zone in self.zones)


class _Quotation(NamedTuple):
    start: int
    end: int
    dash: bool
    open_ended: bool


def quotations(sources: Sequence[str]) -> tuple[Quoted, ...]:
    """The quotations of a paragraph, given as its sentences in order, one value for each.

    >>> first, second = quotations(["– Jeg vet ikke.", "Vi får se, sier Hansen."])
    >>> first.goes_on, second.inside, [zone.quoted for zone in second.zones]
    (True, True, [True, False])
    """
    text = _BREAK.join(sources)
    spoken = list(_speech(text))
    found = sorted([*spoken, *_marked(text, spoken)])
    result, at, first = [], 0, 0
    for source in sources:
        end = at + len(source)
        while first < len(found) and found[first].end <= at:
            first += 1
        result.append(_cut(text, Span(at, end), found, first))
        at = end + len(_BREAK)
    return tuple(result)


def _cut(text: str, sentence: Span, found: Sequence[_Quotation], first: int) -> Quoted:
    """The part that a sentence has in the quotations, from the first that reaches into it."""
    inner: list[_Quotation] = []
    for quotation in found[first:]:
        if quotation.start >= sentence.end:
            break
        inner.append(quotation)
    if not inner:
        return Quoted()
    return Quoted(
        tuple(_zones(text, sentence, inner)),
        inside=inner[0].start < sentence.start,
        goes_on=inner[-1].end > sentence.end,
        open_ended=any(q.open_ended for q in inner),
    )


def _zones(text: str, sentence: Span, inner: Sequence[_Quotation]) -> Iterator[Zone]:
    """Quoted and unquoted by turns. A rim of nothing but marks and stops is no zone."""
    offset = sentence.start
    at_start = not _has_words(text[offset : max(offset, inner[0].start)])
    if not at_start:
        yield Zone(False, 0, inner[0].start - offset)
    for quotation, following in pairwise([*inner, None]):
        assert quotation is not None
        start, end = max(quotation.start, offset), min(quotation.end, sentence.end)
        beyond = following.start if following else sentence.end
        speech = quotation.dash or (at_start and _is_said(text, end, beyond))
        yield Zone(True, start - offset, end - offset, speech)
        at_start = False
        if following or _has_words(text[end:beyond]):
            yield Zone(False, end - offset, max(end, beyond) - offset)


def _is_said(text: str, end: int, beyond: int) -> bool:
    """Whether a quotation in marks that begins a sentence fills it, or has a speaker after it."""
    clause = norwegian_clause(text, max(0, end - 1), min(beyond, end + _REACH))
    return not _has_words(text[end:beyond]) or (clause is not None and clause <= end + 2)


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _speech(text: str) -> Iterator[_Quotation]:
    at = limit = 0
    while opening := _OPENING.search(text, at):
        start = opening.end()
        limit = limit if start < limit else _limit(text, start)
        for _ in range(_MOST_RESUMED):
            clause = _clause(text, start, limit)
            end = limit if clause is None else clause
            if not _is_list_item(text, opening, end, clause):
                yield _Quotation(start, end, True, clause is None)
            resumed = None if clause is None else _resumed(text, start, clause)
            if resumed is None:
                break
            start = resumed
        at = end


def _limit(text: str, start: int) -> int:
    """The end of the sentence before the next turn, or before "Det sier Hansen."."""
    turn = _TURN.search(text, start)
    limit = turn.start() if turn else len(text)
    at = text.find(_BREAK, start, limit)
    while at >= 0:
        if names_the_speaker(text[at + 1 : at + 200]) or _is_signature(text, at + 1):
            return at
        at = text.find(_BREAK, at + 1, limit)
    return limit


def _is_signature(text: str, at: int) -> bool:
    """ "(©NTB)", "(Saken oppdateres.)": the desk speaks."""
    return text[at : at + 1] == "("


def _clause(text: str, start: int, limit: int) -> int | None:
    """The end of speech before the first reporting clause, looked for sentence by sentence."""
    while start < limit:
        end = text.find(_BREAK, start, limit)
        end = limit if end < 0 else end
        clause = norwegian_clause(text, start, end)
        if clause is not None:
            return clause
        start = end + 1
    return None


def _resumed(text: str, start: int, clause: int) -> int | None:
    """Where speech goes on in the same sentence after the reporting clause."""
    end = text.find(_BREAK, clause, clause + _REACH)
    end = clause + _REACH if end < 0 else end
    match = _RESUMED.search(text, clause, end)
    if not match and clause - start < _REACH and len(text[start:clause].split()) <= _FEW_WORDS:
        match = _INTERRUPTED.match(text, clause, end)
    return match.end() if match else None


def _is_list_item(text: str, opening: re.Match[str], end: int, clause: int | None) -> bool:
    """ "- Lavik–Oppedal": a hyphen, no speaker, no full stop."""
    hyphen = opening.group().strip() == "-"
    return hyphen and clause is None and text[:end].rstrip(' »"”')[-1:] not in (".", "!", "?")


def _marked(text: str, spoken: Sequence[_Quotation]) -> Iterator[_Quotation]:
    """What stands in quote marks outside dash speech."""
    spans = iter(spoken)
    speech = next(spans, None)
    opened, depth = -1, 0
    for match in _MARK.finditer(text):
        at = match.start()
        while speech and speech.end <= at:
            speech = next(spans, None)
        if speech and speech.start <= at:
            opened, depth = -1, 0
        elif depth == 0:
            if match[0] == "»" and opened < 0 and text[max(0, at - 1) : at].strip():
                yield _Quotation(0, at, False, False)
            elif not _is_inches(text, at):
                opened, depth = match.end(), 1
        else:
            depth += 1 if match.group() in "«„" else -1
            if depth == 0:
                yield _Quotation(opened, at, False, False)
    # Left open: it runs on into the next paragraph.
    if depth and (text[opened - 1] == "«" or text[max(0, opened - 2) : opened - 1] in ("", _BREAK)):
        yield _Quotation(opened, len(text), False, True)


def _is_inches(text: str, at: int) -> bool:
    return text[at] == '"' and text[at - 1 : at].isdigit()


def nested(text: str) -> list[Span]:
    """The contents of the quotations inside a stretch of speech.

    >>> [text[s.start : s.end] for text in ["Han sa «ja»."] for s in nested(text)]
    ['ja']
    """
    return [Span(q.start, q.end) for q in _marked(text, ())]
