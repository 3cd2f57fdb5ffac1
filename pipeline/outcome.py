"""What became of an article, and of a run: what the reports are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.article import Article, Origin, Segment, Severity


class Status(StrEnum):
    TRANSLATED = "translated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input.

    ``source`` is the path as it was given, "-" for stdin. ``target`` is the path written, "-" for
    stdout, None where nothing was. ``article`` is the translated article, None if it failed;
    ``error`` then says why.
    """

    source: str
    target: str | None
    status: Status
    article: Article | None = None
    error: str | None = None

    @property
    def reason(self) -> str:
        """Why it failed, with the input's name in it."""
        error = self.error or "no reason was given."
        return error if self.source in error else f"{self.source}: {error}"

    @property
    def severities(self) -> Counter[Severity]:
        """How many findings there are of each severity, the article's and its segments'."""
        if self.article is None:
            return Counter()
        own = [finding.severity for finding in self.article.findings]
        return Counter(own + [f.severity for s in segments_of(self.article) for f in s.findings])

    @property
    def flagged(self) -> bool:
        """Whether an editor should look: there is a finding above a note."""
        return any(severity is not Severity.INFO for severity in self.severities)


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals over a run.

    ``articles`` counts every input, ``failed`` those that gave no English, ``flagged`` those with
    a finding above a note. ``blocks`` leaves out blank ones. ``origins`` counts segments by where
    their English came from. Words are what stands between white space, in segments only.
    """

    articles: int
    failed: int
    flagged: int
    blocks: int
    segments: int
    origins: Mapping[Origin, int]
    findings: Mapping[Severity, int]
    source_words: int
    target_words: int

    def as_dict(self) -> dict[str, object]:
        """The counts in a fixed order, as the JSON report has them."""
        return {
            "articles": self.articles,
            "failed": self.failed,
            "flagged": self.flagged,
            "blocks": self.blocks,
            "segments": self.segments,
            "origins": {origin.value: self.origins[origin] for origin in Origin},
            "findings": {severity.value: self.findings[severity] for severity in Severity},
            "source_words": self.source_words,
            "target_words": self.target_words,
        }

    def in_words(self, verb: str = "translated") -> str:
        """One sentence: how many were translated (or else), need a look, failed."""
        done = self.articles - self.failed
        parts = [f"{done or 'No'} article{'s' * (done > 1)} {verb}"]
        if self.flagged:
            parts.append(f"{self.flagged} need{'s' * (self.flagged == 1)} a look")
        if self.failed:
            parts.append(f"{self.failed} failed")
        return ", ".join(parts) + "."


@dataclass(frozen=True, slots=True)
class Run:
    """What the two reports say of the run as a whole."""

    headline: str
    signature: Mapping[str, str]
    settings: Mapping[str, object]
    counts: Counts
    exit_code: int
    warnings: Sequence[str] = ()


def segments_of(article: Article) -> Iterator[Segment]:
    """Every segment of an article, in order."""
    return (segment for block in article.blocks for segment in block.segments)
