"""Checkpoints to damage, and the wire sentences that engines are compared on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from models.engine import Engine

ROOT = Path(__file__).parents[2]
EMBEDDED = ROOT / "models" / "nb-en"
TINY = {"d_model": 16, "encoder_ffn_dim": 32, "decoder_ffn_dim": 32}
TINY_LAYERS = {"encoder_layers": 1, "decoder_layers": 1}
TINY_HEADS = {"encoder_attention_heads": 2, "decoder_attention_heads": 2}


@pytest.fixture(scope="session")
def wire() -> list[str]:
    """120 sentences as a wire desk gets them."""
    path = ROOT / "tests" / "cases" / "wire_sentences.txt"
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="session")
def sample(wire: list[str]) -> list[str]:
    """Every third of them: 40 from all desks, for what must not take long."""
    return wire[::3]


@pytest.fixture(scope="session")
def torch_wire(torch_engine: Engine, wire: list[str]) -> list[str]:
    """The reference's English of all of them, in one call."""
    return [t.text for t in torch_engine.translate(wire)]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded model cut down to one narrow layer: whole, quickly converted, talks nonsense."""
    folder = tmp_path_factory.mktemp("tiny")
    for path in EMBEDDED.iterdir():
        if path.suffix != ".safetensors":
            shutil.copy(path, folder)
    config = json.loads((EMBEDDED / "config.json").read_text(encoding="utf-8"))
    sizes = {config[key]: size for key, size in TINY.items()}
    (folder / "config.json").write_text(json.dumps(config | TINY | TINY_LAYERS | TINY_HEADS))
    weights = load_file(EMBEDDED / "model.safetensors")
    cut = {
        key: np.ascontiguousarray(value[tuple(slice(sizes.get(n, n)) for n in value.shape)])
        for key, value in weights.items()
        if "layers." not in key or "layers.0." in key
    }
    save_file(cut, folder / "model.safetensors", {"format": "pt"})
    return folder


@pytest.fixture
def copy(tiny: Path, tmp_path: Path) -> Path:
    """A copy of the tiny checkpoint, to be damaged."""
    return Path(shutil.copytree(tiny, tmp_path / "mine"))


@pytest.fixture
def python(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs code in a fresh interpreter, in an empty folder, with these environment variables."""

    def run(code: str, *arguments: object, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        )

    return run
