"""Where in the English the quotations of a Norwegian sentence open and close.

Marks that stand there are taken first; then commas, colons and dashes that say as much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.newsroom.quotations import Quoted
from pipeline.newsroom.quote_marks import Mark
from pipeline.newsroom.reporting import english_clause, opens_english_clause

# What may stand before the first word, and after the last.
LEAD = re.compile(r"\s*(?:[–—―-]\s+)?")
END = re.compile(r"[\s.!?…)]*\Z")
# Where speech may open within a sentence, by what stands before it in the source.
_OPENS_AFTER = {":": re.compile(r":(?=\s)"), ",": re.compile(r",(?=\s)")}
_OPENS_AFTER_STOP = re.compile(r"[.!?…](?=\s+[–—―-]\s)")


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a quotation opens or closes: at a mark that is there, or in the gap before ``at``."""

    at: int
    existing: bool

    @property
    def beyond(self) -> int:
        return self.at + self.existing


def boundaries(
    source: str, target: str, said: Quoted, marks: Sequence[Mark]
) -> list[Boundary] | None:
    """The place of each opening and closing that the zones ask for; None where one is not seen."""
    turns: list[Boundary] = []
    if said.zones[0].quoted and not said.inside:
        turns.append(_start(target, marks))
    for zone, following in pairwise(said.zones):
        cursor = turns[-1].beyond if turns else 0
        later = [m for m in marks if m.at >= cursor]
        if zone.quoted:
            expected = len(target) * zone.end // max(1, len(source))
            turn = _closing(target, later, cursor, expected)
        else:
            turn = _opening(target, later, cursor, source[zone.start : following.start])
        if turn is None:
            return None
        turns.append(turn)
    if said.zones[-1].quoted and not said.goes_on:
        turns.append(_finish(target, marks, turns[-1].beyond if turns else 0))
    return turns


def _start(target: str, marks: Sequence[Mark]) -> Boundary:
    lead = LEAD.match(target)
    at = lead.end() if lead else 0
    return Boundary(at, bool(marks) and marks[0].at == at)


def _finish(target: str, marks: Sequence[Mark], cursor: int) -> Boundary:
    if (
        marks
        and marks[-1].at >= cursor
        and marks[-1].turn <= 0
        and END.match(target, marks[-1].end)
    ):
        return Boundary(marks[-1].at, True)
    return Boundary(max(cursor, len(target.rstrip())), False)


def _closing(target: str, marks: Sequence[Mark], cursor: int, expected: int) -> Boundary | None:
    closers = [m for m in marks if m.turn <= 0 and not END.match(target, m.end)]
    before_clause = [m for m in closers if opens_english_clause(target, m.end)]
    if before_clause or (closers and english_clause(target, cursor, expected) is None):
        nearest = min(before_clause or closers, key=lambda m: abs(m.at - expected))
        return Boundary(nearest.at, True)
    clause = english_clause(target, cursor, expected)
    return None if clause is None else Boundary(clause, False)


def _opening(target: str, marks: Sequence[Mark], cursor: int, unquoted: str) -> Boundary | None:
    openers = [m.at for m in marks if m.turn >= 0]
    if openers:
        return Boundary(openers[0], True)
    before = unquoted.rstrip(" –—―-")[-1:]
    place = _OPENS_AFTER.get(before, _OPENS_AFTER_STOP).search(target, cursor)
    lead = LEAD.match(target, place.end()) if place else None
    if lead is None or lead.end() == len(target):
        return None
    return Boundary(lead.end(), False)
