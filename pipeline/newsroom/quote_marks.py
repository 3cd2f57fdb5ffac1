"""Double quote marks in English copy: where they are, which way each looks, which lack a partner.

Apostrophes and single marks are never looked at: "the players' bus" has no partner to find.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.article import Span

_MARKS = re.compile('["“”„«»]+')

_DIGITS = re.compile(r"\d+\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """A double quote mark: where it stands, and what its neighbours make of it.

    ``turn`` is 1 for an opening mark, -1 for a closing one, 0 where the neighbours do not say.
    Several in a row, which a model writes by mistake, are one mark that ends at ``end``.
    """

    at: int
    end: int
    turn: int


def balanced(text: str) -> bool:
    """Whether every double quote mark in a paragraph has its partner.

    >>> balanced('"Yes," says Hansen.'), balanced('"Yes, says Hansen.')
    (True, False)
    """
    return unbalanced_at(text) is None


def unbalanced_at(text: str) -> Span | None:
    """The first double quote mark without a partner, straight, curly or « »."""
    opened: int | None = None
    for mark in quote_marks(text):
        if mark.end > mark.at + 1:
            return Span(mark.at, mark.end)
        if opened is None:
            if mark.turn < 0:
                if text[mark.at] == '"' and text[mark.at - 1].isdigit():
                    continue
                return Span(mark.at, mark.at + 1)
            opened = mark.at
        elif mark.turn > 0:
            return Span(opened, opened + 1)
        else:
            opened = None
    return None if opened is None else Span(opened, opened + 1)


def quote_marks(text: str, source: str = "") -> list[Mark]:
    """The double quote marks. A digit's inch mark is none when the source has the same."""
    found = []
    for match in _MARKS.finditer(text):
        start, end = match.span()
        start += _is_inches(text, start, source)
        if start < end:
            found.append(Mark(start, end, _turn(text, start, end)))
    return found


def _is_inches(text: str, at: int, source: str) -> bool:
    if text[at] != '"' or not text[at - 1 : at].isdigit():
        return False
    digits = _DIGITS.search(text, max(0, at - 20), at)
    if digits is None or text[digits.start() - 1 : digits.start()] == '"':
        return False
    place = source.find(f'{digits[0]}"')
    return place >= 0 and not _is_quoted(source, place)


def _is_quoted(source: str, at: int) -> bool:
    """Whether the last mark before ``at`` opens a quotation."""
    last = max(source.rfind(mark, 0, at) for mark in '"“”„«»')
    return last >= 0 and _turn(source, last, last + 1) > 0


def _turn(text: str, start: int, end: int) -> int:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    opens = not before or before.isspace() or before in "([–—-/'"
    closes = not after or after.isspace() or after in ".,;:!?…)]–—-/'"
    return 0 if opens == closes else 1 if opens else -1


def strays(marks: Sequence[Mark], inside: bool = False) -> list[Mark]:
    """The marks that do not fit a turn-about of opening and closing, the last left open included.

    ``inside`` says whether a quotation is open where the marks begin.
    """
    found: list[Mark] = []
    opened: Mark | None = None
    for mark in marks:
        if mark.turn == (1 if inside else -1):
            found.append(mark)
        else:
            inside = not inside
            opened = mark if inside else None
    return [*found, opened] if opened else found
