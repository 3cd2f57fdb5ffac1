"""The report for programs: one JSON object, described in ``report.schema.json``.

It is laid out a sentence a line, so that ``diff`` on the reports of two runs shows the sentences
that changed. Equal runs give equal bytes: keys have a fixed order, and scores are rounded to three
decimals.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.article import Article, Block, Finding, Kind, Segment, Span

if TYPE_CHECKING:
    from pipeline.article import Edit
    from pipeline.outcome import Outcome, Run

SCHEMA = "nordwire.report/1"


def sections(outcome: Outcome, number: int) -> dict[str, str]:
    """What this outcome adds to the report; ``number`` is 1 for the first."""
    separator = "\n" if number == 1 else ",\n"
    return {"articles": separator + _article(outcome)}


def document(run: Run, parked: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The whole file in pieces; ``parked`` gives back what was added to a section."""
    head = {
        "schema": SCHEMA,
        "signature": dict(sorted(run.signature.items())),
        "settings": {name: plain(value) for name, value in sorted(run.settings.items())},
        "counts": run.counts.as_dict(),
        "exit_code": run.exit_code,
        "warnings": list(run.warnings),
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield ',\n "articles": ['
    yield from parked("articles")
    yield "\n ]\n}\n"


def _article(outcome: Outcome) -> str:
    article = outcome.article
    head = {
        "source": outcome.source,
        "target": outcome.target,
        "status": outcome.status.value,
        "error": outcome.error,
        "format": article.format if article else None,
        "encoding": article.encoding if article else None,
        "findings": [_finding(f) for f in article.findings] if article else [],
    }
    return _nested("  ", head, "blocks", [_block(b) for b in _blocks(article)])


def _blocks(article: Article | None) -> list[Block]:
    return [b for b in article.blocks if b.kind is not Kind.BLANK] if article else []


def _block(block: Block) -> str:
    head = {"kind": block.kind.value, "line": block.line}
    rows = ["     " + _dumps(_segment(segment)) for segment in block.segments]
    return _nested("    ", head, "segments", rows)


def _nested(indent: str, head: Mapping[str, object], name: str, rows: list[str]) -> str:
    """An object with ``head`` on its first line and the list ``name`` a row a line below it."""
    body = "\n" + ",\n".join(rows) + f"\n{indent}" if rows else ""
    return f"{indent}{_dumps(head)[:-1]}, {_dumps(name)}: [{body}]}}"


def _segment(segment: Segment) -> dict[str, object]:
    return {
        "source": segment.source,
        "target": segment.target,
        "origin": segment.origin.value,
        "score": _score(segment.score),
        "decoding": segment.decoding.value if segment.decoding else None,
        "edits": [_edit(edit) for edit in segment.edits],
        "start": segment.start,
        "end": segment.end,
        "findings": [_finding(finding) for finding in segment.findings],
    }


def _edit(edit: Edit) -> dict[str, object]:
    return {"rule": edit.rule, "at": list(edit.span), "from": edit.before, "to": edit.after}


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "message": finding.message,
        "source": _span(finding.source),
        "target": _span(finding.target),
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _score(score: float | None) -> float | None:
    """Rounded, and None where it is not a number: JSON has no word for NaN or infinity."""
    return None if score is None or not math.isfinite(score) else round(score, 3)


def plain(value: object) -> object:
    """A setting as JSON has it; what JSON has no word for becomes text, a set a sorted list.

    >>> plain({"b": {3, 1}, "a": float("inf")})
    {'a': 'inf', 'b': [1, 3]}
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, dict):
        return {str(key): plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, set | frozenset):
        return [plain(item) for item in sorted(value, key=str)]
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return str(value)


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
