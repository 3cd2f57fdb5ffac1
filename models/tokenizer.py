"""Text to a Marian checkpoint's pieces and back, with character offsets, without torch.

The same files and the same result as transformers' MarianTokenizer (a test compares them), in
a few lines: SentencePiece, the shared vocabulary, and the target-language token of a multilingual
model in front of every source.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from models.errors import CheckpointRefused

EOS = "</s>"
UNK = "<unk>"
SPACE = "▁"  # SentencePiece writes a space as this


@dataclass(frozen=True, slots=True)
class Pieces:
    """A source as the model sees it. ``spans[i]`` is where ``pieces[i]`` stands in the text;
    the language token, a space of its own and the end mark have an empty span."""

    pieces: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


class Tokenizer:
    """Holds the source SentencePiece model and the vocabulary of one checkpoint folder.

    Raises CheckpointRefused if the SentencePiece model cannot be read.
    """

    def __init__(self, folder: Path, target_token: str | None) -> None:
        import sentencepiece

        path = folder / "source.spm"
        try:
            self._source = sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            raise CheckpointRefused(
                f"{path} is not a SentencePiece model ({error}); copy it again "
                "(a file of some 130 bytes is a Git LFS pointer: run `git lfs pull`)"
            ) from error
        self.vocabulary: dict[str, int] = json.loads(
            (folder / "vocab.json").read_text(encoding="utf-8")
        )
        self.target_token = target_token

    def encode(self, text: str) -> Pieces:
        """The pieces of ``text``, the end mark last."""
        found = cast("dict[str, Any]", self._source.encode(text, return_type="offset_mapping"))
        pieces: list[str] = list(found["pieces"])
        # SentencePiece counts the spaces before a word as part of it; a reader does not.
        spans = [(b - len(text[a:b].lstrip()), b) for a, b in found["offsets"]]
        if self.target_token:
            pieces.insert(0, self.target_token)
            spans.insert(0, (0, 0))
        return Pieces((*pieces, EOS), (*spans, (len(text), len(text))))

    def ids(self, pieces: Sequence[str]) -> list[int]:
        """Vocabulary numbers; an unknown piece is ``<unk>``."""
        unknown = self.vocabulary[UNK]
        return [self.vocabulary.get(piece, unknown) for piece in pieces]


def decode(pieces: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text of target pieces, and where each stands in it.

    >>> decode(["▁The", "▁Stor", "ting", "."])
    ('The Storting.', [(0, 3), (4, 8), (8, 12), (12, 13)])
    """
    text, spans = "", []
    for piece in pieces:
        surface = piece.replace(SPACE, " ")
        if not text:
            surface = surface.lstrip(" ")
        start = len(text) + len(surface) - len(surface.lstrip(" "))
        text += surface
        spans.append((start, len(text)))
    length = len(text.rstrip(" "))
    return text[:length], [(min(a, length), min(b, length)) for a, b in spans]
