"""Many articles: one queue of sentences across files, read and written while the model works.

Articles are taken in windows of some thousand sentences, so that memory stays flat whatever the
number of files. Two windows are with the engine, so that no core waits at the end of one; meanwhile
the next is read and the last is checked and written. A file that fails is reported and never stops
the rest.
"""

from __future__ import annotations

import os
import re
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from models.engine import Engine, Translation
from pipeline import again, documents, files
from pipeline.article import Article
from pipeline.errors import InputError, ModelRunError, NordwireError
from pipeline.interrupts import Aside, held_back
from pipeline.newsroom.style import DEFAULT, Style
from pipeline.outcome import Outcome, Status
from pipeline.progress import Progress
from pipeline.report import Report
from pipeline.translate import N_BEST, Job, finish, plan, translate_article

STDIO = "-"
# Sentences in a window: the first is small, so that the first articles are finished early; the
# largest keeps every core busy with batches of like length.
FIRST_WINDOW, LARGEST_WINDOW = 128, 2048
# Sentences given to the engine at once; between two of these, progress is told.
CHUNK = 512
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
# What an engine may raise on text that it cannot take; all else is a bug of ours.
_ENGINE_FAILURES = (NordwireError, RuntimeError, ValueError, MemoryError)


@dataclass(frozen=True, slots=True)
class Task:
    """One article to do. ``source`` "-" is stdin, ``target`` "-" is stdout."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class _Planned:
    """A task that was read: its job, or why it could not be."""

    task: Task
    job: Job | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Work:
    """What a window needs when it comes back from the engine."""

    engine: Engine
    style: Style
    retry: bool
    report: Report
    progress: Progress


def run(
    tasks: Sequence[Task],
    engine: Engine,
    report: Report,
    progress: Progress,
    style: Style = DEFAULT,
    *,
    retry: bool = True,
) -> None:
    """Translate every task, write each output whole or not at all, and tell the report.

    ``retry``: whether sentences with an error get a second try. Outcomes reach the report in the
    order of the tasks. Nothing of a single file's trouble is raised; KeyboardInterrupt is, and
    leaves finished outputs in place.
    """
    pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="engine")
    aside = Aside(engine)
    work = _Work(aside, style, retry, report, progress)
    try:
        ahead: deque[tuple[list[_Planned], Future[list[Translation]]]] = deque()
        for window in _windows(tasks, engine):
            sources = [s for p in window if p.job for s in p.job.sources]
            ahead.append((window, pool.submit(_translate, engine, sources, progress)))
            if len(ahead) > 2:
                _complete(*ahead.popleft(), work)
        while ahead:
            _complete(*ahead.popleft(), work)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        aside.close()


def _windows(tasks: Sequence[Task], engine: Engine) -> Iterator[list[_Planned]]:
    window: list[_Planned] = []
    size, limit = 0, FIRST_WINDOW
    for task in tasks:
        planned = _read(task, engine)
        window.append(planned)
        size += len(planned.job.sources) if planned.job else 1
        if size >= limit:
            yield window
            window, size, limit = [], 0, min(2 * limit, LARGEST_WINDOW)
    if window:
        yield window


def _read(task: Task, engine: Engine) -> _Planned:
    try:
        if task.source == STDIO:
            data, suffix = sys.stdin.buffer.read(), ".txt"
        else:
            data, suffix = files.read_article_bytes(Path(task.source)), Path(task.source).suffix
        article = documents.format_for(suffix).read(data, task.source)
        return _Planned(task, plan(article, engine))
    except NordwireError as error:
        return _Planned(task, None, str(error))


def _translate(engine: Engine, sources: Sequence[str], progress: Progress) -> list[Translation]:
    """Each different source once, in chunks of like length; results in the order asked."""
    order = sorted(set(sources), key=lambda s: (-len(s), s))
    done: dict[str, Translation] = {}
    for at in range(0, len(order), CHUNK):
        chunk = order[at : at + CHUNK]
        results = engine.translate(chunk, alternatives=N_BEST - 1)
        if len(results) != len(chunk):
            raise ModelRunError(
                f"the engine gave {len(results)} translations for {len(chunk)} sentences"
            )
        done.update(zip(chunk, results, strict=True))
        progress.sentences(len(chunk))
    return [done[source] for source in sources]


def _complete(
    window: Sequence[_Planned],
    translated: Future[list[Translation]],
    work: _Work,
) -> None:
    """Finish, write and report a window's articles."""
    try:
        results: Iterator[Translation] | None = iter(translated.result())
    except _ENGINE_FAILURES:
        # One article brought the engine down: do each alone, so that only that one fails.
        results = None
    finished = [_finished(planned, work, results) for planned in window]
    if work.retry:
        finished = _improved(finished, work)
    for planned, outcome in zip(window, finished, strict=True):
        with held_back():
            work.report.add(_written(planned.task, outcome))
        work.progress.article()


def _finished(
    planned: _Planned, work: _Work, results: Iterator[Translation] | None
) -> Article | str:
    """The article with its English, or why there is none."""
    job = planned.job
    if job is None:
        return planned.error or ""
    try:
        if results is None:
            return translate_article(job.article, work.engine, work.style, retry=False)
        return finish(job, [next(results) for _ in job.sources], work.style)
    except _ENGINE_FAILURES as error:
        return str(error)


def _improved(finished: Sequence[Article | str], work: _Work) -> list[Article | str]:
    """A second try at what the checks found, for all articles of the window at once."""
    articles = [a for a in finished if isinstance(a, Article)]
    try:
        better = iter(again.improve(articles, work.engine, work.style))
    except _ENGINE_FAILURES:
        # The first try stands, with its findings.
        return list(finished)
    return [next(better) if isinstance(result, Article) else result for result in finished]


def _written(task: Task, result: Article | str) -> Outcome:
    if isinstance(result, str):
        return Outcome(task.source, None, Status.FAILED, error=result)
    try:
        _write(result, task)
    except NordwireError as error:
        return Outcome(task.source, None, Status.FAILED, error=str(error))
    return Outcome(task.source, task.target, Status.TRANSLATED, result)


def _write(article: Article, task: Task) -> None:
    suffix = ".txt" if task.source == STDIO else Path(task.source).suffix
    data = documents.format_for(suffix).write(article)
    if task.target == STDIO:
        to_stdout(data, article.encoding)
    else:
        files.write_atomic(Path(task.target), data)


def to_stdout(data: bytes, encoding: str) -> None:
    """Write to stdout byte for byte; to a terminal, without what could steer it.

    A reader that has gone (``| head``) has what it wanted: the rest goes nowhere. Raises InputError
    when stdout cannot be written for another reason.
    """
    if sys.stdout.isatty():
        data = _CONTROLS.sub("�", data.decode(encoding)).encode("utf-8")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise InputError(f"stdout: cannot be written: {error}") from error
