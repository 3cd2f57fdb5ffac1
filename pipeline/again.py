"""A second try for sentences in which a check found an error.

A wider search first, then one that dislikes repeating itself, then the sentence in two halves.

Whatever comes of it is taken only where it has fewer errors than what was there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.engine import Engine, Translation
from pipeline import choose
from pipeline.article import Article, Decoding, Kind, Origin, Segment
from pipeline.ask import join, request
from pipeline.newsroom.style import Style
from pipeline.sentences import clauses

# Twice the usual beam. Wider ones find shorter English, not better (Koehn & Knowles 2017).
WIDE = 8
# As Keskar et al. (2019) recommend.
REPETITION_PENALTY = 1.2
# A sentence below this many tokens is not cut in two: a fragment without a verb reads worse.
CUT_FROM = 24

Candidates = Mapping[str, Sequence[choose.Candidate]]


def improve(articles: Sequence[Article], engine: Engine, style: Style) -> list[Article]:
    """The articles with up to three more tries at every segment that has an error."""
    done = list(articles)
    for ask in (_wider, _without_repeating, _in_halves):
        sources = _with_errors(done)
        if sources:
            candidates = ask(sources, engine)
            done = [_improved(article, candidates, style) for article in done]
    return done


def _with_errors(articles: Sequence[Article]) -> list[str]:
    """The sentences that have an error, each once, in order."""
    segments = (s for article in articles for block in article.blocks for s in block.segments)
    wrong = (s.source for s in segments if s.origin is Origin.MODEL and choose.errors(s))
    return list(dict.fromkeys(wrong))


def _wider(sources: Sequence[str], engine: Engine) -> Candidates:
    """What a wider search gives, best first."""
    whole = _whole(sources, engine)
    return _candidates(whole, engine.translate(list(whole.values()), alternatives=WIDE - 1))


def _without_repeating(sources: Sequence[str], engine: Engine) -> Candidates:
    """What a search gives that makes words it has written less likely, for what went in circles."""
    whole = _whole(sources, engine)
    return _candidates(
        whole, engine.translate(list(whole.values()), repetition_penalty=REPETITION_PENALTY)
    )


def _whole(sources: Sequence[str], engine: Engine) -> dict[str, str]:
    """What the model is asked for the sentences that it can take whole."""
    asked = {source: request(source, engine) for source in sources}
    return {source: parts[0] for source, parts in asked.items() if len(parts) == 1}


def _candidates(whole: Mapping[str, str], answers: Sequence[Translation]) -> Candidates:
    return {
        source: [
            choose.Candidate(*join(source, [source], [a]), Decoding.AGAIN)
            for a in (answer, *answer.alternatives)
        ]
        for source, answer in zip(whole, answers, strict=True)
    }


def _in_halves(sources: Sequence[str], engine: Engine) -> Candidates:
    """What the sentence cut at a clause gives."""
    halves = {source: _halves(source, engine) for source in sources}
    answers = iter(engine.translate([half for parts in halves.values() for half in parts]))
    return {
        source: [
            choose.Candidate(*join(source, parts, [next(answers) for _ in parts]), Decoding.AGAIN)
        ]
        for source, parts in halves.items()
        if parts
    }


def _halves(source: str, engine: Engine) -> tuple[str, ...]:
    """The sentence in about two parts; none where it is short, or was in parts before."""
    asked = request(source, engine)
    tokens = engine.count_tokens(asked[0])
    if len(asked) > 1 or tokens < CUT_FROM:
        return ()

    def fits(text: str) -> bool:
        return engine.count_tokens(text) <= tokens * 2 // 3

    return tuple(asked[0][span.start : span.end] for span in clauses(asked[0], fits))


def _improved(article: Article, candidates: Candidates, style: Style) -> Article:
    blocks = []
    for block in article.blocks:
        segments = [
            _better(s, candidates.get(s.source, ()), style, block.kind) for s in block.segments
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
