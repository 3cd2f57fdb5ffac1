"""A few short sentences through the real engine at every load.

Weights can load without an error and still give gibberish (a half-copied file, a conversion gone
wrong, a tied embedding that was not tied). Three sentences, some tens of milliseconds, tell.
"""

from __future__ import annotations

from models.checkpoint import Checkpoint
from models.engine import Engine
from models.errors import CheckpointRefused


def self_test(engine: Engine, checkpoint: Checkpoint) -> None:
    """Raises CheckpointRefused, quoting source and output, if it writes no sane English."""
    sentences = [source for source, _ in checkpoint.self_test]
    for (source, words), result in zip(
        checkpoint.self_test, engine.translate(sentences), strict=True
    ):
        text = result.text.lower()
        sane = len(source) / 3 <= len(text) <= len(source) * 3
        if not sane or not any(word in text for word in words):
            raise CheckpointRefused(
                f"model {checkpoint.name!r} failed its self-test and is not used: "
                f"{source!r} became {result.text[:200]!r}, where one of "
                f"{', '.join(repr(w) for w in words)} was expected; the weights in "
                f"{checkpoint.folder} are damaged, or are not a Norwegian-English model"
            )
