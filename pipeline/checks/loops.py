"""The English does not go round in circles, as a decoder does when it has lost its way.

A repetition is a stretch in which the same n words stand several times in a row. What the source
repeats as often ("nei, nei, nei, nei") is no loop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.article import Finding, Severity, Span

ID = "loops"
LONGEST = 12
# Without the marks that may differ between repetitions ("no, no."), with those that may loop.
_WORD = re.compile(r"\w+|[^\w\s.,;:!?]")
# The same word twice with nothing but a space between, which proofreaders know; these are English.
_TWICE = re.compile(r"\b([^\W\d_]{2,40})[ \u00a0]+\1\b", re.IGNORECASE)
_MAY_STAND_TWICE = frozenset(
    "that had is in on to for very so no more much far many long never knock ten".split()  # noqa: SIM905
)


class _Repetition(NamedTuple):
    first: int
    length: int
    times: int


def check(source: str, target: str) -> tuple[Finding, ...]:
    """An error for each stretch of the English that repeats itself more than the source does.

    >>> [f.message for f in check("Han sa nei.", "He said no, he said no, he said no.")]
    ['the English says “He said no” 3 times in a row']
    """
    words = list(_WORD.finditer(target))
    findings: list[Finding] = []
    covered = 0
    for loop in sorted(_loops(source, [w[0].lower() for w in words])):
        if loop.first < covered:
            continue
        covered = loop.first + loop.length * loop.times
        span = Span(words[loop.first].start(), words[covered - 1].end())
        phrase = target[span.start : words[loop.first + loop.length - 1].end()]
        message = f"the English says “{phrase}” {loop.times} times in a row"
        findings.append(Finding(ID, Severity.ERROR, message, target=span))
    return (*findings, *_doubled(source, target, covered))


def _doubled(source: str, target: str, covered: int) -> Iterator[Finding]:
    """A word that stands twice where the source's does not ("Bora Bora"), outside longer loops."""
    theirs = {m[1].lower() for m in _TWICE.finditer(source)}
    for match in _TWICE.finditer(target):
        word = match[1].lower()
        if not theirs and word not in _MAY_STAND_TWICE and not covered:
            message = f"the English says “{match[1]}” twice"
            yield Finding(ID, Severity.ERROR, message, target=Span(*match.span()))


def _loops(source: str, words: Sequence[str]) -> Iterator[_Repetition]:
    ours = list(_all_loops(words))
    if ours:
        theirs = _all_loops([w.lower() for w in _WORD.findall(source)])
        usual = max((loop.times for loop in theirs), default=1)
        yield from (loop for loop in ours if loop.times > usual)


def _all_loops(words: Sequence[str]) -> Iterator[_Repetition]:
    for length in range(1, LONGEST + 1):
        yield from (r for r in _repetitions(words, length) if r.times >= _enough(length))


def _enough(length: int) -> int:
    """How many times in a row is a loop: "very, very" and "had had" are English."""
    return {1: 4, 2: 3}.get(length, 2)


def _repetitions(words: Sequence[str], length: int) -> Iterator[_Repetition]:
    """The stretches in which each word is the one ``length`` before it, in one pass."""
    pairs = enumerate(zip(words, words[length:], strict=False))
    breaks = [-1, *(at for at, (word, later) in pairs if word != later), len(words) - length]
    for last, following in pairwise(breaks):
        if (same := following - last - 1) >= length:
            yield _Repetition(last + 1, length, same // length + 1)
