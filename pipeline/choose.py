"""Of several answers of the model, the one that passes the checks.

The model's own order counts, until a check finds an error: then the first answer with the fewest
errors is taken, so that a wrong number costs the model its first place and nothing else does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import checks, newsroom
from pipeline.article import Decoding, Finding, Kind, Origin, Segment, Severity
from pipeline.checks import confidence
from pipeline.newsroom.style import Style


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer, joined of ``parts`` where the sentence was too long for the model."""

    text: str
    score: float
    decoding: Decoding
    parts: int = 1


def best(segment: Segment, candidates: Sequence[Candidate], style: Style, kind: Kind) -> Segment:
    """The segment with the first candidate that has the fewest errors, polished and checked."""
    chosen: Segment | None = None
    for candidate in candidates:
        tried = _polished(segment, candidate, style, kind)
        if chosen is None or errors(tried) < errors(chosen):
            chosen = tried
        if not errors(chosen):
            break
    return chosen or segment


def errors(segment: Segment) -> int:
    """How many errors the checks of a segment found in it; a paragraph's are nobody's alone."""
    return sum(f.severity is Severity.ERROR for f in _own(segment))


def paragraph(segments: Sequence[Segment], kind: Kind) -> tuple[Segment, ...]:
    """The segments of one paragraph with their quote marks in order, checked together."""
    spoken = [replace(s, findings=_own(s)) for s in segments if s.origin is Origin.MODEL]
    pairs = [(s.source, s.target or "") for s in spoken]
    polished = newsroom.paragraph(pairs, kind)
    done = [
        replace(s, target=target, edits=s.edits + edits, findings=_findings(s, target))
        if edits
        else s
        for s, (target, edits) in zip(spoken, polished, strict=True)
    ]
    found = checks.run_paragraph([(s.source, s.target or "") for s in done])
    whole = iter(replace(s, findings=s.findings + f) for s, f in zip(done, found, strict=True))
    return tuple(next(whole) if s.origin is Origin.MODEL else s for s in segments)


def _own(segment: Segment) -> tuple[Finding, ...]:
    return tuple(f for f in segment.findings if f.check not in checks.PARAGRAPH_CHECKS)


def _polished(segment: Segment, candidate: Candidate, style: Style, kind: Kind) -> Segment:
    target, edits = newsroom.sentence(segment.source, candidate.text, style, kind)
    tried = replace(
        segment, target=target, score=candidate.score, decoding=candidate.decoding, edits=edits
    )
    split = _split(candidate.parts)
    return replace(tried, findings=(*split, *_findings(tried, target)))


def _findings(segment: Segment, target: str) -> tuple[Finding, ...]:
    """What is found in a new target; that the sentence was split stays true."""
    kept = tuple(f for f in segment.findings if f.check == "split")
    unsure = confidence.check(segment.source, target, segment.score)
    return (*kept, *checks.run(segment.source, target), *unsure)


def _split(parts: int) -> tuple[Finding, ...]:
    if parts == 1:
        return ()
    message = (
        f"This sentence is longer than the model can take; it was translated in {parts} "
        "parts. Read how they join."
    )
    return (Finding("split", Severity.INFO, message),)
