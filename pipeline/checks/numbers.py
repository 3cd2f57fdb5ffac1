"""Every number of the source is in the English, and no other.

Values are compared as sets: a year that the Norwegian repeats and the English names once is no
fault. A number word without a counterpart is no finding either, since "en", "to" and "one" have
other senses; but figures, and words counting millions or more, must be met by figures or words.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from pipeline.article import Finding, Severity
from pipeline.checks.quantities import Quantity, Reading, english, norwegian

ID = "numbers"


def check(source: str, target: str) -> tuple[Finding, ...]:
    """An error for each number that is in one text only.

    >>> [f.message for f in check("1.100 soldater", "1,000 soldiers")]
    ['“1.100” is not in the English', '“1,000” is not in the Norwegian']
    """
    theirs, ours = norwegian(source), english(target)
    return (
        *(
            Finding(ID, Severity.ERROR, f"“{_at(source, q)}” is not in the English", source=q.span)
            for q in without_counterpart(theirs, ours)
        ),
        *(
            Finding(
                ID, Severity.ERROR, f"“{_at(target, q)}” is not in the Norwegian", target=q.span
            )
            for q in without_counterpart(ours, theirs)
        ),
    )


def _at(text: str, quantity: Quantity) -> str:
    return text[quantity.span.start : quantity.span.end]


def carries(known: Set[Reading], text: str) -> bool:
    """Whether an English text has no firm number but the known, and one of them if it has any.

    >>> soldiers = values(norwegian("1.100 soldater"))
    >>> carries(soldiers, "1,100"), carries(soldiers, "1,000")
    (True, False)
    """
    ours = english(text)
    met = [_met(q, known) for q in ours]
    return all(m or not q.firm for m, q in zip(met, ours, strict=True)) and (not ours or any(met))


def values(quantities: Sequence[Quantity]) -> set[Reading]:
    """All readings of the quantities, and of those that may be dates the parts too."""
    whole = {reading for q in quantities for reading in q.readings}
    dates = (r for q in quantities for r in q.readings if _may_be_date(q, r))
    return whole | {(part,) for reading in dates for part in reading}


def without_counterpart(these: Sequence[Quantity], those: Sequence[Quantity]) -> list[Quantity]:
    """The firm ones that no reading of the others meets, whole or as the part of a date."""
    known = values(those)
    return [q for q in these if q.firm and not _met(q, known)]


def _met(quantity: Quantity, known: Set[Reading]) -> bool:
    """Whether a reading of the quantity is known: "5.6.2014" also where it is "June 5, 2014"."""
    return any(
        reading in known
        or (_may_be_date(quantity, reading) and all((part,) in known for part in reading))
        for reading in quantity.readings
    )


def _may_be_date(quantity: Quantity, reading: Reading) -> bool:
    """A day and a month, and perhaps a year; "1:01" is a clock time, not the first of January."""
    dated = 2 <= len(reading) <= 3 and 1 <= reading[0] <= 31 and 1 <= reading[1] <= 12
    return dated and not quantity.clock
