"""What a desk makes of findings: how grave each check is to it, and which findings it accepts.

Accepted findings stand in a TOML file, one ``[[accept]]`` for each decision:

    [[accept]]
    check = "numbers"
    article = "sport/*.txt"          # optional: which articles, a pattern from the right
    source = "Kampen endte 2-1."     # optional: the sentence, or how it begins
    reason = "The desk writes scores with a hyphen."

A finding that an entry meets stays in the report as a note with the reason, and no longer counts
for the exit code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from pipeline.article import Article, Finding, Segment, Severity
from pipeline.checks.catalogue import HELP
from pipeline.errors import UsageError
from pipeline.suggest import unknown

KEYS = ("check", "article", "source", "reason")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One accepted finding. ``place`` says where the entry stands, for messages.

    ``article`` is a pattern that is compared from the right, as ``PurePath.match`` does: "a.txt"
    is that name in any folder. ``source`` is the segment's Norwegian or its beginning, whatever
    the white space. None stands for every article, and for every sentence.
    """

    check: str
    reason: str
    article: str | None = None
    source: str | None = None
    place: str = ""

    def covers(self, article: Article) -> bool:
        """Whether the entry is about this article at all."""
        return self.article is None or PurePath(article.name).match(self.article)

    def meets(self, finding: Finding, segment: Segment | None) -> bool:
        """Whether the entry accepts a finding of a covered article; no segment: of the whole."""
        if finding.check != self.check:
            return False
        if self.source is None:
            return True
        return segment is not None and _plain(segment.source).startswith(_plain(self.source))


def load(file: Path) -> tuple[Suppression, ...]:
    """The entries of a file. Raises UsageError, naming the file and the number of the entry."""
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{file}: no such file of accepted findings") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: cannot be read as TOML: {error}") from error
    for key in document:
        if key != "accept":
            raise UsageError(f"{file}: unknown key {key!r}; each entry begins with [[accept]]")
    entries = document.get("accept", [])
    if not isinstance(entries, list):
        raise UsageError(f"{file}: accept is one table; each entry begins with [[accept]]")
    return tuple(_entry(entry, f"{file}: entry {n}") for n, entry in enumerate(entries, start=1))


def apply(
    article: Article,
    severities: Mapping[str, Severity | None],
    suppressions: Sequence[Suppression],
) -> Article:
    """The article with its findings as grave as the desk says, and accepted ones as notes.

    ``severities`` maps a check to the severity of all its findings, None to leave them out; what
    is not in it stays as it is.
    """
    covering = [s for s in suppressions if s.covers(article)]

    def judged(findings: Sequence[Finding], segment: Segment | None) -> tuple[Finding, ...]:
        graded = (_graded(f, severities) for f in findings)
        return tuple(_accepted(f, segment, covering) for f in graded if f is not None)

    blocks = tuple(
        replace(b, segments=tuple(replace(s, findings=judged(s.findings, s)) for s in b.segments))
        for b in article.blocks
    )
    return replace(article, blocks=blocks, findings=judged(article.findings, None))


def needed(article: Article, suppressions: Sequence[Suppression]) -> set[Suppression]:
    """The entries that accept a finding of the article, as it was before ``apply``."""
    found: list[tuple[Finding, Segment | None]] = [(f, None) for f in article.findings]
    found += [(f, s) for b in article.blocks for s in b.segments for f in s.findings]
    covering = (s for s in suppressions if s.covers(article))
    return {s for s in covering if any(s.meets(*f) for f in found)}


def _graded(finding: Finding, severities: Mapping[str, Severity | None]) -> Finding | None:
    severity = severities.get(finding.check, finding.severity)
    return None if severity is None else replace(finding, severity=severity)


def _accepted(
    finding: Finding, segment: Segment | None, suppressions: Sequence[Suppression]
) -> Finding:
    for entry in suppressions:
        if entry.meets(finding, segment):
            message = f"Accepted: {entry.reason} ({finding.message})"
            return replace(finding, severity=Severity.INFO, message=message)
    return finding


def _entry(entry: object, place: str) -> Suppression:
    if not isinstance(entry, dict):
        raise UsageError(f"{place}: needs a table, not {entry!r}")
    for key, value in entry.items():
        if key not in KEYS:
            raise UsageError(f"{place}: {unknown('key', key, KEYS)}")
        if not isinstance(value, str) or not value.strip():
            raise UsageError(f"{place}: {key} needs a text, not {value!r}")
    for key in ("check", "reason"):
        if key not in entry:
            raise UsageError(f"{place}: {key} is missing")
    if entry["check"] not in HELP:
        raise UsageError(f"{place}: {unknown('check', entry['check'], HELP)}")
    if "article" in entry and not PurePath(entry["article"]).parts:
        raise UsageError(f"{place}: article {entry['article']!r} names no file")
    return Suppression(**entry, place=place)


def _plain(text: str) -> str:
    return " ".join(text.split())
