"""The model was sure enough of its English. Measured in docs/confidence.md."""

from __future__ import annotations

from pipeline.article import Finding, Severity, Span

ID = "confidence"
LOWEST = -0.8


def check(source: str, target: str, score: float | None) -> tuple[Finding, ...]:
    """A warning for a score (mean natural log-probability a token) below what good English has.

    >>> [f.message for f in check("Kvalme skyer drev.", "Nausea clouds drifted.", -1.4)]
    ['the model was unsure of this sentence (-1.40)']
    """
    if score is None or score >= LOWEST:
        return ()
    message = f"the model was unsure of this sentence ({score:.2f})"
    return (Finding(ID, Severity.WARNING, message, Span(0, len(source)), Span(0, len(target))),)
