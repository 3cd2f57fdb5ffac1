"""Headlines in capitals go through the model as sentences; headlines in Title Case come back.

Norwegian headlines are set as sentences or all in capitals, never in Title Case, and the English
follows its source (AP Stylebook, "headlines": only the first word and proper names).

>>> for_model("NORGE SENDER SOLDATER TIL NATO-ØVELSE")
'Norge sender soldater til NATO-øvelse'
>>> restore("Norway sends troops to NATO exercise")
'NORWAY SENDS TROOPS TO NATO EXERCISE'
"""

from __future__ import annotations

import re
from itertools import chain

from pipeline.article import Edit, Span
from pipeline.newsroom.proper_names import ACRONYMS, ALWAYS_CAPITAL, NAMES, SMALL

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+|\b[\w-]{1,63}\.(?:no|com|org)\b"
)
# Where a sentence begins: the start, after a stop or colon, behind dashes and quote marks.
_START = re.compile(r"(?:\A|(?<=[.!?:])\s+)[\s\"'«“–—-]*(?P<first>[^\W\d_])")
_FEWEST_LETTERS = 6
# Shorter sources are as often the name of a ministry.
_FEWEST_TITLED = 4
# "Concert: Saturday in Bodø Cathedral" has four capitals, and each is right.
_FEWEST_LOWERED = 3
# Full sentences and quoted titles are no headline.
_NO_HEADLINE = re.compile(r"[.!?]\s|\.\Z|[\"“”«»—]")
RULE = "sentence case"


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals, and is more than an acronym or two.

    >>> is_capitals("SKUTT PÅ ÅPEN GATE"), is_capitals("NATO"), is_capitals("NATO og EU")
    (True, False, False)
    """
    words = _LETTERS.findall(_ADDRESS.sub(" ", text))
    if any(not w.isupper() and w not in SMALL for w in words):
        return False
    capitals = [w for w in words if w.isupper()]
    if sum(map(len, capitals)) < _FEWEST_LETTERS:
        return False
    return any(w not in ACRONYMS and len(w) > 1 for w in capitals)


def for_model(text: str) -> str:
    """A text in capitals as a sentence: names and acronyms that are known keep theirs."""
    parts, at = [], 0
    for address in _ADDRESS.finditer(text):
        parts += [_lowered(text[at : address.start()]), address[0]]
        at = address.end()
    lowered = "".join([*parts, _lowered(text[at:])])
    addresses = {m.start() for m in _ADDRESS.finditer(lowered)}
    return _START.sub(
        lambda m: m[0] if m.end() - 1 in addresses else m[0][:-1] + m["first"].upper(), lowered
    )


def opening(source: str, target: str) -> tuple[Edit, ...]:
    """A capital at the start of the English where the Norwegian has one, "iPhone" aside.

    >>> opening("Soldater er på vei.", "soldiers are on their way.")[0].after
    'S'
    """
    first = re.search(r"\w+", target)
    ours = re.search(r"[^\W\d_]", source)
    if not first or not ours or not ours[0].isupper() or not first[0].islower():
        return ()
    if first[0][0].isdigit() or re.search(rf"\b{re.escape(first[0])}\b", source):
        return ()
    at = first.start()
    return (Edit("capital", Span(at, at + 1), target[at], target[at].upper()),)


def restore(text: str) -> str:
    """English in capitals; web and mail addresses stay as they are."""
    parts, at = [], 0
    for address in _ADDRESS.finditer(text):
        parts += [text[at : address.start()].upper(), address[0]]
        at = address.end()
    return "".join([*parts, text[at:].upper()])


def edits(source: str, target: str) -> tuple[Edit, ...]:
    """The edits that turn a target In Title Case into a sentence, where its source is one.

    None when few words would change, or a capital in the source has no counterpart that is known: a
    name may be among the words then.

    >>> [e.after for e in edits("Nye regler for bruk av drone", "New Rules for Drone Use")]
    ['rules', 'drone', 'use']
    """
    if len(source.split()) < _FEWEST_TITLED:
        return ()
    if (
        _NO_HEADLINE.search(target)
        or not _is_titled(target)
        or _is_titled(source)
        or is_capitals(source)
    ):
        return ()
    names = _names(source)
    kept = set(chain.from_iterable(map(_LETTERS.findall, names)))
    present = set(_LETTERS.findall(target))
    if not kept <= present:
        return ()
    starts = {m.start("first") for m in _START.finditer(target)}
    words = [m for m in _WORD.finditer(target) if m.start() not in starts]
    lowered = [m for m in words if _is_plain(m[0], kept)]
    if len(lowered) < _FEWEST_LOWERED:
        return ()
    return tuple(Edit(RULE, Span(*m.span()), m[0], m[0].lower()) for m in lowered)


def _lowered(text: str) -> str:
    return _WORD.sub(lambda m: _known(m[0]) or m[0].lower(), text)


def _known(word: str) -> str | None:
    """The word as it is written when it is an acronym or a name, or a name's genitive."""
    for stem, ending in ((word, ""), (word[:-1], "s") if word.endswith("S") else (word, "")):
        if stem in ACRONYMS:
            return ACRONYMS[stem] + ending
        if stem in NAMES:
            return NAMES[stem][0] + ending
    return None


def _is_titled(text: str) -> bool:
    """Four words or more, and every one of four letters or more has a capital."""
    words = [w for w in _LETTERS.findall(text) if len(w) > 3]
    capital = sum(w[0].isupper() for w in _LETTERS.findall(text))
    return capital >= _FEWEST_TITLED and not any(w.islower() for w in words)


def _names(source: str) -> set[str]:
    """The English of every capitalised word of the source but the first of each sentence.

    The first too when it is a name that is known.
    """
    starts = {m.start("first") for m in _START.finditer(source)}
    found = set()
    for match in _LETTERS.finditer(source):
        word = match[0]
        name = NAMES.get(word.upper()) or NAMES.get(word.upper().removesuffix("S"))
        if name and word[0].isupper():
            found.add(name[1])
        elif word[0].isupper() and match.start() not in starts:
            found.add(word.removesuffix("s") if len(word) > 4 else word)
    return found


def _is_plain(word: str, kept: set[str]) -> bool:
    """A word whose capital is Title Case and nothing else."""
    bare = re.split("['’]", word)[0]
    return (
        bare[:1].isupper()
        and bare[1:].islower()
        and bare not in kept
        and bare.removesuffix("s") not in kept
        and bare not in ALWAYS_CAPITAL
        and word != "I"
    )
