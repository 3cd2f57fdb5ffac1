"""Progress of a run: on stderr when that is a terminal, silent otherwise."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Protocol, Self


class Progress(Protocol):
    """What a run tells while it goes on."""

    def sentences(self, count: int) -> None:
        """So many more sentences have been translated."""

    def article(self) -> None:
        """One more article is done, well or badly."""


class Silent:
    """Nobody is looking."""

    def sentences(self, count: int) -> None:
        pass

    def article(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


class Bar(Silent):
    """A bar with the rate in sentences and the time left, on stderr."""

    def __init__(self, articles: int) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._done = 0
        self._bar = Progress(
            TextColumn("Translating"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("articles · {task.fields[rate]} ·"),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=articles, rate="starting")

    def sentences(self, count: int) -> None:
        self._done += count
        elapsed = self._bar.tasks[self._task].elapsed or 0.0
        rate = f"{self._done / elapsed:.0f} sentences/s" if elapsed else "starting"
        self._bar.update(self._task, rate=rate)

    def article(self) -> None:
        self._bar.advance(self._task)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()


def for_terminal(articles: int, *, quiet: bool) -> Silent:
    """A bar when a person is looking at stderr, else silence."""
    return Silent() if quiet or not sys.stderr.isatty() else Bar(articles)
