"""From a name to a verified checkpoint, and from a checkpoint to a running engine."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

from models.checkpoint import Checkpoint, open_checkpoint
from models.engine import Decoding, Engine
from models.errors import CheckpointNotFound, EngineError
from models.selftest import self_test

EMBEDDED = {"nb-en": Path(__file__).parent / "nb-en"}
DEFAULT = "nb-en"

EngineName = Literal["ct2", "torch"]
ENGINES: tuple[EngineName, ...] = ("ct2", "torch")

# What is fetched of a hub repository: never a pickle, never code.
HUB_FILES = ("*.json", "*.safetensors", "source.spm", "target.spm")
_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+(@[\w./-]+)?")


def find(name: str) -> Checkpoint:
    """The checkpoint behind an embedded name, a local folder or a hub id (``org/name[@revision]``).

    Raises CheckpointNotFound or CheckpointRefused.
    """
    if name in EMBEDDED:
        return open_checkpoint(EMBEDDED[name], name)
    folder = Path(name).expanduser()
    if name and folder.is_dir():
        return open_checkpoint(folder, name)
    if _HUB_ID.fullmatch(name) and not name.startswith("."):
        return _from_hub(name)
    raise CheckpointNotFound(
        f"model {name!r}: not an embedded model ({', '.join(EMBEDDED)}), not a folder "
        f"({folder.absolute()}), not a Hugging Face id (org/name); "
        "`nordwire model list` shows what is here"
    )


def load(
    name: str,
    *,
    engine: EngineName = "ct2",
    decoding: Decoding | None = None,
    threads: int = 0,
) -> Engine:
    """A running engine that has passed its self-test.

    ``ct2`` (CTranslate2 int8) is the fast one on a CPU; ``torch`` is the reference, and uses a
    GPU where torch finds one. ``threads`` 0 means one for each core this process may use.
    Raises ModelError.
    """
    if engine not in ENGINES:
        raise EngineError(f"engine {engine!r} is unknown; choose one of {', '.join(ENGINES)}")
    checkpoint = find(name)
    decoding = decoding or Decoding()
    threads = threads or len(os.sched_getaffinity(0))
    running: Engine
    if engine == "torch":
        from models.marian import TorchEngine

        running = TorchEngine(checkpoint, decoding, threads)
    else:
        from models.ct2 import Ct2Engine

        running = Ct2Engine(checkpoint, decoding, threads)
    self_test(running, checkpoint)
    return running


def _from_hub(name: str) -> Checkpoint:
    """From the local hub cache when it is there whole, else from the network."""
    repo, _, revision = name.partition("@")
    cached = _snapshot(repo, revision, local=True)
    if isinstance(cached, Path) and any(cached.glob("*.safetensors")):
        return open_checkpoint(cached, name)
    fetched = _snapshot(repo, revision, local=False)
    if isinstance(fetched, Path):
        return open_checkpoint(fetched, name)
    raise fetched


def _snapshot(repo: str, revision: str, *, local: bool) -> Path | CheckpointNotFound:
    import huggingface_hub
    from huggingface_hub import errors

    name = f"{repo}@{revision}" if revision else repo
    try:
        return Path(
            huggingface_hub.snapshot_download(
                repo,
                revision=revision or None,
                allow_patterns=list(HUB_FILES),
                local_files_only=local,
            )
        )
    except (errors.RepositoryNotFoundError, errors.RevisionNotFoundError) as error:
        return CheckpointNotFound(
            f"model {name!r}: the Hugging Face hub has no such repository or revision, or it is "
            f"private ({type(error).__name__}); check the spelling"
        )
    except errors.HFValidationError as error:
        return CheckpointNotFound(f"model {name!r}: not a Hugging Face id: {error}")
    except (OSError, errors.LocalEntryNotFoundError, errors.HfHubHTTPError) as error:
        return CheckpointNotFound(
            f"model {name!r}: not in the local hub cache "
            f"({huggingface_hub.constants.HF_HUB_CACHE}) and the hub cannot be reached "
            f"({type(error).__name__}); fetch it where there is a network, copy the folder here "
            "and give its path"
        )
