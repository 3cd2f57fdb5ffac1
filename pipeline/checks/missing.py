"""No sentence or clause of the source is missing, and none stands twice in the English.

What is lost shows in the length: English news runs to about the length of the Norwegian, so a
segment of two sentences that became one and shrank, or a long sentence that lost a third and has
fewer clauses, has lost words. Extreme lengths are left to :mod:`pipeline.checks.length`, and what
repeats itself at once to :mod:`pipeline.checks.loops`: one fault, one finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.article import Finding, Severity, Span
from pipeline.checks import length, loops

ID = "missing"
# Characters of English for one of Norwegian, below which words are missing, given that a sentence
# or clause fewer was counted. On 55,000 good pairs of news and wiki text, 4 raise an alarm.
SENTENCES_LOST, CLAUSES_LOST = 0.92, 0.58
LONG = 60
SHORTEST = 12
_SENTENCE = re.compile(r"[^.!?…]*(?:[.!?…]+(?!\s+[\"“«–(]?[^\W\d_a-zæøå]|\s*\Z)[^.!?…]*)*[.!?…]*")
_CLAUSE = re.compile(r"[,;:–—()]|\b(?:og|men|som|at|fordi|mens|etter|da|når|hvis|for)\b")
_CLAUSE_EN = re.compile(
    r"[,;:–—()]|\b(?:and|but|who|which|that|because|while|after|when|if|where|as|to|with|\w+ing)\b"
)


def check(source: str, target: str) -> tuple[Finding, ...]:
    """A warning for English that has lost a sentence or a clause, an error for one said twice.

    >>> two = "Brannen startet i kjelleren i natt. Ingen personer ble skadd i brannen."
    >>> [f.message for f in check(two, "The fire started in the basement last night.")]
    ['2 sentences became 1, and the English is much shorter']
    """
    ratio = len(target.strip()) / max(len(source.strip()), 1)
    if ratio < length.LOWEST:
        return ()
    findings = (*_lost(source, target, ratio), *_doubled(source, target))
    return () if findings and loops.check(source, target) else findings


def _lost(source: str, target: str, ratio: float) -> Iterator[Finding]:
    theirs, ours = len(list(_sentences(source))), len(list(_sentences(target)))
    place = Span(0, len(source))
    if theirs > max(ours, 1) and ratio < SENTENCES_LOST:
        message = f"{theirs} sentences became {ours}, and the English is much shorter"
        yield Finding(ID, Severity.ERROR, message, source=place)
    elif len(source) > LONG and ratio < CLAUSES_LOST and _clauses_lost(source, target):
        message = "a part of the sentence may be missing: the English is much shorter"
        yield Finding(ID, Severity.WARNING, message, source=place)


def _clauses_lost(source: str, target: str) -> bool:
    return len(_CLAUSE.findall(source)) > len(_CLAUSE_EN.findall(target))


def _sentences(text: str) -> Iterator[Span]:
    """Where the sentences of the text are, a rough cut: after a full stop, before a capital."""
    for match in _SENTENCE.finditer(text):
        if len(match[0].strip()) >= SHORTEST:
            yield Span(*match.span())


def _doubled(source: str, target: str) -> Iterator[Finding]:
    """The sentences that the English says more often than the source says any."""
    usual = max(Counter(_plain(source, s) for s in _sentences(source)).values(), default=1)
    times = Counter[str]()
    for span in _sentences(target):
        sentence = _plain(target, span)
        times[sentence] += 1
        if times[sentence] == usual + 1:
            message = f"the English says “{sentence[:60]}” {usual + 1} times"
            yield Finding(ID, Severity.ERROR, message, target=span)


def _plain(text: str, span: Span) -> str:
    return text[span.start : span.end].strip(' "“”«»–.!?…').lower()
