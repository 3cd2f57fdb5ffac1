"""A checkpoint folder: what must be in it, what must not, and its digest.

A folder may carry a ``nordwire.json`` of its own, which makes swapping the embedded model a matter
of one folder: ``max_tokens`` (the longest source it was trained on) and ``self_test`` (sentences,
each with words of which one must stand in the English).
"""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import CheckpointNotFound, CheckpointRefused

REQUIRED = ("config.json", "source.spm", "target.spm", "vocab.json")
WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
OWN = "nordwire.json"
# transformers reads the first: what is forbidden or forced in a search is kept there.
OPTIONAL = ("generation_config.json", OWN)
PICKLES = ("pytorch_model.bin", "pytorch_model.bin.index.json")
ENGLISH_TOKENS = (">>eng<<", ">>en<<")
DEFAULT_MAX_TOKENS = 256
DEFAULT_SELF_TEST = (
    ("Oslo er hovedstaden i Norge.", ("capital",)),
    ("Hun kjøpte en ny bil i går.", ("car",)),
    ("Regjeringen sier nei til forslaget.", ("government", "no ")),
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A verified checkpoint folder.

    ``digest`` is the SHA-256, in hex, of every file that can change a translation.
    ``target_token`` is put in front of each source of a model with several target languages.
    ``self_test`` pairs a sentence with words of which at least one must stand in its English.
    """

    name: str
    folder: Path
    digest: str
    config: dict[str, Any]
    target_token: str | None
    max_tokens: int
    self_test: tuple[tuple[str, tuple[str, ...]], ...]


def open_checkpoint(folder: Path, name: str) -> Checkpoint:
    """Read and verify a folder, without loading its weights.

    Raises CheckpointNotFound if there is no such folder, CheckpointRefused if it is not a whole
    Marian checkpoint with safetensors weights that can write English.
    """
    if not folder.is_dir():
        raise CheckpointNotFound(f"model {name!r}: there is no folder {folder}; check the path")
    weights = _weights(folder, name)
    missing = [f for f in REQUIRED if not (folder / f).is_file()]
    if missing:
        raise CheckpointRefused(
            f"model {name!r}: {folder} has no {', '.join(missing)}; "
            "copy the whole checkpoint folder again"
        )
    config = _json(folder / "config.json", name)
    if config.get("model_type") != "marian":
        raise CheckpointRefused(
            f"model {name!r}: {folder / 'config.json'} describes a "
            f"{config.get('model_type')!r} model; Nordwire runs Marian checkpoints only"
        )
    vocabulary = _json(folder / "vocab.json", name)
    own = _json(folder / OWN, name) if (folder / OWN).is_file() else {}
    positions = _count(config, "max_position_embeddings", 512, folder / "config.json", name)
    max_tokens = _count(own, "max_tokens", DEFAULT_MAX_TOKENS, folder / OWN, name)
    return Checkpoint(
        name=name,
        folder=folder,
        digest=_digest(folder, [*REQUIRED, *OPTIONAL, *weights]),
        config=config,
        target_token=_target_token(vocabulary, folder, name),
        max_tokens=min(max_tokens, positions),
        self_test=_self_test(own, folder / OWN, name),
    )


def _count(values: dict[str, Any], key: str, default: int, path: Path, name: str) -> int:
    value = values.get(key, default)
    if not isinstance(value, int) or value < 1:
        raise CheckpointRefused(
            f"model {name!r}: {key} in {path} is {value!r}; it must be a whole number above 0"
        )
    return value


def _self_test(
    own: dict[str, Any], path: Path, name: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    try:
        pairs = own.get("self_test", DEFAULT_SELF_TEST)
        return tuple((str(sentence), tuple(map(str, words))) for sentence, words in pairs)
    except (TypeError, ValueError) as error:
        raise CheckpointRefused(
            f"model {name!r}: self_test in {path} is not a list of pairs, each a sentence and a "
            "list of words; mend it, or take it out"
        ) from error


def _weights(folder: Path, name: str) -> list[str]:
    """The safetensors files, each checked to be as long as its header says."""
    if (folder / WEIGHTS[1]).is_file():
        files = _shards(folder / WEIGHTS[1], name)
    elif (folder / WEIGHTS[0]).is_file():
        files = [WEIGHTS[0]]
    elif any((folder / f).is_file() for f in PICKLES):
        raise CheckpointRefused(
            f"model {name!r}: {folder} has only pickled weights (pytorch_model.bin), and a pickle "
            "can run code when it is opened; use a revision with model.safetensors "
            "(on the hub, NAME@refs/pr/N is often one) or convert it on a machine you can lose"
        )
    else:
        raise CheckpointRefused(
            f"model {name!r}: {folder} has no model.safetensors; "
            "copy the whole checkpoint folder again"
        )
    for file in files:
        _check_length(folder / file, name)
    return files


def _shards(path: Path, name: str) -> list[str]:
    """The files an index names: all in its own folder, since anybody may have written it."""
    shards = _json(path, name).get("weight_map")
    files = set(shards.values()) if isinstance(shards, dict) else set()
    if not files or not all(isinstance(f, str) and Path(f).name == f for f in files):
        raise CheckpointRefused(
            f"model {name!r}: the weight_map in {path} does not name files beside it; copy it again"
        )
    return sorted(files)


def _check_length(path: Path, name: str) -> None:
    """A truncated download is the usual damage, and safetensors tells its own length."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            (header_length,) = struct.unpack("<Q", stream.read(8))
            if header_length > min(size, 100_000_000):
                raise ValueError("its header is longer than the file")
            header = json.loads(stream.read(header_length))
        ends = [t["data_offsets"][1] for key, t in header.items() if key != "__metadata__"]
        expected = 8 + header_length + max(ends)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error) as error:
        raise CheckpointRefused(
            f"model {name!r}: {path} is not a safetensors file ({error}); copy it again "
            "(a file of some 130 bytes is a Git LFS pointer: run `git lfs pull`)"
        ) from error
    if size != expected:
        raise CheckpointRefused(
            f"model {name!r}: {path} is damaged: {size:,} bytes where its header says "
            f"{expected:,}; copy it again"
        )


def _json(path: Path, name: str) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CheckpointRefused(
            f"model {name!r}: {path} cannot be read: {error}; copy it again"
        ) from error
    if not isinstance(value, dict):
        raise CheckpointRefused(f"model {name!r}: {path} is not a JSON object; copy it again")
    return value


def _target_token(vocabulary: dict[str, Any], folder: Path, name: str) -> str | None:
    """The token that asks a multilingual model for English; None where none is needed."""
    for token in ENGLISH_TOKENS:
        if token in vocabulary:
            return token
    tokens = sorted(t for t in vocabulary if t.startswith(">>") and t.endswith("<<"))
    tokenizer = folder / "tokenizer_config.json"
    target = _json(tokenizer, name).get("target_lang") if tokenizer.is_file() else None
    if tokens and target not in ("en", "eng"):
        raise CheckpointRefused(
            f"model {name!r} cannot write English: its target languages are "
            f"{' '.join(tokens[:8])}{' …' if len(tokens) > 8 else ''}"
        )
    return None


def _digest(folder: Path, files: list[str]) -> str:
    total = hashlib.sha256()
    for file in sorted(files):
        path = folder / file
        if path.is_file():
            with path.open("rb") as stream:
                total.update(
                    f"{file}\n{hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode()
                )
    return total.hexdigest()
