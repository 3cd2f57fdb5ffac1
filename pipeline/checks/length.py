"""The English is there, and about as long as the Norwegian.

Good human translations of Norwegian news run to 0.8 to 1.5 times the characters of the source;
what falls outside 0.4 to 2.2 has nearly always lost or gained a clause.
"""

from __future__ import annotations

from pipeline.article import Finding, Severity, Span

ID = "length"
LOWEST, HIGHEST = 0.4, 2.2
# Up to this many characters the bounds are wider: a headline of three words may double or halve,
# and "LO" takes thirty letters more where English copy spells the organisation out.
SHORT, SLACK_BELOW, SLACK_ABOVE = 60, 10, 24


def check(source: str, target: str) -> tuple[Finding, ...]:
    """An error for no English at all, a warning for English out of proportion.

    >>> [f.message for f in check("Regjeringen går av.", "  ")]
    ['there is no English for this text']
    """
    theirs, ours = len(source.strip()), len(target.strip())
    if not theirs:
        return ()
    places = Span(0, len(source)), Span(0, len(target))
    if not ours:
        return (Finding(ID, Severity.ERROR, "there is no English for this text", *places),)
    short = theirs <= SHORT
    if ours < LOWEST * theirs - short * SLACK_BELOW:
        message = f"the English is much shorter: {ours} characters for {theirs}"
    elif ours > HIGHEST * theirs + short * SLACK_ABOVE:
        message = f"the English is much longer: {ours} characters for {theirs}"
    else:
        return ()
    return (Finding(ID, Severity.WARNING, message, *places),)
