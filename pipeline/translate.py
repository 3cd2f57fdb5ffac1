"""One article, from Norwegian to English: the straight line that every text goes.

    read -> segment -> translate -> newsroom conventions -> check -> write -> report

``plan`` does what comes before the model, ``finish`` what comes after it, so that a batch can put
the sentences of many articles into one queue; ``translate_article`` is the two with a model
between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from models.engine import Engine, Translation
from pipeline import checks, newsroom, normalise
from pipeline.article import Article, Block, Finding, Origin, Segment, Severity
from pipeline.errors import ModelRunError
from pipeline.segment import segment
from pipeline.sentences import clauses


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


def translate_article(article: Article, engine: Engine) -> Article:
    """The article with its English in every segment, checked."""
    job = plan(article, engine)
    return finish(job, engine.translate(job.sources))


def translate_sentences(sentences: Sequence[str], engine: Engine) -> list[str]:
    """The English of single sentences, with the article's care for spelling and length."""
    requests = [_request(sentence, engine) for sentence in sentences]
    results = iter(engine.translate([source for r in requests for source in r]))
    return [
        _join(sentence, [next(results) for _ in request])[0]
        for sentence, request in zip(sentences, requests, strict=True)
    ]


def plan(article: Article, engine: Engine) -> Job:
    """Segment the article and write down what the model is to be asked."""
    article = segment(article)
    wanted = (s for b in article.blocks for s in b.segments if s.origin is Origin.MODEL)
    return Job(article, tuple(_request(s.source, engine) for s in wanted))


def finish(job: Job, translations: Sequence[Translation]) -> Article:
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
        segments = tuple(_finish_segment(block, s, requests, results) for s in block.segments)
        blocks.append(replace(block, segments=segments))
    return replace(job.article, blocks=tuple(blocks))


def _finish_segment(
    block: Block,
    segment: Segment,
    requests: Iterator[tuple[str, ...]],
    results: Iterator[Translation],
) -> Segment:
    if segment.origin is Origin.KEPT:
        return replace(segment, target=segment.source)
    if segment.origin is Origin.RULE:
        return replace(segment, target=newsroom.render(segment.source, block.kind))
    pieces = [next(results) for _ in next(requests)]
    target, score = _join(segment.source, pieces)
    findings = [*_split_finding(pieces), *checks.run(segment.source, target)]
    return replace(segment, target=target, score=score, findings=tuple(findings))


def _request(sentence: str, engine: Engine) -> tuple[str, ...]:
    """The sentence as the model is asked for it, in pieces when it is over the model's limit."""
    source = normalise.for_model(sentence)

    def fits(text: str) -> bool:
        return engine.count_tokens(text) <= engine.max_tokens

    if fits(source):
        return (source,)
    return tuple(source[span.start : span.end] for span in clauses(source, fits))


def _join(sentence: str, pieces: Sequence[Translation]) -> tuple[str, float]:
    """The English of one sentence and its score, the mean over its pieces by length."""
    text = " ".join(p.text for p in pieces if p.text)
    weight = sum(len(p.text) for p in pieces) or 1
    score = sum(p.score * len(p.text) for p in pieces) / weight
    return normalise.restore(sentence, text), round(score, 4)


def _split_finding(pieces: Sequence[Translation]) -> Iterable[Finding]:
    if len(pieces) > 1:
        yield Finding(
            "split",
            Severity.INFO,
            f"This sentence is longer than the model can take; it was translated in {len(pieces)} "
            "parts. Read how they join.",
        )
