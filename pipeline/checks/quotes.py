"""What is speech in the source is speech in the English, and its quote marks pair up.

Norwegian news opens speech with a dash and closes it with nothing; in a quote of several
sentences, English opens in the first segment and closes in the last. So quotes are judged on the
whole paragraph, and a paragraph that goes on speaking (opened, not closed, by English custom) is
left alone when the source's own marks do not close either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.article import Finding, Severity, Span

ID = "quotes"
_DASH = re.compile(r"\s*[–—-]\s+\S")
_GUILLEMETS = re.compile(r"«[^»]{2,}")
_STRAIGHT = re.compile(r"[\"“”„]")
_DOUBLE = re.compile(r"[\"“”„«»]")
_ANY = re.compile(r"[\"“”„«»]|(?<!\w)['‘’](?=\w)")
# Inches, minutes and seconds: 6'2", 21".
_MEASURE = re.compile(r"(?<=\d)[\"”]")
# A dash opens speech only when more than a label follows: "– 3" is a list, "– Nei" is speech.
_SPEECH = re.compile(r"\s*[–—-]\s+(?=[^\W\d_]|[«\"])")

Pair = tuple[str, str]


def check_paragraph(pairs: Sequence[Pair]) -> tuple[tuple[Finding, ...], ...]:
    """Findings for each (source, target) segment of one paragraph, in order.

    An error where the source speaks or quotes and the English has no quote mark; a warning at the
    last mark of a paragraph whose marks do not pair up.

    >>> check_paragraph([("– Hun er her.", '"She is here.'), ("Nå, sier Moe.", 'Now," says Moe.')])
    ((), ())
    >>> [f.message for f in check_paragraph([("– Nei, sier Moe.", "No, says Moe.")])[0]]
    ['the Norwegian quotes someone, and the English has no quote marks']
    """
    findings = [list(_lost(source, target)) for source, target in pairs]
    if not any(findings) and (odd := _odd_mark(pairs)):
        index, place = odd
        message = "this quote mark has no partner in the paragraph"
        findings[index].append(Finding(ID, Severity.WARNING, message, target=place))
    return tuple(map(tuple, findings))


def _lost(source: str, target: str) -> Iterator[Finding]:
    """The source speaks, and its English does not."""
    if target.strip() and _speaks(source) and not _ANY.search(target):
        message = "the Norwegian quotes someone, and the English has no quote marks"
        yield Finding(ID, Severity.ERROR, message, source=Span(0, len(source)))


def _speaks(source: str) -> bool:
    return bool(
        (_SPEECH.match(source) and not _is_headline(source))
        or _GUILLEMETS.search(source)
        or len(_STRAIGHT.findall(_MEASURE.sub("", source))) > 1
    )


def _is_headline(source: str) -> bool:
    """A dash without a full stop is a headline, which may paraphrase what was said."""
    return not source.rstrip().endswith((".", "!", "?", ":", ",", "»", '"'))


def _odd_mark(pairs: Sequence[Pair]) -> tuple[int, Span] | None:
    """The last double mark of the paragraph, where there is one too many or too few."""
    marks = [
        (index, Span(*mark.span()))
        for index, (_, target) in enumerate(pairs)
        for mark in _DOUBLE.finditer(_MEASURE.sub(" ", target))
    ]
    if len(marks) % 2 == 0 or _source_is_open(pairs):
        return None
    return marks[-1]


def _source_is_open(pairs: Sequence[Pair]) -> bool:
    """Whether the source leaves its own marks open, as where a paragraph was cut."""
    text = " ".join(source for source, _ in pairs)
    uneven = text.count("«") != text.count("»")
    return uneven or len(_STRAIGHT.findall(_MEASURE.sub("", text))) % 2 == 1
