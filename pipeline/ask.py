"""What the model is asked for one sentence, and what its answers make."""

from __future__ import annotations

from collections.abc import Sequence

from models.engine import Engine, Translation
from pipeline import newsroom, normalise
from pipeline.sentences import clauses


def request(sentence: str, engine: Engine) -> tuple[str, ...]:
    """The sentence as the model is asked for it, in pieces when it is over the model's limit."""
    source = normalise.for_model(newsroom.for_model(sentence))

    def fits(text: str) -> bool:
        return engine.count_tokens(text) <= engine.max_tokens

    if fits(source):
        return (source,)
    return tuple(source[span.start : span.end] for span in clauses(source, fits))


def join(sentence: str, pieces: Sequence[Translation]) -> tuple[str, float]:
    """The English of one sentence and its score, the mean over its pieces by length."""
    text = " ".join(p.text for p in pieces if p.text)
    weight = sum(len(p.text) for p in pieces) or 1
    score = sum(p.score * len(p.text) for p in pieces) / weight
    return normalise.restore(sentence, text), round(score, 3)
