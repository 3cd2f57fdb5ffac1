"""transformers + torch: the reference engine, and the one for a GPU."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from models.checkpoint import Checkpoint
from models.engine import Decoding, Link, Translation
from models.errors import CheckpointRefused
from models.limits import encode_all, max_output
from models.tokenizer import Pieces, Tokenizer, decode

# Source tokens in one batch, padding counted: bounds memory, four beams of it.
BATCH_TOKENS = 1024


class TorchEngine:
    """Holds a MarianMTModel in fp32; see models.engine.Engine for the contract."""

    def __init__(self, checkpoint: Checkpoint, decoding: Decoding, threads: int) -> None:
        import torch
        import transformers

        self.max_tokens = checkpoint.max_tokens
        self._decoding = decoding
        self._tokenizer = Tokenizer(checkpoint.folder, checkpoint.target_token)
        self._pieces = {number: piece for piece, number in self._tokenizer.vocabulary.items()}
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self.signature = (
            f"{checkpoint.digest[:16]}/torch-{torch.__version__}-{transformers.__version__}"
            f"-{self._device}-fp32/{decoding.signature}"
        )
        self._lock = threading.Lock()
        torch.set_num_threads(threads)
        self._model = _load_model(checkpoint).to(self._device)
        self._config = self._model.config

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
        # torch spreads one batch over all cores: two at once would only be in each other's way.
        with self._lock:
            return self._translate(sentences, alternatives, align, repetition_penalty)

    def _translate(
        self, sentences: Sequence[str], alternatives: int, align: bool, penalty: float
    ) -> list[Translation]:
        encoded = encode_all(self._tokenizer, sentences, self.max_tokens)
        # A blank stays blank: of nothing but an end mark the model would make up a text.
        results = [Translation("", 0.0)] * len(encoded)
        for batch in _batches(encoded):
            pieces = [encoded[i] for i in batch]
            found = self._translate_batch(pieces, alternatives, align, penalty)
            for index, translation in zip(batch, found, strict=True):
                results[index] = translation
        return results

    def _translate_batch(
        self, batch: list[Pieces], alternatives: int, align: bool, penalty: float
    ) -> list[Translation]:
        import torch

        ids = [self._tokenizer.ids(pieces.pieces) for pieces in batch]
        pad = int(self._config.pad_token_id)
        width = max(map(len, ids))
        source = torch.tensor([row + [pad] * (width - len(row)) for row in ids])
        source = source.to(self._device)
        mask = (source != pad).long()
        with torch.inference_mode():
            out = self._model.generate(
                input_ids=source,
                attention_mask=mask,
                num_beams=max(self._decoding.beam, alternatives + 1),
                num_return_sequences=alternatives + 1,
                length_penalty=self._decoding.length_penalty,
                repetition_penalty=penalty,
                do_sample=False,
                max_length=None,
                max_new_tokens=max_output(self.max_tokens),
                return_dict_in_generate=True,
                output_scores=True,
            )
            sequences = out.sequences
            scores = self._scores(out)
            attention = self._attention(source, mask, sequences, alternatives) if align else None
        found = []
        for row, sequence in enumerate(sequences.tolist()):
            pieces = [self._pieces[t] for t in sequence[1:] if t not in self._special()]
            text, spans = decode(pieces)
            pieces_in = batch[row // (alternatives + 1)]
            links = _links(pieces_in, attention[row], spans) if attention is not None else ()
            found.append(Translation(text, scores[row], links))
        step = alternatives + 1
        groups = (found[i : i + step] for i in range(0, len(found), step))
        return [Translation(g[0].text, g[0].score, g[0].alignment, tuple(g[1:])) for g in groups]

    def _special(self) -> set[int]:
        return {int(self._config.pad_token_id), int(self._config.eos_token_id)}

    def _scores(self, out: Any) -> list[float]:
        """Mean log-probability of a token, for each row; a greedy search leaves it to us."""
        if "sequences_scores" in out:
            return list(map(float, out.sequences_scores))
        steps = self._model.compute_transition_scores(
            out.sequences, out.scores, normalize_logits=True
        )
        written = out.sequences[:, 1:] != self._config.pad_token_id
        return list(map(float, steps.where(written, 0.0).sum(dim=1) / written.sum(dim=1)))

    def _attention(self, source: Any, mask: Any, sequences: Any, alternatives: int) -> Any:
        """The last layer's cross-attention, mean of the heads: rows x target x source."""
        out = self._model(
            input_ids=source.repeat_interleave(alternatives + 1, dim=0),
            attention_mask=mask.repeat_interleave(alternatives + 1, dim=0),
            decoder_input_ids=sequences[:, :-1],
            output_attentions=True,
            use_cache=False,
        )
        return out.cross_attentions[-1].mean(dim=1).float().cpu().numpy()


def _load_model(checkpoint: Checkpoint) -> Any:
    """fp32, from safetensors, every weight found; eager attention, which can show itself."""
    import torch
    from transformers import MarianMTModel
    from transformers.utils import logging

    logging.disable_progress_bar()
    loaded: Any
    try:
        loaded = MarianMTModel.from_pretrained(
            str(checkpoint.folder),
            dtype=torch.float32,
            use_safetensors=True,
            local_files_only=True,
            attn_implementation="eager",
            output_loading_info=True,
        )
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise CheckpointRefused(
            f"model {checkpoint.name!r}: the weights in {checkpoint.folder} cannot be loaded: "
            f"{error}; copy the whole checkpoint folder again"
        ) from error
    model, info = loaded
    if info["missing_keys"] or info["mismatched_keys"]:
        absent = sorted(map(str, [*info["missing_keys"], *info["mismatched_keys"]]))
        raise CheckpointRefused(
            f"model {checkpoint.name!r}: the weights in {checkpoint.folder} lack "
            f"{', '.join(absent[:4])}; copy the whole checkpoint folder again"
        )
    return model.eval()


def _batches(encoded: list[Pieces]) -> Iterator[list[int]]:
    """Indices in batches of like length, longest first, each within BATCH_TOKENS; no blanks."""
    order = [i for i, e in enumerate(encoded) if len(e.pieces) > 1]
    order.sort(key=lambda i: (-len(encoded[i].pieces), i))
    while order:
        size = max(1, BATCH_TOKENS // len(encoded[order[0]].pieces))
        yield order[:size]
        order = order[size:]


def _links(source: Pieces, attention: Any, spans: list[tuple[int, int]]) -> tuple[Link, ...]:
    best = np.asarray(attention)[: len(spans), : len(source.pieces) - 1].argmax(axis=1)
    return tuple(Link(source.spans[s], t) for s, t in zip(best.tolist(), spans, strict=True))
