"""Plain text: lines and paragraphs in, the same lines out with English in them.

Paragraphs stand on one line each, or were wrapped by hand over several, as mail and old wire
systems do. A wrapped one becomes one block, so that its sentences reach the model whole; its
English is wrapped at the same width. Whatever is not translated comes out byte for byte.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline import files
from pipeline.article import Article, Block, Kind
from pipeline.structure import classify, opens_item, stands_alone

NARROWEST, WIDEST = 40, 100

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FIRST_WORD = re.compile(r"\S{1,100}")
_ENDS = (".", "!", "?", "…", ":", "»", '"', "”")


class _Line(NamedTuple):
    """One line: ``before + text + after``, with the line end in ``after``."""

    number: int
    before: str
    text: str
    after: str

    @property
    def width(self) -> int:
        return len(self.before) + len(self.text)

    @property
    def raw(self) -> str:
        return self.before + self.text + self.after


def read(data: bytes, name: str) -> Article:
    r"""The article in a text file; ``Article.source`` is its text to the last character.

    Lines end in \n or \r\n; every other separator is a character of its line. Raises InputError for
    bytes that are not text.

    >>> [(b.kind.value, b.text) for b in read(b"Brann i natt\n\nTo hus brant.\n", "a.txt").blocks]
    [('headline', 'Brann i natt'), ('blank', ''), ('lead', 'To hus brant.')]
    """
    text, encoding = files.decode(data, name)
    return Article(name, classify(list(_blocks(text))), encoding=encoding)


def write(article: Article) -> bytes:
    """The article's English, in the encoding and with the line ends of the Norwegian.

    Raises InputError when that encoding lacks a character of the English.
    """
    text = "".join(map(_written, article.blocks))
    return files.encode(text, article.encoding, article.name)


def _written(block: Block) -> str:
    target = block.target
    if block.width == 0 or target == block.text:
        return block.before + target + block.after
    further = re.search(r"\n([^\S\n]*)", block.text)
    lines = textwrap.wrap(
        re.sub(r"[ \t\r\n]+", " ", target),
        width=block.width,
        initial_indent=block.before,
        subsequent_indent=further[1] if further else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return block.eol.join(lines) + block.after


def _blocks(text: str) -> Iterator[Block]:
    """Blank lines together as one block; every other line, or wrapped paragraph, as one."""
    run: list[_Line] = []
    blank: list[_Line] = []
    for line in _lines(text):
        if line.text:
            yield from _blank(blank)
            blank = []
            run.append(line)
        else:
            yield from _run(run)
            run = []
            blank.append(line)
    yield from _run(run)
    yield from _blank(blank)


def _lines(text: str) -> Iterator[_Line]:
    for number, match in enumerate(_LINE.finditer(text), start=1):
        raw = match[0]
        # A byte order mark stands before the first text, as indentation does.
        bare = raw.lstrip().removeprefix("\ufeff").lstrip()
        start = len(raw) - len(bare)
        body = bare.rstrip()
        yield _Line(number, raw[:start], body, bare[len(body) :])


def _blank(lines: Sequence[_Line]) -> Iterator[Block]:
    if lines:
        yield Block(Kind.BLANK, "", before="".join(x.raw for x in lines), line=lines[0].number)


def _run(lines: Sequence[_Line]) -> Iterator[Block]:
    """The blocks of consecutive lines: wrapped paragraphs where they show, else line by line."""
    column = max((x.width for x in lines if x.width <= WIDEST), default=0)
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and _continues(lines[end - 1], lines[end], column, end - 1 == at):
            end += 1
        chain = lines[at:end]
        joins = [_in_sentence(a, b) for a, b in pairwise(chain)]
        # Full lines alone could be short paragraphs; sentences that run on over the line cannot.
        if sum(joins) * 3 >= len(joins) > 0:
            yield _block(chain)
        else:
            yield from (_block([line]) for line in chain)
        at = end


def _continues(line: _Line, following: _Line, column: int, first: bool) -> bool:
    """Whether a line was broken because it was full, and the next one goes on from it."""
    if column < NARROWEST or max(line.width, following.width) > WIDEST:
        return False
    word = _FIRST_WORD.match(following.text)
    room = column - line.width
    # Lines broken by hand are ragged, but a small letter shows that the sentence goes on.
    ragged = following.text[0].islower() and room * 4 <= column
    if word is None or (len(word[0]) < room and not ragged):
        return False
    if following.before != line.before and not first:
        return False
    if first and stands_alone(line.text):
        return False
    return not (stands_alone(following.text) or opens_item(following.text))


def _in_sentence(line: _Line, following: _Line) -> bool:
    """Whether a line break stands in the middle of a sentence."""
    return following.text[0].islower() or not line.text.endswith(_ENDS)


def _block(lines: Sequence[_Line]) -> Block:
    first, last = lines[0], lines[-1]
    inside = "".join(x.raw for x in lines)[len(first.before) :]
    text = inside[: len(inside) - len(last.after)]
    end = first.after[-2:] if first.after.endswith("\r\n") else "\n"
    width = max(x.width for x in lines) if len(lines) > 1 else 0
    return Block(Kind.PARAGRAPH, text, first.before, last.after, first.number, width, end)
