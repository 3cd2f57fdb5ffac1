"""A checkpoint folder is taken only when it is whole; the message says what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.checkpoint import DEFAULT_MAX_TOKENS, DEFAULT_SELF_TEST, open_checkpoint
from models.errors import CheckpointNotFound, CheckpointRefused

POINTER = (
    "version https://git-lfs.github.com/spec/v1\n"
    "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\n"
    "size 80033464\n"
)


def edit(path: Path, **changes: Any) -> None:
    """Set keys of a JSON object, made if it is not there."""
    value = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps(value | changes), encoding="utf-8")


def truncate(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-1000])


def lengthen(folder: Path) -> None:
    with (folder / "model.safetensors").open("ab") as stream:
        stream.write(b"\0" * 8)


def pickled(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


def sharded(folder: Path, file: Any = "model-00002-of-00002.safetensors") -> None:
    (folder / "model.safetensors").rename(folder / "model-00001-of-00002.safetensors")
    shards = {"a": "model-00001-of-00002.safetensors", "b": file}
    edit(folder / "model.safetensors.index.json", weight_map=shards)


def wrote(file: str, text: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        (folder / file).write_text(text, encoding="utf-8")

    return damage


def removed(file: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        (folder / file).unlink()

    return damage


# What was done to the folder; the file the message names, what is wrong with it, what to do.
DAMAGE: dict[str, tuple[Callable[[Path], None], str, str, str]] = {
    "no config": (removed("config.json"), "config.json", "has no", "copy"),
    "no source.spm": (removed("source.spm"), "source.spm", "has no", "copy"),
    "no target.spm": (removed("target.spm"), "target.spm", "has no", "copy"),
    "no vocabulary": (removed("vocab.json"), "vocab.json", "has no", "copy"),
    "no weights": (removed("model.safetensors"), "model.safetensors", "has no", "copy"),
    "truncated weights": (truncate, "model.safetensors", "bytes where", "copy it again"),
    "bytes after the weights": (lengthen, "model.safetensors", "bytes where", "copy it again"),
    "empty weights": (wrote("model.safetensors", ""), "model.safetensors", "not a", "copy"),
    "weights are a list": (
        lambda folder: (folder / "model.safetensors").write_bytes(b"\2" + b"\0" * 7 + b"[]"),
        "model.safetensors",
        "not a safetensors file",
        "copy it again",
    ),
    "Git LFS pointer": (
        wrote("model.safetensors", POINTER),
        "model.safetensors",
        "not a safetensors file",
        "git lfs pull",
    ),
    "pickled weights only": (pickled, "pytorch_model.bin", "run code", "model.safetensors"),
    "shard missing": (sharded, "model-00002-of-00002.safetensors", "No such file", "copy it again"),
    "index names no file": (lambda f: sharded(f, 7), "index.json", "weight_map", "copy it again"),
    "index is empty": (
        wrote("model.safetensors.index.json", "{}"),
        "index.json",
        "weight_map",
        "copy it again",
    ),
    "index is a list": (
        wrote("model.safetensors.index.json", '{"weight_map": ["a"]}'),
        "index.json",
        "weight_map",
        "copy it again",
    ),
    # An index is somebody else's text: it must not lead to files outside the folder.
    "index leads elsewhere": (
        lambda f: sharded(f, "../tiny/model.safetensors"),
        "index.json",
        "weight_map",
        "copy it again",
    ),
    "garbage config": (wrote("config.json", "<html>404</html>"), "config.json", "read", "copy"),
    "config in UTF-16": (
        lambda f: (f / "config.json").write_text("{}", encoding="utf-16"),
        "config.json",
        "read",
        "copy",
    ),
    "no model type": (wrote("config.json", "{}"), "config.json", "None", "Marian"),
    "another model type": (
        lambda f: edit(f / "config.json", model_type="m2m_100"),
        "config.json",
        "'m2m_100'",
        "Nordwire runs Marian checkpoints only",
    ),
    "positions not a number": (
        lambda f: edit(f / "config.json", max_position_embeddings=None),
        "config.json",
        "max_position_embeddings",
        "whole number",
    ),
    "vocabulary is a list": (wrote("vocab.json", '["a"]'), "vocab.json", "not a JSON", "copy"),
    "max_tokens in words": (
        lambda f: edit(f / "nordwire.json", max_tokens="many"),
        "nordwire.json",
        "max_tokens",
        "whole number",
    ),
    "max_tokens of nothing": (
        lambda f: edit(f / "nordwire.json", max_tokens=0),
        "nordwire.json",
        "max_tokens",
        "whole number",
    ),
    "self-test misshapen": (
        lambda f: edit(f / "nordwire.json", self_test=["Hei."]),
        "nordwire.json",
        "self_test",
        "pairs",
    ),
}


@pytest.mark.parametrize(("damage", "file", "wrong", "remedy"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_folder_is_refused(
    copy: Path, damage: Callable[[Path], None], file: str, wrong: str, remedy: str
) -> None:
    damage(copy)
    with pytest.raises(CheckpointRefused) as caught:
        open_checkpoint(copy, "mine")
    message = str(caught.value)
    assert "model 'mine'" in message
    for part in (str(copy), file, wrong, remedy):
        assert part in message


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointNotFound, match=r"no folder .*/gone; check the path"):
        open_checkpoint(tmp_path / "gone", "mine")


def test_safetensors_are_used_where_a_pickle_lies_beside_them(copy: Path) -> None:
    (copy / "pytorch_model.bin").write_bytes(b"not opened")
    assert open_checkpoint(copy, "mine").folder == copy


RELEVANT = ("model.safetensors", "source.spm", "target.spm")
RELEVANT_JSON = ("config.json", "generation_config.json", "nordwire.json", "vocab.json")


@pytest.mark.parametrize("file", RELEVANT)
def test_a_byte_changed_is_another_digest(copy: Path, file: str) -> None:
    before = open_checkpoint(copy, "mine").digest
    content = (copy / file).read_bytes()
    (copy / file).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert open_checkpoint(copy, "mine").digest != before


@pytest.mark.parametrize("file", RELEVANT_JSON)
def test_a_setting_changed_is_another_digest(copy: Path, file: str) -> None:
    before = open_checkpoint(copy, "mine").digest
    edit(copy / file, other=1)
    assert open_checkpoint(copy, "mine").digest != before


def test_the_digest_is_of_the_content_alone(copy: Path, tmp_path: Path) -> None:
    before = open_checkpoint(copy, "mine")
    (copy / "README.md").write_text("A card changes no translation.")
    elsewhere = Path(shutil.copytree(copy, tmp_path / "elsewhere"))
    assert len(before.digest) == 64
    assert open_checkpoint(copy, "mine").digest == before.digest
    assert open_checkpoint(elsewhere, "another name").digest == before.digest


def test_two_files_exchanged_are_another_digest(copy: Path) -> None:
    (copy / "target.spm").write_bytes(b"a")
    before = open_checkpoint(copy, "mine").digest
    (copy / "source.spm").rename(copy / "kept")
    (copy / "target.spm").rename(copy / "source.spm")
    (copy / "kept").rename(copy / "target.spm")
    assert open_checkpoint(copy, "mine").digest != before


@pytest.mark.parametrize(
    ("tokens", "target"),
    [
        ((), None),
        ((">>eng<<",), ">>eng<<"),
        ((">>en<<",), ">>en<<"),
        ((">>deu<<", ">>eng<<", ">>nob<<"), ">>eng<<"),
    ],
)
def test_the_token_that_asks_for_english(
    copy: Path, tokens: tuple[str, ...], target: str | None
) -> None:
    edit(copy / "vocab.json", **{token: 30_000 + i for i, token in enumerate(tokens)})
    assert open_checkpoint(copy, "mine").target_token == target


def test_a_model_without_english_is_refused(copy: Path) -> None:
    edit(copy / "vocab.json", **{">>swe<<": 30_000, ">>dan<<": 30_001})
    edit(copy / "tokenizer_config.json", target_lang="mul")
    with pytest.raises(CheckpointRefused, match=r"cannot write English.*>>dan<< >>swe<<"):
        open_checkpoint(copy, "mine")


def test_a_model_says_how_it_is_to_be_used(copy: Path) -> None:
    own = {"max_tokens": 40, "self_test": [["Hei.", ["hello", "hi"]]]}
    edit(copy / "nordwire.json", **own)
    checkpoint = open_checkpoint(copy, "mine")
    assert checkpoint.max_tokens == 40
    assert checkpoint.self_test == (("Hei.", ("hello", "hi")),)


def test_without_its_own_settings_a_model_gets_ours(copy: Path) -> None:
    (copy / "nordwire.json").unlink()
    checkpoint = open_checkpoint(copy, "mine")
    assert checkpoint.max_tokens == DEFAULT_MAX_TOKENS
    assert checkpoint.self_test == DEFAULT_SELF_TEST


def test_no_source_is_longer_than_the_positions_learnt(copy: Path) -> None:
    edit(copy / "nordwire.json", max_tokens=900)
    edit(copy / "config.json", max_position_embeddings=100)
    assert open_checkpoint(copy, "mine").max_tokens == 100
