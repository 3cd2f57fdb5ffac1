"""The commands: parse, call one function, print, exit. No logic, and no heavy import at the top.

Exit codes: 0 done · 1 findings at or above --fail-on · 2 usage · 3 some inputs failed ·
4 model or environment · 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from pipeline.settings import Settings

EXIT_USAGE, EXIT_MODEL, EXIT_INTERRUPTED = 2, 4, 130

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Translate Norwegian (Bokmål) news copy into English, in batches, offline.",
    epilog="Exit codes: 0 done · 1 findings at or above --fail-on · 2 usage · "
    "3 some inputs failed · 4 model or environment · 130 interrupted",
)
model_app = typer.Typer(
    no_args_is_help=True,
    help="The translation model: list, look at, measure, convert.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(model_app, name="model")


class EngineChoice(StrEnum):
    ct2 = "ct2"
    torch = "torch"


class FailOn(StrEnum):
    error = "error"
    warning = "warning"
    never = "never"


class Retry(StrEnum):
    on = "on"
    off = "off"


class Format(StrEnum):
    text = "text"
    sarif = "sarif"
    junit = "junit"
    github = "github"


class Clock(StrEnum):
    h24 = "24"
    h12 = "12"


class Dates(StrEnum):
    month_day = "month-day"
    day_month = "day-month"


class Spelling(StrEnum):
    american = "american"
    british = "british"


ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="NAME",
        help="Embedded name, folder, or Hugging Face id (org/name\\[@revision]).",
        show_default="nb-en",
    ),
]
EngineOption = Annotated[
    EngineChoice | None,
    typer.Option(
        "--engine",
        help="ct2: CTranslate2 int8, for a CPU. torch: transformers, the reference; "
        "uses a GPU where there is one.",
        show_default="ct2",
    ),
]
BeamOption = Annotated[
    int | None,
    typer.Option("--beam", metavar="N", help="Width of the search.", show_default="4"),
]
ThreadsOption = Annotated[
    int | None,
    typer.Option("--threads", "-t", metavar="N", help="Cores to use.", show_default="all"),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="Settings file.", show_default="nearest nordwire.toml"
    ),
]
ReportOption = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write the JSON report.")
]
HtmlOption = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write the report for editors.")
]
FailOnOption = Annotated[
    FailOn | None,
    typer.Option("--fail-on", help="Findings from which the exit code is 1.", show_default="error"),
]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        help="Findings on stdout: sarif for code scanning, junit for CI servers, github for "
        "annotations (translate needs --out).",
    ),
]
SuppressionsOption = Annotated[
    str | None,
    typer.Option(
        "--suppressions", metavar="FILE", help="Accepted findings, with reasons (docs/ci.md)."
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but errors.")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Write one JSON object to stdout, for a script.")
]


@app.callback(invoke_without_command=True)
def top(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    if version:
        from pipeline.version import VERSION

        typer.echo(f"nordwire {VERSION}")
        raise typer.Exit


@app.command(
    epilog="Examples:\n\n"
    "nordwire translate story.txt\n\n"
    "nordwire translate inbox/ -o english/ --html report.html\n\n"
    "nordwire translate 'wire/**/*.txt' -o english/ --report report.json --fail-on warning\n\n"
    "cat story.txt | nordwire translate - > story.en.txt"
)
def translate(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="[PATHS]... | -",
            help="Files, folders, globs; - reads stdin.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="Folder for the English, with the same tree as the input (or a file, for one "
            "input). Without it, one article goes to stdout.",
        ),
    ] = None,
    report: ReportOption = None,
    html: HtmlOption = None,
    fail_on: FailOnOption = None,
    format: FormatOption = Format.text,
    suppressions: SuppressionsOption = None,
    clock: Annotated[
        Clock | None, typer.Option("--clock", help="22:30 or 10:30 p.m.", show_default="24")
    ] = None,
    dates: Annotated[
        Dates | None,
        typer.Option("--dates", help="May 17 or 17 May.", show_default="month-day"),
    ] = None,
    spelling: Annotated[
        Spelling | None,
        typer.Option("--spelling", help="color or colour.", show_default="american"),
    ] = None,
    retry: Annotated[
        Retry | None,
        typer.Option(
            "--retry",
            help="A second try where a check finds an error; off is faster.",
            show_default="on",
        ),
    ] = None,
    model: ModelOption = None,
    engine: EngineOption = None,
    beam: BeamOption = None,
    threads: ThreadsOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Write the JSON report to stdout (needs --out)."),
    ] = False,
) -> None:
    """Translate articles: files, folders, globs, or stdin to stdout."""
    from pipeline import run

    settings = _settings(
        config,
        model=model,
        engine=engine,
        beam=beam,
        threads=threads,
        fail_on=fail_on,
        suppressions=suppressions,
        clock=clock,
        dates=dates,
        spelling=spelling,
        retry=retry,
    )
    request = run.Request(
        tuple(paths), out, report, html, quiet=quiet, json_to_stdout=as_json, format=format.value
    )
    code = run.translate(request, settings)
    sys.stdout.flush()
    if code == EXIT_INTERRUPTED:
        # The engine's thread may be deep in a batch that nothing can stop; all is written.
        sys.stderr.flush()
        os._exit(code)
    raise typer.Exit(code)


@app.command(
    epilog="Examples:\n\n"
    "nordwire check story.txt story.en.txt\n\n"
    "nordwire check inbox/ english/ --format github --fail-on warning"
)
def check(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Norwegian file or folder.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Its English, the same tree.")],
    report: ReportOption = None,
    html: HtmlOption = None,
    fail_on: FailOnOption = None,
    format: FormatOption = Format.text,
    suppressions: SuppressionsOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write the JSON report to stdout.")
    ] = False,
) -> None:
    """Check English that someone else wrote against its Norwegian. Needs no model."""
    from pipeline import check, run

    settings = _settings(config, fail_on=fail_on, suppressions=suppressions)
    request = run.Request((source, target), None, report, html, quiet, as_json, format.value)
    raise typer.Exit(check.check(request, settings))


@model_app.command("list")
def model_list(as_json: JsonOption = False) -> None:
    """The models that are here: embedded ones, and converted copies in the cache."""
    from pipeline import facts

    _show(facts.models_here(), as_json)


@model_app.command("info", epilog="Example: nordwire model info Helsinki-NLP/opus-mt-gmq-en")
def model_info(
    name: Annotated[str, typer.Argument(metavar="[NAME]")] = "nb-en", as_json: JsonOption = False
) -> None:
    """What a checkpoint is: its folder, digest, shape and limits."""
    from pipeline import facts

    _show(facts.model_info(name), as_json)


@model_app.command(
    "eval", epilog="Example: nordwire model eval flores200.devtest.nob-eng.tsv --engine torch"
)
def model_eval(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE.tsv...", help="Norwegian TAB English, a pair a line."),
    ],
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=1, help="Only the first N pairs.", show_default="all"
        ),
    ] = None,
    model: ModelOption = None,
    engine: EngineOption = None,
    beam: BeamOption = None,
    threads: ThreadsOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """BLEU and chrF2 on files of sentence pairs, with sacrebleu and its signatures."""
    from pipeline import evaluate, run

    settings = _settings(config, model=model, engine=engine, beam=beam, threads=threads)
    running = run.load_engine(settings)
    scores = [evaluate.evaluate(file, running, limit) for file in files]
    if as_json:
        typer.echo(json.dumps([s.as_dict() for s in scores], ensure_ascii=False, indent=1))
    else:
        typer.echo(evaluate.table(scores))


@model_app.command("convert")
def model_convert(
    name: Annotated[str, typer.Argument(metavar="[NAME]")] = "nb-en", as_json: JsonOption = False
) -> None:
    """Convert a checkpoint for CTranslate2 now, instead of at its first use."""
    from pipeline import facts

    _show(facts.convert(name), as_json)


@app.command()
def doctor(as_json: JsonOption = False) -> None:
    """Versions, engines, the model's self-test, where caches lie and the packages come from."""
    from pipeline import facts

    found, healthy = facts.doctor()
    _show(found, as_json)
    if not healthy:
        raise typer.Exit(EXIT_MODEL)


def _settings(config: Path | None, **flags: Any) -> Settings:
    from pipeline import settings

    file = config or settings.find_file(Path.cwd())
    given = {k: v.value if isinstance(v, StrEnum) else v for k, v in flags.items()}
    return settings.load(file, os.environ, given)


def _show(facts: dict[str, Any], as_json: bool) -> None:
    """A JSON object for a script, aligned lines for a person."""
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    width = max(map(len, facts), default=0)
    for key, value in facts.items():
        lines = value if isinstance(value, list) else [value]
        for number, line in enumerate(lines):
            typer.echo(f"{key if number == 0 else '':{width}}  {line}")


def _fail(message: str, code: int) -> NoReturn:
    colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    label = "\x1b[1;31mError:\x1b[0m" if colour else "Error:"
    # A message may quote a document or a file name: nothing in it may steer the terminal.
    shown = "".join(c if c.isprintable() or c == "\n" else "�" for c in message)
    print(f"{label} {shown}", file=sys.stderr)
    sys.exit(code)


def main() -> NoReturn:
    """Run the command line; every error that is meant for the user ends as one line and a code."""
    from models.errors import ModelError
    from pipeline.errors import InputError, NordwireError
    from pipeline.report import EXIT_FAILED

    try:
        app()
    except InputError as error:
        _fail(str(error), EXIT_FAILED)
    except NordwireError as error:
        _fail(str(error), EXIT_USAGE)
    except ModelError as error:
        _fail(str(error), EXIT_MODEL)
    sys.exit(0)
