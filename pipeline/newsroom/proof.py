"""What every edit of a number must pass: the text it writes is a number of the source, for good.

>>> from pipeline.article import Span
>>> from pipeline.checks.quantities import norwegian
>>> edit = Edit("number", Span(0, 5), "1.100", "1,100")
>>> proven(norwegian("1.100 soldater"), "1.100 soldiers", [edit]) == (edit,)
True
>>> proven(norwegian("1.000 soldater"), "1.100 soldiers", [edit])
()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.article import Edit
from pipeline.checks.numbers import carries, values, without_counterpart
from pipeline.checks.quantities import Quantity, english
from pipeline.edits import replay
from pipeline.newsroom.style import Style

# No sentence is longer. What is, comes from no translation, and is left to the checks.
LONGEST = 100_000


def settled(
    rule: Callable[[str, str, Style], tuple[Edit, ...]], source: str, target: str, style: Style
) -> tuple[Edit, ...]:
    """The rule's edits, or none where it would go on editing what they made.

    Such a text is too broken for a rule to know what was meant; the checks report it.
    """
    made = rule(source, target, style)
    return made if not made or not rule(source, replay(target, made), style) else ()


def in_order(found: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that change something, by place; of two that overlap the first one stays."""
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda e: e.span):
        if edit.before != edit.after and (not kept or edit.span.start >= kept[-1].span.end):
            kept.append(edit)
    return tuple(kept)


def proven(theirs: Sequence[Quantity], target: str, found: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits, in order, whose text reads as a number of ``theirs``, alone and in its place."""
    known = values(theirs)
    made = in_order(e for e in found if carries(known, e.after))
    strange = without_counterpart(english(replay(target, made)), theirs) if made else []
    kept, moved, at = [], 0, 0
    for edit in made:
        start = edit.span.start + moved
        end = start + len(edit.after)
        moved += len(edit.after) - len(edit.before)
        while at < len(strange) and strange[at].span.end <= start:
            at += 1
        if at == len(strange) or strange[at].span.start >= end:
            kept.append(edit)
    return tuple(kept)
