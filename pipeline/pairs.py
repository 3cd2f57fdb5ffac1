"""A Norwegian article and an English one that someone else wrote, put side by side.

Blocks that are as many on both sides belong together one to one. Otherwise the pairing is taken
that keeps the order and whose blocks are most alike: in length (Gale & Church 1993, A program for
aligning sentences in bilingual corpora), and in the numbers and names that both languages share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.article import Article, Block, Finding, Kind, Origin, Segment, Severity, Span
from pipeline.places import English
from pipeline.segment import segment

MISSING, EXTRA = "missing", "extra"
# Two blocks that are less alike are no pair.
LEAST = 0.45
# Beyond this many comparisons (500 blocks a side) the order alone decides.
MOST_COMPARED = 250_000
SHOWN = 60
_SHARED = re.compile(r"\d+|[A-ZÆØÅÄÖÜ]\w+")
_FIRST = re.compile(r"(?:\A|[.?!])\W{0,4}([A-ZÆØÅÄÖÜ]\w+)")


class _Placed(NamedTuple):
    """A block that has text, its number in the article, and where its text begins there."""

    number: int
    offset: int
    block: Block


class _Looks(NamedTuple):
    """What of a block survives translation. ``first`` are the words that begin a sentence."""

    length: int
    marks: frozenset[str]
    first: frozenset[str]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Paired:
    """The Norwegian article with the other's English as its targets, and where that stands.

    A block without a counterpart has one segment with an empty target and an error; English
    without a counterpart is a warning on the article.
    """

    article: Article
    english: English


def pair(source: Article, target: Article) -> Paired:
    """The two articles as one, checked only for what is missing or too much."""
    source, target = segment(source), segment(target)
    theirs, ours = _with_text(source), _with_text(target)
    blocks = list(source.blocks)
    starts: list[tuple[int | None, ...]] = [(None,) * len(b.segments) for b in blocks]
    extra: list[Finding] = []
    for i, j in align([p.block for p in theirs], [p.block for p in ours]):
        if i is None:
            extra += [_extra(ours[j])] if j is not None else []
            continue
        at, _, block = theirs[i]
        if j is None:
            blocks[at], starts[at] = _missing(block), (None,)
        else:
            blocks[at], starts[at] = _joined(block, ours[j])
    article = replace(source, blocks=tuple(blocks), findings=tuple(extra))
    return Paired(article, English(target.source, tuple(starts)))


def align(theirs: Sequence[Block], ours: Sequence[Block]) -> list[tuple[int | None, int | None]]:
    """Which blocks belong together, in order: indices into both, None without a counterpart.

    >>> a, b = Block(Kind.PARAGRAPH, "Elva steg 40 cm i Flom."), Block(Kind.PARAGRAPH, "Nei.")
    >>> align([a, b], [Block(Kind.PARAGRAPH, "The river rose 40 cm in Flom.")])
    [(0, 0), (1, None)]
    """
    if len(theirs) == len(ours):
        return [(i, i) for i in range(len(theirs))]
    if len(theirs) * len(ours) > MOST_COMPARED:
        longest = max(len(theirs), len(ours))
        return [
            (i if i < len(theirs) else None, i if i < len(ours) else None) for i in range(longest)
        ]
    seen = [_looks(block) for block in ours]
    gains = [[_alike(a, b) - LEAST for b in seen] for a in map(_looks, theirs)]
    return _best_path(gains, len(ours))


def _best_path(gains: Sequence[Sequence[float]], width: int) -> list[tuple[int | None, int | None]]:
    """The pairs with the highest sum of gains that do not cross; unpaired indices in their place.

    ``best[i][j]`` is the most that can be had from rows ``i`` and columns ``j`` onwards.
    """
    height = len(gains)
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in reversed(range(height)):
        for j in reversed(range(width)):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gains[i][j])
    path: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < height or j < width:
        if i < height and best[i][j] == best[i + 1][j]:
            path.append((i, None))
            i += 1
        elif j < width and best[i][j] == best[i][j + 1]:
            path.append((None, j))
            j += 1
        else:
            path.append((i, j))
            i, j = i + 1, j + 1
    return path


def _looks(block: Block) -> _Looks:
    text = block.text
    return _Looks(
        len(text), frozenset(_SHARED.findall(text)), frozenset(_FIRST.findall(text)), block.kind
    )


def _alike(theirs: _Looks, ours: _Looks) -> float:
    """0 to 1: length, shared numbers and names, kind."""
    short, long = sorted((theirs.length, ours.length))
    common = theirs.marks & ours.marks
    # A first word that is not shared may have its capital from where it stands alone.
    unshared = len(theirs.marks - ours.marks - theirs.first)
    unshared += len(ours.marks - theirs.marks - ours.first)
    # Nothing to share says nothing, little to share says little: half a name is added to each.
    shared = (2 * len(common) + 1) / (2 * len(common) + unshared + 2)
    return 0.25 * (short / (long or 1)) ** 2 + 0.6 * shared + 0.15 * (theirs.kind is ours.kind)


def _with_text(article: Article) -> list[_Placed]:
    placed, offset = [], 0
    for index, block in enumerate(article.blocks):
        if block.kind is not Kind.BLANK and block.text.strip():
            placed.append(_Placed(index, offset + len(block.before), block))
        offset += len(block.before + block.text + block.after)
    return placed


def _joined(theirs: Block, ours: _Placed) -> tuple[Block, tuple[int, ...]]:
    """The block with its English: sentence by sentence where they are as many, else in one."""
    sources, targets = theirs.segments, ours.block.segments
    if len(sources) != len(targets) or not sources:
        sources = (Segment(0, len(theirs.text), theirs.text),)
        targets = (Segment(0, len(ours.block.text), ours.block.text),)
    segments = tuple(
        replace(s, target=t.source, origin=Origin.GIVEN)
        for s, t in zip(sources, targets, strict=True)
    )
    return replace(theirs, segments=segments), tuple(ours.offset + t.start for t in targets)


def _missing(block: Block) -> Block:
    message = f"this {block.kind.value} has no counterpart in the English"
    place = Span(0, len(block.text))
    finding = Finding(MISSING, Severity.ERROR, message, source=place)
    segment = Segment(0, len(block.text), block.text, Origin.GIVEN, "", findings=(finding,))
    return replace(block, segments=(segment,))


def _extra(ours: _Placed) -> Finding:
    text = " ".join(ours.block.text.split())
    shown = text[:SHOWN] + "…" * (len(text) > SHOWN)
    message = f"line {ours.block.line} of the English has no counterpart: “{shown}”"
    place = Span(ours.offset, ours.offset + len(ours.block.text))
    return Finding(EXTRA, Severity.WARNING, message, target=place)
