"""The checks on English that someone else wrote: what ``nordwire check`` calls. Loads no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline import checks, documents, files, pairs
from pipeline.article import Article, Block
from pipeline.batch import STDIO, Task
from pipeline.desk import Desk
from pipeline.errors import InputError, UsageError
from pipeline.outcome import Outcome, Status
from pipeline.places import English
from pipeline.report import Report
from pipeline.run import Request, conduct, refuse_clashes
from pipeline.settings import Settings
from pipeline.version import RULES, VERSION

# A line end in a wrapped paragraph is a space to the checks; the places stay the same.
_SPACES = str.maketrans("\r\n", "  ")


def check(request: Request, settings: Settings) -> int:
    """Check what was asked for, ``request.paths`` being SOURCE and TARGET; returns the exit code.

    Raises UsageError before anything is written.
    """
    source, target = map(Path, request.paths)
    tasks = _tasks(source, target)
    refuse_clashes(request, tasks)
    desk = Desk(settings, None if request.json_to_stdout else request.format)

    def work(report: Report) -> None:
        for task in tasks:
            report.add(desk.judged(*_outcome(task)))
        for outcome in _alone(target, tasks):
            report.add(desk.judged(outcome))

    signature = {"nordwire": VERSION, "rules": str(RULES)}
    return conduct(request, settings, signature, desk, work, verb="checked")


def check_articles(source: Article, target: Article) -> pairs.Paired:
    """The Norwegian article with the other's English in its segments, checked."""
    paired = pairs.pair(source, target)
    blocks = tuple(_checked(block) for block in paired.article.blocks)
    return replace(paired, article=replace(paired.article, blocks=blocks))


def _checked(block: Block) -> Block:
    """A block with what the checks find; what is missing altogether was found already."""
    if not block.segments or any(s.findings for s in block.segments):
        return block
    texts = [(s.source, (s.target or "").translate(_SPACES)) for s in block.segments]
    found = zip(texts, checks.run_paragraph(texts), strict=True)
    findings = [(*checks.run(*pair), *whole) for pair, whole in found]
    checked = zip(block.segments, findings, strict=True)
    return replace(block, segments=tuple(replace(s, findings=f) for s, f in checked))


def _outcome(task: Task) -> tuple[Outcome, English | None]:
    try:
        source = documents.read_article(task.source)
        paired = check_articles(source, documents.read_article(task.target))
    except InputError as error:
        return Outcome(task.source, task.target, Status.FAILED, error=str(error)), None
    return Outcome(task.source, task.target, Status.TRANSLATED, paired.article), paired.english


def _tasks(source: Path, target: Path) -> Sequence[Task]:
    if STDIO in (str(source), str(target)):
        raise UsageError("nordwire check compares files: - (stdin) cannot be one of them")
    for path in (source, target):
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder; check the spelling")
    if source.is_dir() != target.is_dir():
        raise UsageError(f"{source}, {target}: name two files, or two folders with the same tree")
    if not source.is_dir():
        return [Task(str(source), str(target))]
    places = files.plan_outputs([str(source)], target, documents.SUFFIXES)
    return [Task(str(ours), str(theirs)) for ours, theirs in places]


def _alone(target: Path, tasks: Sequence[Task]) -> list[Outcome]:
    """English files in the folder that have no Norwegian one."""
    if not target.is_dir():
        return []
    known = {Path(task.target).resolve() for task in tasks}
    there = files.plan_outputs([str(target)], None, documents.SUFFIXES)
    error = "has no Norwegian article of this name"
    return [
        Outcome(str(path), None, Status.FAILED, error=error)
        for path, _ in there
        if path.resolve() not in known
    ]
