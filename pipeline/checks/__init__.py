"""What can be checked in a translation by looking at the two texts alone.

Each check is a pure function from a source and its target to findings, in a file of its own.

>>> [f.check for f in run("1.100 soldater er på vei.", "1,000 soldiers er på vei.")]
['numbers', 'numbers', 'untranslated']
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.article import Finding
from pipeline.checks import length, loops, numbers, untranslated

Check = Callable[[str, str], tuple[Finding, ...]]

CHECKS: dict[str, Check] = {
    numbers.ID: numbers.check,
    length.ID: length.check,
    loops.ID: loops.check,
    untranslated.ID: untranslated.check,
}


def run(source: str, target: str) -> tuple[Finding, ...]:
    """What every check finds, in the order of the English, then of the Norwegian."""
    return tuple(sorted((f for c in CHECKS.values() for f in c(source, target)), key=_place))


def _place(finding: Finding) -> tuple[int, str]:
    span = finding.target or finding.source
    return (span.start if span else 0, finding.check)
