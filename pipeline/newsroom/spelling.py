"""American or British spelling, whichever the desk writes.

A capital inside a sentence marks a name, and a name keeps its spelling: Pearl Harbor, the World
Trade Center, the Ministry of Defence, Labour. So do web and mail addresses. What a quotation or a
headline says is spelled as the rest.

>>> [edit.after for edit in to("The colour of the Labour Party's programme", "american")]
['color', 'program']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.article import Edit, Span
from pipeline.newsroom.spelling_pairs import AMERICAN, BRITISH

Variant = Literal["american", "british"]

RULE = "spelling"
_WORD = re.compile(r"[^\W\d_]+")
_PER_CENT = {
    "american": (re.compile(r"\b([Pp]er|PER)[ \u00a0](cent|CENT)\b"), r"\1\2"),
    "british": (re.compile(r"\b([Pp]er|PER)(cent|CENT)\b"), r"\1 \2"),
}
_TOKEN = re.compile(r"\S+")
# Web and mail addresses, file names and handles.
_ADDRESS = re.compile(r"://|www\.|@|_|\w\.(?:com|org|net|no|uk|co)\b")
_SENTENCE_START = re.compile(r"[.!?:…][\"'”’)]*\s*[\"'“‘(–—-]*\s*\Z|\A\W*\Z")
_NEXT_IS_NAME = re.compile(r"(?:[ -]|'s )[A-ZÆØÅ]")
_REACH = 12
# A party or a surname as well: with a capital, nobody can tell.
_NAMES_TOO = frozenset({"Labour", "Labor", "Grey", "Gray"})
# A device, not a length; code, not a plan.
_OTHER_MEANINGS = {
    "meter": frozenset(["parking", "electricity", "gas", "water", "smart", "taxi", "power"]),
    "program": frozenset(["computer", "software"]),
}


def to(text: str, variant: Variant) -> tuple[Edit, ...]:
    """The edits that give an English text one spelling, in order. Capitals are kept."""
    table = AMERICAN if variant == "american" else BRITISH
    tokens = (m for m in _TOKEN.finditer(text) if not _ADDRESS.search(m[0]))
    words = (edit for token in tokens for edit in _words(text, token, table))
    return tuple(sorted([*words, *_per_cent(text, variant)], key=lambda edit: edit.span))


def _words(text: str, token: re.Match[str], table: dict[str, str]) -> Iterator[Edit]:
    for match in _WORD.finditer(text, *token.span()):
        other = table.get(match[0].lower())
        if other and not _is_name(text, match) and not _means_other(text, match):
            yield Edit(RULE, Span(*match.span()), match[0], _like(match[0], other))


def _per_cent(text: str, variant: Variant) -> list[Edit]:
    pattern, other = _PER_CENT[variant]
    return [Edit(RULE, Span(*m.span()), m[0], m.expand(other)) for m in pattern.finditer(text)]


def _is_name(text: str, match: re.Match[str]) -> bool:
    word = match[0]
    if word[0].islower():
        return False
    if word.isupper() and len(word) > 1:
        # All in capitals: a headline or an emphasis, unless mixed with small letters around.
        return not text.isupper()
    if word in _NAMES_TOO or _NEXT_IS_NAME.match(text, match.end()):
        return True
    before = text[max(0, match.start() - _REACH) : match.start()]
    return not _SENTENCE_START.search(before)


def _means_other(text: str, match: re.Match[str]) -> bool:
    kinds = _OTHER_MEANINGS.get(match[0].lower().removesuffix("s"))
    if not kinds:
        return False
    before = _WORD.findall(text[max(0, match.start() - 2 * _REACH) : match.start()])
    return bool(before) and before[-1].lower() in kinds


def _like(word: str, other: str) -> str:
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other.capitalize() if word[0].isupper() else other
