"""Limits that both engines keep, so that neither cuts silently."""

from __future__ import annotations

from collections.abc import Sequence

from models.tokenizer import Pieces, Tokenizer


def encode_all(tokenizer: Tokenizer, sentences: Sequence[str], max_tokens: int) -> list[Pieces]:
    """Encode, refusing with ValueError what is over the limit: an engine would cut it silently."""
    encoded = [tokenizer.encode(sentence) for sentence in sentences]
    for sentence, pieces in zip(sentences, encoded, strict=True):
        if len(pieces.pieces) > max_tokens:
            raise ValueError(
                f"a source of {len(pieces.pieces)} tokens is over the model's limit of "
                f"{max_tokens}; split it first: {sentence[:60]!r}…"
            )
    return encoded


def max_output(max_tokens: int) -> int:
    """The longest English, in tokens. One constant for all, or a neighbour would decide it."""
    return min(2 * max_tokens + 32, 500)
