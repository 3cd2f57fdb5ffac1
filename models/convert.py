"""A checkpoint converted to CTranslate2, once, in the user's cache.

The folder is named by the checkpoint's digest, the precision and CTranslate2's version, so nothing
stale is ever used. It is made under another name and renamed when whole, behind a lock, so that
two processes can ask at once. What was damaged since is found by its own digest and made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from models.checkpoint import Checkpoint
from models.errors import CheckpointRefused, EngineError

SEAL = "nordwire.json"
REFUSED = 3  # how the converting process exits when the checkpoint is at fault, not the converter


def cache_root() -> Path:
    """``$NORDWIRE_CACHE``, else the platform's folder for caches."""
    import platformdirs

    own = os.environ.get("NORDWIRE_CACHE")
    return Path(own).expanduser() if own else platformdirs.user_cache_path("nordwire")


def converted(checkpoint: Checkpoint, precision: str) -> Path:
    """The converted folder, made now if it is not there.

    Raises EngineError, and CheckpointRefused if weights are missing.
    """
    import ctranslate2
    import filelock

    root = cache_root() / "ct2"
    folder = root / f"{checkpoint.digest[:32]}-{precision}-{ctranslate2.__version__}"
    if _whole(folder):
        return folder
    try:
        root.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(root / f"{folder.name}.lock"):
            if not _whole(folder):
                _make(checkpoint, precision, folder)
    except OSError as error:
        raise EngineError(
            f"the model cache {root} cannot be written: {error}; free some space, or set "
            "NORDWIRE_CACHE to a folder of yours"
        ) from error
    return folder


def _make(checkpoint: Checkpoint, precision: str, folder: Path) -> None:
    """Convert in a process of its own, since that imports torch, then seal and rename."""
    for left in folder.parent.glob(f"{folder.name}.*/"):  # by a killed run: the lock is ours
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f"{folder.name}.") as work:
        made = Path(work) / "model"
        module = [sys.executable, "-P", "-m", "models.convert"]
        # The packages are found where this process found them, and never (-P) where it stands.
        search = os.pathsep.join([str(Path(__file__).parent.parent), *sys.path])
        done = subprocess.run(
            [*module, str(checkpoint.folder), str(made), precision],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": search, "TRANSFORMERS_VERBOSITY": "error"},
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            if done.returncode == REFUSED:
                raise CheckpointRefused(
                    f"model {checkpoint.name!r}: the weights in {checkpoint.folder} {last}; "
                    "copy the whole checkpoint folder again"
                )
            raise EngineError(
                f"model {checkpoint.name!r} cannot be converted to CTranslate2: {last}; "
                "try --engine torch"
            )
        (made / SEAL).write_text(json.dumps({"sha256": _digest(made)}), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)


def _whole(folder: Path) -> bool:
    """Whether the folder is there as it was sealed."""
    try:
        seal = json.loads((folder / SEAL).read_text(encoding="utf-8"))
        return bool(seal["sha256"] == _digest(folder))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _digest(folder: Path) -> str:
    with (folder / "model.bin").open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _convert(source: str, target: str, precision: str) -> None:
    """The conversion proper, run as ``python -m models.convert SOURCE TARGET PRECISION``."""
    import torch
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]
        """The library's converter, from safetensors, in fp32, with alignment from all heads."""

        def load_model(self, model_class, path, **kwargs):  # type: ignore[no-untyped-def]
            # fp16 weights would be rounded to int8 in fp16 arithmetic: ask for fp32.
            kwargs["dtype"] = torch.float32
            kwargs |= {"use_safetensors": True, "output_loading_info": True}
            model, info = model_class.from_pretrained(path, **kwargs)
            absent = sorted(map(str, [*info["missing_keys"], *info["mismatched_keys"]]))
            if absent:  # transformers has put random numbers there
                print(f"lack {', '.join(absent[:4])}", file=sys.stderr)
                sys.exit(REFUSED)
            return model

        def _load(self):  # type: ignore[no-untyped-def]
            spec = super()._load()
            # 0 is "the mean of all heads": the first head alone is no alignment unless the
            # model was trained so.
            spec.decoder.alignment_heads = spec.decoder.alignment_heads.dtype.type(0)
            return spec

    Converter(source).convert(target, quantization=precision)


if __name__ == "__main__":
    _convert(*sys.argv[1:4])
