"""A second try for sentences in which a check found an error: a wider search, and in two halves.

Whatever comes of it is taken only where it has fewer errors than the first try.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.engine import Engine, Translation
from pipeline import choose
from pipeline.article import Article, Decoding, Kind, Origin, Segment
from pipeline.ask import join, request
from pipeline.newsroom.style import Style
from pipeline.sentences import clauses

# Twice the usual beam. Wider ones find shorter English, not better (Koehn & Knowles 2017).
WIDE = 8
# A sentence below this many tokens is not cut in two: a fragment without a verb reads worse.
CUT_FROM = 24


def improve(articles: Sequence[Article], engine: Engine, style: Style) -> list[Article]:
    """The articles with a second try at every segment that has an error; one engine call."""
    wanted = {
        s.source: _requests(s.source, engine)
        for article in articles
        for block in article.blocks
        for s in block.segments
        if s.origin is Origin.MODEL and choose.errors(s)
    }
    if not wanted:
        return list(articles)
    sources = list(dict.fromkeys(r for asked in wanted.values() for whole in asked for r in whole))
    results = engine.translate(sources, alternatives=WIDE - 1)
    answers = dict(zip(sources, results, strict=True))
    candidates = {source: _candidates(source, asked, answers) for source, asked in wanted.items()}
    return [_improved(article, candidates, style) for article in articles]


def _requests(source: str, engine: Engine) -> list[tuple[str, ...]]:
    """The sentence as it was asked for, and cut in two at a clause."""
    whole = request(source, engine)
    if len(whole) > 1:
        return [whole]
    tokens = engine.count_tokens(whole[0])
    if tokens < CUT_FROM:
        return [whole]
    half = tokens * 2 // 3
    spans = clauses(whole[0], lambda text: engine.count_tokens(text) <= half)
    return [whole, tuple(whole[0][span.start : span.end] for span in spans)]


def _candidates(
    source: str, requests: Sequence[tuple[str, ...]], answers: dict[str, Translation]
) -> list[choose.Candidate]:
    found = []
    for asked in requests:
        parts = [answers[r] for r in asked]
        if len(parts) > 1:
            found.append(choose.Candidate(*join(source, parts), Decoding.AGAIN))
            continue
        for answer in (parts[0], *parts[0].alternatives):
            found.append(choose.Candidate(*join(source, [answer]), Decoding.AGAIN))
    return found


def _improved(
    article: Article, candidates: dict[str, list[choose.Candidate]], style: Style
) -> Article:
    blocks = []
    for block in article.blocks:
        segments = [
            _better(s, candidates.get(s.source, []), style, block.kind) for s in block.segments
        ]
        changed = any(a is not b for a, b in zip(segments, block.segments, strict=True))
        blocks.append(
            replace(block, segments=choose.paragraph(segments, block.kind)) if changed else block
        )
    return replace(article, blocks=tuple(blocks))


def _better(
    segment: Segment, candidates: Sequence[choose.Candidate], style: Style, kind: Kind
) -> Segment:
    if segment.origin is not Origin.MODEL or not candidates:
        return segment
    tried = choose.best(segment, candidates, style, kind)
    return tried if choose.errors(tried) < choose.errors(segment) else segment
