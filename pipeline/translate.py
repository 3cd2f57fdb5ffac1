"""One article, from Norwegian to English: the straight line that every text goes.

    read -> segment -> translate -> newsroom conventions -> check -> write -> report

``plan`` does what comes before the model, ``finish`` what comes after it, so that a batch can put
the sentences of many articles into one queue; ``translate_article`` is the two with a model
between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.engine import Engine, Translation
from pipeline import again, choose
from pipeline.article import Article, Block, Decoding, Origin, Segment
from pipeline.ask import join, request
from pipeline.errors import ModelRunError
from pipeline.newsroom import credits
from pipeline.newsroom.style import DEFAULT, Style
from pipeline.segment import segment

# Answers asked of the model at first: the whole beam, which costs nothing more.
N_BEST = 4


@dataclass(frozen=True, slots=True)
class Job:
    """A segmented article and what the model is asked for it.

    ``requests[i]`` are the sources of the article's i-th model segment: one, or several when the
    sentence is too long for the model and was split.
    """

    article: Article
    requests: tuple[tuple[str, ...], ...]

    @property
    def sources(self) -> list[str]:
        """All requests in one row, in order."""
        return [source for request in self.requests for source in request]


def translate_article(
    article: Article, engine: Engine, style: Style = DEFAULT, *, retry: bool = True
) -> Article:
    """The article with its English in every segment, by the style, checked.

    ``retry``: whether sentences in which a check finds an error get a second try.
    """
    job = plan(article, engine)
    done = finish(job, engine.translate(job.sources, alternatives=N_BEST - 1), style)
    return again.improve([done], engine, style)[0] if retry else done


def translate_sentences(sentences: Sequence[str], engine: Engine) -> list[str]:
    """The English of single sentences, with the article's care for spelling and length."""
    requests = [request(sentence, engine) for sentence in sentences]
    results = iter(engine.translate([source for r in requests for source in r]))
    return [
        join(sentence, asked, [next(results) for _ in asked])[0]
        for sentence, asked in zip(sentences, requests, strict=True)
    ]


def plan(article: Article, engine: Engine) -> Job:
    """Segment the article and write down what the model is to be asked."""
    article = segment(article)
    wanted = (s for b in article.blocks for s in b.segments if s.origin is Origin.MODEL)
    return Job(article, tuple(request(s.source, engine) for s in wanted))


def finish(job: Job, translations: Sequence[Translation], style: Style = DEFAULT) -> Article:
    """The job's article with these translations, one for each of ``job.sources``, in order.

    Raises ModelRunError when there are not as many as were asked for.
    """
    if len(translations) != len(job.sources):
        raise ModelRunError(
            f"{job.article.name}: the engine gave {len(translations)} translations "
            f"for {len(job.sources)} sentences"
        )
    requests, results = iter(job.requests), iter(translations)
    blocks = []
    for block in job.article.blocks:
        segments = [_finish_segment(block, s, requests, results, style) for s in block.segments]
        blocks.append(replace(block, segments=choose.paragraph(segments, block.kind)))
    return replace(job.article, blocks=tuple(blocks))


def _finish_segment(
    block: Block,
    segment: Segment,
    requests: Iterator[tuple[str, ...]],
    results: Iterator[Translation],
    style: Style,
) -> Segment:
    if segment.origin is Origin.KEPT:
        return replace(segment, target=segment.source)
    if segment.origin is Origin.RULE:
        return replace(segment, target=credits.render(segment.source, block.kind))
    asked = next(requests)
    pieces = [next(results) for _ in asked]
    others = pieces[0].alternatives if len(pieces) == 1 else ()
    candidates = [
        choose.Candidate(*join(segment.source, asked, pieces), Decoding.FIRST, len(pieces)),
        *(choose.Candidate(*join(segment.source, asked, [o]), Decoding.N_BEST) for o in others),
    ]
    return choose.best(segment, candidates, style, block.kind)
