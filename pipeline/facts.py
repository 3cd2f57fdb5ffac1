"""Facts about models and this machine, for ``nordwire model`` and ``nordwire doctor``."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path
from typing import Any

import glossary
import models
import pipeline
from models import convert as conversion
from models import registry
from models.errors import ModelError
from pipeline.version import VERSION

PACKAGES = ("ctranslate2", "sentencepiece", "torch", "transformers", "typer", "huggingface-hub")


def models_here() -> dict[str, Any]:
    """Embedded models, and the converted copies in the cache with their size in MB."""
    facts: dict[str, Any] = {name: str(folder) for name, folder in registry.EMBEDDED.items()}
    cache = conversion.cache_root() / "ct2"
    copies = sorted(p for p in cache.glob("*") if p.is_dir()) if cache.is_dir() else []
    facts["converted"] = [f"{p} ({_megabytes(p)} MB)" for p in copies] or ["none yet"]
    return facts


def model_info(name: str) -> dict[str, Any]:
    """What a checkpoint is. Raises ModelError."""
    found = registry.find(name)
    config = found.config
    return {
        "name": found.name,
        "folder": str(found.folder),
        "size": f"{_megabytes(found.folder)} MB",
        "digest": found.digest,
        "layers": f"encoder {config['encoder_layers']}, decoder {config['decoder_layers']}, "
        f"width {config['d_model']}",
        "vocabulary": config["vocab_size"],
        "longest source": f"{found.max_tokens} tokens",
        "target token": found.target_token or "none needed",
    }


def convert(name: str) -> dict[str, Any]:
    """Convert a checkpoint into the cache. Raises ModelError."""
    return {"model": name, "converted": str(conversion.converted(registry.find(name), "int8"))}


def doctor() -> tuple[dict[str, Any], bool]:
    """All facts, and whether the embedded model runs here."""
    test, healthy = _self_test()
    facts: dict[str, Any] = {
        "nordwire": VERSION,
        "python": f"{platform.python_version()} on {platform.machine()} {platform.system()}",
        **{name: _version(name) for name in PACKAGES},
        "imported from": [
            f"{package.__name__}: {Path(str(package.__file__)).parent}"
            for package in (pipeline, models, glossary)
        ],
        "cache": str(conversion.cache_root()),
        "self-test": test,
    }
    return facts, healthy


def _self_test() -> tuple[list[str], bool]:
    """Load the embedded model in both engines, and say how each did."""
    lines, healthy = [], True
    for engine in registry.ENGINES:
        try:
            running = registry.load(registry.DEFAULT, engine=engine)
            lines.append(f"{engine}: passed, {running.signature}")
        except ModelError as error:
            lines.append(f"{engine}: FAILED, {error}")
            healthy = False
    return lines, healthy


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def _megabytes(folder: Path) -> int:
    return round(sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6)
