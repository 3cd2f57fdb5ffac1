"""What the model is asked for one sentence, and what its answers make."""

from __future__ import annotations

import re
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


def join(sentence: str, asked: Sequence[str], pieces: Sequence[Translation]) -> tuple[str, float]:
    """The English of one sentence and its score, the mean over its pieces by length.

    ``asked`` are the sources of the pieces: a piece from the middle of a sentence gets no stop that
    it did not have, and no capital.
    """
    parts = [normalise.restore(source, p.text) for source, p in zip(asked, pieces, strict=True)]
    later = (_uncapitalised(*pair) for pair in zip(asked[1:], parts[1:], strict=True))
    text = " ".join(part for part in (*parts[:1], *later) if part)
    weight = sum(len(p.text) for p in pieces) or 1
    score = sum(p.score * len(p.text) for p in pieces) / weight
    return normalise.restore(sentence, text), round(score, 3)


def _uncapitalised(source: str, text: str) -> str:
    """The text without the capital that the model gives the start of a sentence; names keep theirs.

    >>> _uncapitalised("og biblioteket.", "And the library."), _uncapitalised("mens Oslo", "Oslo")
    ('and the library.', 'Oslo')
    """
    first = re.match(r"\w+", text)
    if not first or not source[:1].islower() or first[0] == "I" or first[0] in source:
        return text
    plain = first[0][:1] + first[0][1:].lower() == first[0]
    return text[0].lower() + text[1:] if plain else text
