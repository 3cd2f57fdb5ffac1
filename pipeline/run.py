"""A whole run, from paths to exit code: what ``nordwire translate`` calls."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.engine import Decoding, Engine
from models.registry import load
from pipeline import batch, documents, files, progress
from pipeline.errors import UsageError
from pipeline.report import Report
from pipeline.settings import Settings
from pipeline.version import RULES, VERSION


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for, beside the settings."""

    paths: tuple[str, ...]
    out: Path | None = None
    report: Path | None = None
    html: Path | None = None
    quiet: bool = False
    json_to_stdout: bool = False


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


def translate(request: Request, settings: Settings) -> int:
    """Translate what was asked for; returns the exit code.

    Raises UsageError or ModelError before anything is written.
    """
    tasks = _tasks(request)
    engine = load_engine(settings)
    report = Report(
        signature(engine),
        settings.as_dict(),
        fail_on=settings.fail_severity,
        json_path=request.report,
        html_path=request.html,
    )
    with report:
        try:
            with progress.for_terminal(len(tasks), quiet=request.quiet) as shown:
                batch.run(tasks, engine, report, shown)
            report.finish()
        except KeyboardInterrupt:
            report.finish(interrupted=True)
    _tell(report, request)
    return report.exit_code


def _tasks(request: Request) -> Sequence[batch.Task]:
    if batch.STDIO in request.paths:
        if len(request.paths) > 1:
            raise UsageError("- (stdin) stands alone: give either - or paths, not both")
        target = batch.STDIO if request.out is None else str(request.out)
        return [batch.Task(batch.STDIO, target)]
    pairs = files.plan_outputs(request.paths, request.out, documents.SUFFIXES)
    if request.out is None:
        if len(pairs) > 1:
            raise UsageError(f"{len(pairs)} articles need a folder to go to: add --out FOLDER (-o)")
        return [batch.Task(str(source), batch.STDIO) for source, _ in pairs]
    return [batch.Task(str(source), str(target)) for source, target in pairs]


def _tell(report: Report, request: Request) -> None:
    """The summary for a person, where each report lies."""
    if request.quiet:
        return
    lines = [report.summary()]
    lines += [f"Report: {path}" for path in (request.report, request.html) if path is not None]
    print("\n".join(lines), file=sys.stderr)
