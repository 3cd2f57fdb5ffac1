"""Placeholders, markup and addresses of the source stand in the English, letter for letter.

They are read by machines: ``{0}`` that became ``{O}``, or a link with a space in it, no longer
works. Each must occur as often in the English as in the source.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.article import Finding, Severity, Span

ID = "markup"
_MARKUP = re.compile(
    r"https?://[^\s<>\"»”)\]]{1,2000}"  # addresses
    r"|\bwww\.[^\s<>\"»”)\]]{1,2000}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"  # e-mail
    r"|</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>"  # tags
    r"|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});"  # entities
    r"|\{\{?[\w.:-]{0,40}\}\}?|%(?:\(\w{1,40}\))?[sd]\b|%\d\$[sd]\b|\$\{\w{1,40}\}"  # placeholders
    r"|(?<=\]\()[^\s()]{1,2000}(?=\))"  # the target of a Markdown link
    r"|(?<![\w@&/#])[@#]\w{2,60}"  # handles and tags
)


def check(source: str, target: str) -> tuple[Finding, ...]:
    """An error for each piece of markup that is in one text only, or more often in one.

    >>> [f.message for f in check("Se <b>her</b>.", "See <b>here.")]
    ['“</b>” is not in the English']
    """
    theirs, ours = pieces(source), pieces(target)
    lost = _more(theirs, ours)
    added = _more(ours, theirs)
    return (
        *(
            Finding(ID, Severity.ERROR, f"“{piece}” is not in the English", source=span)
            for piece, span in lost
        ),
        *(
            Finding(ID, Severity.ERROR, f"“{piece}” is not in the Norwegian", target=span)
            for piece, span in added
        ),
    )


def pieces(text: str) -> list[tuple[str, Span]]:
    """Each piece of markup in the text, in order, with its place; no stop that ends a sentence."""
    found = ((m[0].rstrip(".,;:!?"), m.start()) for m in _MARKUP.finditer(text))
    return [(piece, Span(at, at + len(piece))) for piece, at in found if piece]


def _more(these: list[tuple[str, Span]], those: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """The pieces of these that those do not have, or have too few of: the last ones."""
    left = Counter(piece for piece, _ in those)
    missing = []
    for piece, span in these:
        left[piece] -= 1
        if left[piece] < 0:
            missing.append((piece, span))
    return missing
