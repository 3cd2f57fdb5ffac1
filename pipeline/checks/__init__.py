"""What can be checked in a translation by looking at the two texts alone.

Each check is a pure function from a source and its target to findings, in a file of its own.
What shows only in a whole paragraph (quote marks that open in one sentence and close in another)
is in ``PARAGRAPH_CHECKS``; what needs the model's score, in :mod:`pipeline.checks.confidence`.

>>> [f.check for f in run("1.100 soldater er på vei.", "1,000 soldiers er på vei.")]
['numbers', 'numbers', 'untranslated']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.article import Finding
from pipeline.checks import (
    length,
    loops,
    markup,
    missing,
    names,
    negation,
    numbers,
    quotes,
    untranslated,
)

Check = Callable[[str, str], tuple[Finding, ...]]
Pair = tuple[str, str]
ParagraphCheck = Callable[[Sequence[Pair]], tuple[tuple[Finding, ...], ...]]

CHECKS: dict[str, Check] = {
    numbers.ID: numbers.check,
    names.ID: names.check,
    negation.ID: negation.check,
    missing.ID: missing.check,
    length.ID: length.check,
    loops.ID: loops.check,
    untranslated.ID: untranslated.check,
    markup.ID: markup.check,
}

PARAGRAPH_CHECKS: dict[str, ParagraphCheck] = {quotes.ID: quotes.check_paragraph}


def run(source: str, target: str) -> tuple[Finding, ...]:
    """What every check of a segment finds, in the order of the English, then of the Norwegian."""
    return _ordered(f for c in CHECKS.values() for f in c(source, target))


def run_paragraph(pairs: Sequence[Pair]) -> tuple[tuple[Finding, ...], ...]:
    """What the checks of a paragraph find: for each (source, target) segment, in order."""
    found = [check(pairs) for check in PARAGRAPH_CHECKS.values()]
    return tuple(_ordered(f for per in found for f in per[at]) for at in range(len(pairs)))


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_place))


def _place(finding: Finding) -> tuple[int, str]:
    span = finding.target or finding.source
    return (span.start if span else 0, finding.check)
