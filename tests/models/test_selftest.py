"""Weights that load and yet are wrong: refused at load, by both engines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from models import registry
from models.checkpoint import Checkpoint, open_checkpoint
from models.engine import Translation
from models.errors import CheckpointRefused
from models.registry import EngineName
from models.selftest import self_test

EMBEDDED = Path(__file__).parents[2] / "models" / "nb-en"
Weights = dict[str, np.ndarray]


def roll_embedding(weights: Weights) -> None:
    """Every word becomes its neighbour in the vocabulary: what a wrong vocab.json does."""
    key = "model.shared.weight"
    weights[key] = np.roll(weights[key], 1, axis=0)


def lose_a_bias(weights: Weights) -> None:
    """The smallest loss there is: the English stays good enough to pass the self-test."""
    del weights["model.decoder.layers.0.fc1.bias"]


def damaged(folder: Path, damage: Callable[[Weights], None]) -> str:
    """The embedded checkpoint with other weights, and short outputs: gibberish has no end."""
    folder.mkdir()
    for path in EMBEDDED.iterdir():
        if path.name not in ("model.safetensors", "nordwire.json"):
            (folder / path.name).symlink_to(path)
    own = json.loads((EMBEDDED / "nordwire.json").read_text(encoding="utf-8"))
    (folder / "nordwire.json").write_text(json.dumps(own | {"max_tokens": 12}))
    weights = load_file(EMBEDDED / "model.safetensors")
    damage(weights)
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    return str(folder)


@pytest.mark.parametrize("engine", registry.ENGINES)
def test_gibberish_is_refused_with_a_sample_of_it(tmp_path: Path, engine: EngineName) -> None:
    name = damaged(tmp_path / "mine", roll_embedding)
    source, words = open_checkpoint(EMBEDDED, "nb-en").self_test[0]
    with pytest.raises(CheckpointRefused) as caught:
        registry.load(name, engine=engine, threads=1)
    message = str(caught.value)
    assert f"{source!r} became '" in message
    assert repr(words[0]) in message
    assert "is not used" in message
    assert name in message


@pytest.mark.parametrize("engine", registry.ENGINES)
def test_a_missing_tensor_is_named(tmp_path: Path, engine: EngineName) -> None:
    """transformers fills it with random numbers and goes on; we must not."""
    name = damaged(tmp_path / "mine", lose_a_bias)
    with pytest.raises(CheckpointRefused) as caught:
        registry.load(name, engine=engine, threads=1)
    message = str(caught.value)
    assert f"{name} lack model.decoder.layers.0.fc1.bias; copy the whole" in message


class Parrot:
    """An engine that says what it is told to."""

    signature = "parrot"
    max_tokens = 100

    def __init__(self, *says: str) -> None:
        self.says = says

    def count_tokens(self, sentence: str) -> int:
        return len(sentence.split())

    def translate(
        self,
        sentences: object,
        *,
        alternatives: int = 0,
        align: bool = False,
        repetition_penalty: float = 1.0,
    ) -> list[Translation]:
        return [Translation(text, -0.1) for text in self.says]


@pytest.fixture
def checkpoint() -> Checkpoint:
    pairs = (
        ("Oslo er hovedstaden i Norge.", ("capital",)),
        ("Ja, det er en bil.", ("car", "auto")),
    )
    return Checkpoint("mine", Path("mine"), "0" * 64, {}, None, 100, pairs)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Oslo is the capital of Norway.", "Yes, it is a car."),
        ("The CAPITAL of Norway is Oslo.", "Yes, an auto."),
    ],
)
def test_good_english_passes(checkpoint: Checkpoint, first: str, second: str) -> None:
    self_test(Parrot(first, second), checkpoint)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Oslo er hovedstaden i Norge.", "Yes, it is a car."),  # untranslated
        ("Oslo is the capital of Norway.", "Yes, it is a boat."),
        ("capital", "Yes, it is a car."),  # the right word, and nothing else
        ("Oslo is the capital" + " capital" * 20, "Yes, it is a car."),  # a loop
        ("", "Yes, it is a car."),
    ],
)
def test_other_text_does_not(checkpoint: Checkpoint, first: str, second: str) -> None:
    with pytest.raises(CheckpointRefused, match="failed its self-test"):
        self_test(Parrot(first, second), checkpoint)


def test_a_model_without_a_self_test_is_taken_at_its_word(checkpoint: Checkpoint) -> None:
    silent = Checkpoint("mine", Path("mine"), "0" * 64, {}, None, 100, ())
    self_test(Parrot(), silent)
