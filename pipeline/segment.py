"""An article's blocks cut into segments: sentences for the model, the rest for rules or kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.article import Article, Block, Origin, Segment, Span
from pipeline.sentences import sentences
from pipeline.structure import fixed_spans


def segment(article: Article) -> Article:
    """A copy of the article in which every block has its segments.

    Whatever lies between segments is whitespace, or text without a letter in it, and is kept.
    """
    return replace(article, blocks=tuple(replace(b, segments=_segments(b)) for b in article.blocks))


def _segments(block: Block) -> tuple[Segment, ...]:
    found: list[Segment] = []
    at = 0
    for span, origin in fixed_spans(block.text, block.kind):
        found.extend(_model_segments(block.text, Span(at, span.start)))
        found.append(Segment(span.start, span.end, block.text[span.start : span.end], origin))
        at = span.end
    found.extend(_model_segments(block.text, Span(at, len(block.text))))
    return tuple(found)


def _model_segments(text: str, part: Span) -> Iterator[Segment]:
    """The sentences of a part of the text that have something to translate."""
    for span in sentences(text[part.start : part.end]):
        start, end = part.start + span.start, part.start + span.end
        source = text[start:end]
        translatable = any(c.isalpha() for c in source)
        yield Segment(start, end, source, Origin.MODEL if translatable else Origin.KEPT)
