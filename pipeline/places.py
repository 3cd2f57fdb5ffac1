"""Where findings lie in the two documents: path, line and column, for tools that show files.

>>> Lines("En.\\nTo tre.").place("a.txt", Span(7, 10))
Place(path='a.txt', line=2, column=4, end_line=2, end_column=7, offset=7, length=3)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from pipeline import documents
from pipeline.article import Article, Block, Finding, Severity, Span
from pipeline.outcome import Outcome


class Place(NamedTuple):
    """A stretch of a file; lines and columns count characters from 1, ``offset`` from 0.

    Only ``path`` and ``line`` are known in documents that are not plain text.
    """

    path: str
    line: int = 1
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    offset: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its places; ``target`` is None where there is no English to show."""

    check: str
    severity: Severity
    message: str
    source: Place
    target: Place | None


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What was found in one article. ``error`` says why it failed, None where it did not."""

    source: str
    target: str | None
    findings: tuple[Located, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found. ``fail_on`` is the severity from which it fails, None for never."""

    files: Sequence[FileFindings]
    fail_on: Severity | None
    warnings: Sequence[str] = ()

    def fails(self, finding: Located) -> bool:
        """Whether the finding makes the run fail."""
        return self.fail_on is not None and finding.severity.rank >= self.fail_on.rank


@dataclass(frozen=True, slots=True)
class English:
    """The English document, and where in it the target of each segment of each block begins.

    None stands for a segment that has no counterpart.
    """

    text: str
    starts: tuple[tuple[int | None, ...], ...]


class Lines:
    """A text that knows its lines. A byte order mark is no character of it."""

    def __init__(self, text: str) -> None:
        self._mark = int(text.startswith("\ufeff"))
        self._starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]

    def place(self, path: str, span: Span) -> Place:
        line, column = self._at(span.start)
        end_line, end_column = self._at(span.end)
        offset = max(0, span.start - self._mark)
        return Place(path, line, column, end_line, end_column, offset, span.end - span.start)

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return line, max(1, column - self._mark * (line == 1))


def locate(outcome: Outcome, english: English | None = None) -> FileFindings:
    """The findings of an outcome with their places.

    ``english`` is the document that holds the targets; without it, it is what was written.
    """
    article = outcome.article
    if article is None:
        return FileFindings(outcome.source, outcome.target, error=outcome.reason)
    if article.format == "text":
        found = tuple(_in_text(article, outcome, english or written(article)))
    else:
        found = tuple(_by_line(article, outcome))
    return FileFindings(outcome.source, outcome.target, found)


def written(article: Article) -> English:
    """The English as its writer lays it out: a wrapped paragraph has other line ends than ours.

    A writer changes white space only, so a character is found again by counting the others.
    """
    suffix = Path(article.name).suffix
    known = suffix if suffix.lower() in documents.SUFFIXES else ".txt"
    text = documents.format_for(known).write(article).decode(article.encoding)
    plain = "".join(b.before + b.target + b.after for b in article.blocks)
    before = [0, *accumulate(not c.isspace() for c in plain)]
    at = [*(i for i, c in enumerate(text) if not c.isspace()), len(text)]
    starts, offset = [], 0
    for block in article.blocks:
        ours = _target_starts(block, offset + len(block.before))
        starts.append(tuple(at[min(before[start], len(at) - 1)] for start in ours))
        offset += len(block.before + block.target + block.after)
    return English(text, tuple(starts))


def _target_starts(block: Block, offset: int) -> Iterator[int]:
    """Where each segment's target begins, in a text in which the block's begins at ``offset``."""
    at = 0
    for segment in block.segments:
        offset += segment.start - at
        yield offset
        offset += len(segment.source if segment.target is None else segment.target)
        at = segment.end


def _in_text(article: Article, outcome: Outcome, english: English) -> Iterator[Located]:
    source, target = Lines(article.source), Lines(english.text)
    path = outcome.target or ""
    for f in article.findings:
        ours = target.place(path, f.target) if f.target else None
        yield _located(f, source.place(outcome.source, f.source or Span(0, 0)), ours)
    offset = 0
    for block, starts in zip(article.blocks, english.starts, strict=True):
        at = offset + len(block.before)
        for segment, start in zip(block.segments, starts, strict=True):
            whole = Span(0, len(segment.source))
            for f in segment.findings:
                theirs = _moved(f.source or whole, at + segment.start)
                span = f.target or Span(0, len(segment.target or ""))
                ours = None if start is None else target.place(path, _moved(span, start))
                yield _located(f, source.place(outcome.source, theirs), ours)
        offset += len(block.before + block.text + block.after)


def _by_line(article: Article, outcome: Outcome) -> Iterator[Located]:
    for f in article.findings:
        yield _located(f, Place(outcome.source), None)
    for block in article.blocks:
        for segment in block.segments:
            for f in segment.findings:
                yield _located(f, Place(outcome.source, block.line), None)


def _located(finding: Finding, source: Place, target: Place | None) -> Located:
    return Located(finding.check, finding.severity, finding.message, source, target)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
