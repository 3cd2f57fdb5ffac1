"""What a desk changes between the two languages: pure rules, each with the plan of what it did.

``for_model`` comes before the model, ``sentence`` after it, ``paragraph`` when all sentences of a
paragraph have their English, since quote marks open in one and close in another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.article import Edit, Kind
from pipeline.edits import replay
from pipeline.newsroom import addresses, capitals, clock, numbers, speech, spelling
from pipeline.newsroom.style import Style

Polished = tuple[str, tuple[Edit, ...]]
HEADLINES = (Kind.HEADLINE, Kind.SUBHEAD)
# In this order: an address has no clock time or number to set right, and a clock time must be one
# before numbers are looked at.
SENTENCE_RULES: dict[str, Callable[[str, str, Style], tuple[Edit, ...]]] = {
    "address": lambda source, target, style: addresses.edits(source, target),
    "clock": clock.edits,
    "numbers": numbers.edits,
    "capital": lambda source, target, style: capitals.opening(source, target),
    "spelling": lambda source, target, style: spelling.to(target, style.spelling),
}


def for_model(source: str) -> str:
    """The source as the model is to read it: a headline in capitals as a sentence."""
    return capitals.for_model(source) if capitals.is_capitals(source) else source


def sentence(source: str, target: str, style: Style, kind: Kind = Kind.PARAGRAPH) -> Polished:
    """A sentence's English after the rules, and their edits, each to the text it was given."""
    done: list[Edit] = []
    for rule in SENTENCE_RULES.values():
        edits = rule(source, target, style)
        target = replay(target, edits)
        done += edits
    if kind in HEADLINES:
        edits = capitals.edits(source, target)
        target = replay(target, edits)
        done += edits
    if capitals.is_capitals(source):
        target = capitals.restore(target)
    return target, tuple(done)


def paragraph(
    pairs: Sequence[tuple[str, str]], kind: Kind = Kind.PARAGRAPH
) -> tuple[Polished, ...]:
    """The English of a paragraph's sentences with their quote marks in order, and the edits."""
    # A list item's dash is no speaker's.
    plans = ((),) * len(pairs) if kind is Kind.LIST_ITEM else speech.edits(pairs)
    return tuple(
        (replay(target, edits), edits) for (_, target), edits in zip(pairs, plans, strict=True)
    )
