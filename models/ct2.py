"""CTranslate2 int8: the engine for a CPU. Imports no torch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from models.checkpoint import Checkpoint
from models.convert import converted
from models.engine import Decoding, Link, Translation
from models.errors import EngineError
from models.limits import encode_all, max_output
from models.tokenizer import Pieces, Tokenizer, decode

# Source tokens in one batch. Measured on two cores: 128 to 384 are equally fast, larger ones slower
# (four beams of them leave the cache) and worse balanced between the cores at a run's end.
BATCH_TOKENS = 256


class Ct2Engine:
    """Holds a CTranslate2 translator; see models.engine.Engine for the contract.

    ``threads`` sentences-batches run side by side, one core each: for bulk work that beats several
    cores on one batch.
    """

    def __init__(
        self, checkpoint: Checkpoint, decoding: Decoding, threads: int, compute: str = "int8"
    ) -> None:
        # Without this, MKL's sums depend on the shape of a batch, and now and then a sentence's
        # English on its neighbours: 2 of 4,150 sentences in random batches, 0 of 3,500 with it.
        os.environ.setdefault("MKL_CBWR", "AUTO,STRICT")
        import ctranslate2

        self.max_tokens = checkpoint.max_tokens
        self.signature = (
            f"{checkpoint.digest[:16]}/ct2-{ctranslate2.__version__}-{compute}/{decoding.signature}"
        )
        self._decoding = decoding
        self._tokenizer = Tokenizer(checkpoint.folder, checkpoint.target_token)
        folder = converted(checkpoint, "int8" if compute == "int8" else "float32")
        try:
            self._translator = ctranslate2.Translator(
                str(folder),
                device="cpu",
                compute_type=compute,
                inter_threads=threads,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"CTranslate2 cannot run {folder}: {error}; delete that folder to convert again, "
                "or use --engine torch"
            ) from error

    def count_tokens(self, sentence: str) -> int:
        return len(self._tokenizer.encode(sentence).pieces)

    def translate(
        self,
        sentences: Sequence[str],
        *,
        alternatives: int = 0,
        align: bool = False,
        repetition_penalty: float = 1.0,
    ) -> list[Translation]:
        encoded = encode_all(self._tokenizer, sentences, self.max_tokens)
        beam = max(self._decoding.beam, alternatives + 1)
        results = self._translator.translate_batch(
            [list(e.pieces) for e in encoded],
            beam_size=beam,
            patience=self._decoding.patience,
            num_hypotheses=alternatives + 1,
            length_penalty=self._decoding.length_penalty,
            repetition_penalty=repetition_penalty,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=max_output(self.max_tokens),
            return_scores=True,
            return_attention=align,
        )
        return [_translation(e, r, align) for e, r in zip(encoded, results, strict=True)]


def _translation(source: Pieces, result: Any, align: bool) -> Translation:
    """The best hypothesis, the others as its alternatives."""
    found = []
    for rank, hypothesis in enumerate(result.hypotheses):
        text, spans = decode(hypothesis)
        links: tuple[Link, ...] = ()
        if align and hypothesis:
            best = np.asarray(result.attention[rank])[:, : len(source.pieces) - 1].argmax(axis=1)
            links = tuple(
                Link(source.spans[s], t) for s, t in zip(best.tolist(), spans, strict=False)
            )
        found.append(Translation(text, float(result.scores[rank]), links))
    best_one = found[0]
    return Translation(best_one.text, best_one.score, best_one.alignment, tuple(found[1:]))
