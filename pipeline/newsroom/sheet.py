"""A text under repair, character by character, and the edits that come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.article import Edit, Span

# A closing mark with the comma or full stop that American usage has inside it.
_TUCKED = re.compile(
    r"(?<=[\w)!?.,…%'])(?P<marks>'?[\"“”„«»]+'?)(?P<stop>,|\.(?!\.))(?=[\s\"”')]|\Z)"
)


class Sheet:
    """A target, what its characters become, and what is put into the gaps before them.

    Places are numbered gap, character, gap, character: the gap before ``target[at]`` is
    ``2 * at``, the character ``2 * at + 1``.
    """

    def __init__(self, target: str, rule: str) -> None:
        self.target = target
        self.rule = rule
        self._now: dict[int, str] = {}

    def put(self, at: int, mark: str = '"') -> None:
        self._now[2 * at] = self._now.get(2 * at, "") + mark

    def put_before(self, at: int, mark: str) -> None:
        """In the gap before ``at``, and before what was put there already."""
        self._now[2 * at] = mark + self._now.get(2 * at, "")

    def change(self, at: int, after: str) -> None:
        self._now[2 * at + 1] = after

    def drop(self, span: Span) -> None:
        for at in range(*span):
            self.change(at, "")

    def tuck(self) -> None:
        """Commas and full stops go inside, or away where a stop stands inside already."""
        for match in _TUCKED.finditer(self.target):
            start, stop = match.span("marks")
            if not any(self._now.get(2 * at + 1, "") for at in range(start, stop)):
                continue
            self.change(stop, "")
            if self.target[start - 1] not in ("!?.,…" if match["stop"] == "," else ".?!…"):
                self.put_before(start, match["stop"])

    def edits(self) -> tuple[Edit, ...]:
        """The differences from the target, neighbours in one edit."""
        changed = sorted(at for at, after in self._now.items() if after != self._before(at))
        return tuple(self._edit(run) for run in _runs(changed))

    def _before(self, at: int) -> str:
        return self.target[at // 2] if at % 2 else ""

    def _edit(self, places: list[int]) -> Edit:
        span = Span(places[0] // 2, (places[-1] + 1) // 2)
        after = "".join(self._now[at] for at in places)
        return Edit(self.rule, span, self.target[slice(*span)], after)


def _runs(places: list[int]) -> Iterator[list[int]]:
    """Places with no unchanged character between them; an empty gap may lie between two."""
    run: list[int] = []
    for at in places:
        if run and at - run[-1] > 1 + (run[-1] % 2 and at % 2):
            yield run
            run = []
        run.append(at)
    if run:
        yield run
