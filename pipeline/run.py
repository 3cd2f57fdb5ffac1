"""A whole run, from paths to exit code: what ``nordwire translate`` calls."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from models.engine import Decoding, Engine
from models.registry import load
from pipeline import batch, documents, files, progress
from pipeline.desk import Desk
from pipeline.errors import InputError, UsageError
from pipeline.outcome import Outcome
from pipeline.report import Report
from pipeline.settings import Settings
from pipeline.version import RULES, VERSION


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for, beside the settings.

    ``format`` is a key of ``pipeline.formats.FORMATS``.
    """

    paths: tuple[str, ...]
    out: Path | None = None
    report: Path | None = None
    html: Path | None = None
    quiet: bool = False
    json_to_stdout: bool = False
    format: str = "text"


def load_engine(settings: Settings) -> Engine:
    """The engine that the settings name, self-tested. Raises models.errors.ModelError."""
    return load(
        settings.model,
        engine="torch" if settings.engine == "torch" else "ct2",
        decoding=Decoding(beam=settings.beam),
        threads=settings.threads,
    )


def signature(engine: Engine) -> dict[str, str]:
    """Everything that decides the English: two runs with the same signature give the same bytes."""
    return {"nordwire": VERSION, "rules": str(RULES), "engine": engine.signature}


def translate(request: Request, settings: Settings, engine: Engine | None = None) -> int:
    """Translate what was asked for; returns the exit code.

    ``engine`` stands in for the one that the settings name. Raises UsageError or ModelError before
    anything is written, and InputError where a report cannot be written when work is done.
    """
    tasks = _tasks(request)
    refuse_clashes(request, tasks)
    # What was found is for a person to read in the reports; stdout is for programs.
    desk = Desk(settings, None if request.format == "text" else request.format)
    running = engine or load_engine(settings)

    def work(report: Report) -> None:
        with progress.for_terminal(len(tasks), quiet=request.quiet) as shown:
            batch.run(tasks, running, report, shown, settings.style, retry=settings.retry == "on")

    return conduct(request, settings, signature(running), desk, work, judge=desk.judged)


def conduct(
    request: Request,
    settings: Settings,
    signature: Mapping[str, str],
    desk: Desk,
    work: Callable[[Report], None],
    *,
    verb: str = "translated",
    judge: Callable[[Outcome], Outcome] | None = None,
) -> int:
    """Do the work, write the reports, print what was asked for; returns the exit code."""
    with _json_report(request) as json_path:
        report = Report(
            signature,
            settings.as_dict(),
            fail_on=settings.fail_severity,
            json_path=json_path,
            html_path=request.html,
            verb=verb,
            judge=judge,
        )
        with report:
            warnings = _finish(report, desk, work)
        if request.json_to_stdout and json_path:
            with json_path.open("rb") as lines:
                for line in lines:
                    batch.to_stdout(line, "utf-8")
        elif shown := desk.rendered(warnings):
            batch.to_stdout(shown.encode("utf-8", "backslashreplace"), "utf-8")
    _tell(report, request)
    return report.exit_code


def _finish(report: Report, desk: Desk, work: Callable[[Report], None]) -> list[str]:
    interrupted = False
    try:
        try:
            work(report)
        except KeyboardInterrupt:
            interrupted = True
        warnings = desk.warnings(interrupted=interrupted)
        report.finish(interrupted=interrupted, warnings=warnings)
    except UsageError as error:
        # Too late for a mistake of usage: there is English on disk, and the disk is full.
        raise InputError(str(error)) from error
    return warnings


@contextmanager
def _json_report(request: Request) -> Generator[Path | None]:
    """Where the JSON report goes: what was asked for, or a passing place on its way to stdout."""
    if request.report or not request.json_to_stdout:
        yield request.report
        return
    with TemporaryDirectory(prefix="nordwire-") as folder:
        yield Path(folder) / "report.json"


def _tasks(request: Request) -> Sequence[batch.Task]:
    out = None if request.out == Path(batch.STDIO) else request.out
    if out is None and (request.json_to_stdout or request.format != "text"):
        flag = "--json writes the report" if request.json_to_stdout else "--format writes findings"
        raise UsageError(f"{flag} to stdout: say where the English goes with --out")
    if batch.STDIO in request.paths:
        return [_stdin_task(request.paths, out)]
    pairs = files.plan_outputs(request.paths, out, documents.SUFFIXES)
    if out is None:
        if len(pairs) > 1:
            raise UsageError(f"{len(pairs)} articles need a folder to go to: add --out FOLDER (-o)")
        return [batch.Task(str(source), batch.STDIO) for source, _ in pairs]
    return [batch.Task(str(source), str(target)) for source, target in pairs]


def _stdin_task(paths: Sequence[str], out: Path | None) -> batch.Task:
    if len(paths) > 1:
        raise UsageError("- (stdin) stands alone: give either - or paths, not both")
    if out is not None and out.is_dir():
        raise UsageError(f"{out}: this is a folder, and stdin has no name; name a file with --out")
    return batch.Task(batch.STDIO, batch.STDIO if out is None else str(out))


def refuse_clashes(request: Request, tasks: Sequence[batch.Task]) -> None:
    """A report must not take the place of an article, or of its English; stdout is for one thing.

    Raises UsageError.
    """
    if request.json_to_stdout and request.format != "text":
        raise UsageError("--json and --format both write to stdout: give one of them")
    places = (p for task in tasks for p in (task.source, task.target) if p != batch.STDIO)
    taken = {_place(Path(p)) for p in places}
    for path in (request.report, request.html):
        if path is not None and _place(path) in taken:
            raise UsageError(f"{path}: an article has this name; name another file for the report")


def _place(path: Path) -> str:
    # On macOS and Windows capitals do not tell two files apart.
    return str(path.resolve()).casefold()


def _tell(report: Report, request: Request) -> None:
    """The summary for a person, where each report lies; only what failed where quiet is asked."""
    lines = report.summary().splitlines()
    if request.quiet:
        lines = [line for line in lines if line.startswith("Failed: ")]
    else:
        lines += [f"Report: {path}" for path in (request.report, request.html) if path is not None]
    if lines:
        print("\n".join(lines), file=sys.stderr)
