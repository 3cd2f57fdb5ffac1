"""What a run did: the counts, the messages, the JSON and HTML reports, and the exit code.

>>> with Report({"version": "0.1.0"}, {}, fail_on=None) as report:
...     report.add(Outcome("oslo.txt", None, Status.FAILED, error="oslo.txt: no such file."))
...     report.finish()
>>> report.exit_code
3
>>> print(report.summary())
No article translated, 1 failed.
Failed: oslo.txt: no such file.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

from pipeline import report_html, report_json
from pipeline.article import Kind, Origin, Severity
from pipeline.errors import UsageError
from pipeline.outcome import Counts, Outcome, Run, Status, segments_of

EXIT_FINDINGS = 1
EXIT_FAILED = 3
EXIT_INTERRUPTED = 130

_LONE = "backslashreplace"
"""Half a surrogate pair, as in a file name that is not UTF-8, is written \\udc80: valid JSON."""

NAMED = 10
"""How many failures, and how many articles that need a look, the summary names."""


class Writer(Protocol):
    """A report format, a module: what an outcome adds to each section, and the file they make."""

    def sections(self, outcome: Outcome, number: int, /) -> dict[str, str]: ...

    def document(self, run: Run, parked: Callable[[str], Iterable[str]], /) -> Iterator[str]: ...


class Report:
    """Takes outcomes one by one, in the order they are to be read, and writes the reports.

    No article is held after ``add``: its part of each report is parked in unnamed temporary
    files beside the report, so memory does not grow with the batch, and nothing is left behind
    however the run ends. Use it as a context manager, and call ``finish`` to write: leaving
    without it leaves earlier reports as they were.

    ``verb`` is what was done to the articles. ``judge`` has its say on each outcome before it is
    counted: what the desk thinks of its findings.

    Raises UsageError where a report cannot be written.
    """

    def __init__(
        self,
        signature: Mapping[str, str],
        settings: Mapping[str, object],
        *,
        fail_on: Severity | None,
        json_path: Path | None = None,
        html_path: Path | None = None,
        verb: str = "translated",
        judge: Callable[[Outcome], Outcome] | None = None,
    ) -> None:
        if json_path and html_path and json_path.resolve() == html_path.resolve():
            raise UsageError(f"{json_path}: asked for both reports in one file. Name two files.")
        self._signature, self._settings, self._fail_on = signature, settings, fail_on
        self._verb, self._judge = verb, judge
        wanted: list[tuple[Path | None, Writer]] = [
            (json_path, report_json),
            (html_path, report_html),
        ]
        self._drafts = [_Draft(path, writer) for path, writer in wanted if path]
        self._tally: Counter[str] = Counter()
        self._failed: list[str] = []
        self._flagged: list[str] = []
        self._interrupted = False
        self._warnings: Sequence[str] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def add(self, outcome: Outcome) -> None:
        """Count one outcome and park its part of each report on disk."""
        if self._judge:
            outcome = self._judge(outcome)
        self._tally += _tally(outcome)
        for draft in self._drafts:
            draft.add(outcome, self._tally["articles"])
        if outcome.status is Status.FAILED:
            _name(self._failed, outcome.reason)
        elif outcome.flagged:
            _name(self._flagged, f"{outcome.source} ({report_html.in_words(outcome.severities)})")

    def finish(self, *, interrupted: bool = False, warnings: Sequence[str] = ()) -> None:
        """Write the reports; both are complete before either takes the place of an old one.

        ``warnings`` are about the run as a whole.
        """
        self._interrupted, self._warnings = interrupted, tuple(warnings)
        run = Run(
            self._headline,
            self._signature,
            self._settings,
            self.counts,
            self.exit_code,
            self._warnings,
        )
        with ExitStack() as stack:
            for draft in self._drafts:
                draft.write(run, stack.enter_context(replacing(draft.path)))
        self._close()

    @property
    def _headline(self) -> str:
        return ("Stopped early. " if self._interrupted else "") + self.counts.in_words(self._verb)

    def _close(self) -> None:
        for draft in self._drafts:
            draft.close()

    @property
    def exit_code(self) -> int:
        """130 interrupted, 3 an input failed, 1 a finding at or above ``fail_on``, else 0."""
        if self._interrupted:
            return EXIT_INTERRUPTED
        if self._tally["failed"]:
            return EXIT_FAILED
        limit = self._fail_on
        reached = limit and any(self._tally[s] for s in Severity if s.rank >= limit.rank)
        return EXIT_FINDINGS if reached else 0

    @property
    def counts(self) -> Counts:
        tally = self._tally
        return Counts(
            articles=tally["articles"],
            failed=tally["failed"],
            flagged=tally["flagged"],
            blocks=tally["blocks"],
            segments=tally["segments"],
            origins={origin: tally[origin] for origin in Origin},
            findings={severity: tally[severity] for severity in Severity},
            source_words=tally["source_words"],
            target_words=tally["target_words"],
        )

    def summary(self) -> str:
        """A few lines for a terminal, safe to print: control characters are shown as signs."""
        lines = [
            self._headline,
            *(f"Warning: {warning}" for warning in self._warnings),
            *_named("Failed", self._failed, self._tally["failed"]),
            *_named("Look at", self._flagged, self._tally["flagged"]),
        ]
        return "\n".join(report_html.one_line(line) for line in lines)


def _tally(outcome: Outcome) -> Counter[str]:
    """This outcome's share of the counts, under the names of Counts, Origin and Severity."""
    tally = Counter[str](
        articles=1, failed=outcome.status is Status.FAILED, flagged=outcome.flagged
    )
    tally.update(outcome.severities)
    article = outcome.article
    if article is not None:
        tally["blocks"] += sum(block.kind is not Kind.BLANK for block in article.blocks)
        for segment in segments_of(article):
            tally["segments"] += 1
            tally[segment.origin] += 1
            tally["source_words"] += len(segment.source.split())
            tally["target_words"] += len((segment.target or "").split())
    return tally


def _name(names: list[str], name: str) -> None:
    if len(names) < NAMED:
        names.append(name)


def _named(label: str, names: list[str], total: int) -> Iterator[str]:
    yield from (f"{label}: {name}" for name in names)
    if total > len(names):
        yield f"{label}: {total - len(names)} more, all in the report."


class _Draft:
    """One report in the making: sections parked in unnamed files in the report's own folder."""

    def __init__(self, path: Path, writer: Writer) -> None:
        self.path = path
        self._writer = writer
        self._parked: dict[str, IO[str]] = {}
        if path.is_dir():
            raise UsageError(f"{path}: is a folder. Name a file for the report.")
        # A folder that cannot be written is better known now than after hours of translation.
        with _reporting(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _parking(path.parent).close()

    def add(self, outcome: Outcome, number: int) -> None:
        with _reporting(self.path):
            for section, text in self._writer.sections(outcome, number).items():
                self._open(section).write(text)

    def write(self, run: Run, out: IO[str]) -> None:
        for piece in self._writer.document(run, self._read):
            out.write(piece)
        out.flush()

    def close(self) -> None:
        for file in self._parked.values():
            # On a full disk closing fails as well; this text is thrown away in any case.
            with suppress(OSError):
                file.close()

    def _open(self, section: str) -> IO[str]:
        if section not in self._parked:
            self._parked[section] = _parking(self.path.parent)
        return self._parked[section]

    def _read(self, section: str) -> Iterator[str]:
        file = self._open(section)
        file.seek(0)
        while chunk := file.read(1 << 16):
            yield chunk


def _parking(folder: Path) -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", errors=_LONE, newline="", dir=folder)


@contextmanager
def replacing(path: Path) -> Generator[IO[str]]:
    """A text file that takes the place of ``path`` when the block ends without an error."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    with _reporting(path):
        try:
            with temporary.open("x", encoding="utf-8", errors=_LONE, newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def _reporting(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        reason = f"cannot write the report: {error.strerror or error}"
        raise UsageError(f"{path}: {reason}. Free space or name another file.") from error
