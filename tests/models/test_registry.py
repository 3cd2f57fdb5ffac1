"""From a name to a checkpoint: embedded, a folder, a hub id; and what is said of no such."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from models import registry
from models.engine import Engine
from models.errors import CheckpointNotFound, CheckpointRefused, EngineError
from models.registry import EngineName

EMBEDDED = Path(__file__).parents[2] / "models" / "nb-en"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
# Nothing listens there: a hub that cannot be reached, without a look-up of a name.
NOWHERE = "http://127.0.0.1:9"
OSLO = "Oslo er hovedstaden i Norge."

Python = Callable[..., subprocess.CompletedProcess[str]]

FIND = """
import sys
from models import errors, registry
try:
    print(registry.find(sys.argv[1]).folder)
except errors.ModelError as error:
    print(type(error).__name__, error)
"""

TRANSLATE = """
import sys
from models import registry
print(registry.load(sys.argv[1]).translate([sys.argv[2]])[0].text)
"""


def hub_cache(root: Path, source: Path) -> Path:
    """The layout of a hub cache after `hf download desk/nb-en`: a revision that links to blobs."""
    repo = root / "models--desk--nb-en"
    snapshot, blobs = repo / "snapshots" / COMMIT, repo / "blobs"
    for folder in (snapshot, blobs, repo / "refs"):
        folder.mkdir(parents=True)
    (repo / "refs" / "main").write_text(COMMIT)
    for number, path in enumerate(sorted(source.iterdir())):
        (blobs / f"{number:040}").symlink_to(path)
        (snapshot / path.name).symlink_to(Path("../../blobs") / f"{number:040}")
    return snapshot


@pytest.mark.parametrize("name", ["nb-dk", "a/b/c", "./gone", "nb en", "", "../x"])
def test_an_unknown_name_is_told_what_there_is(name: str) -> None:
    with pytest.raises(CheckpointNotFound) as caught:
        registry.find(name)
    message = str(caught.value)
    assert repr(name) in message
    for part in ("nb-en", "not a folder", "Hugging Face id (org/name)", "nordwire model list"):
        assert part in message


def test_an_unknown_engine_is_told_which_there_are() -> None:
    with pytest.raises(EngineError, match="engine 'onnx' is unknown; choose one of ct2, torch"):
        registry.load("nb-en", engine=cast("EngineName", "onnx"))


def test_the_embedded_model_is_the_default() -> None:
    assert registry.find(registry.DEFAULT).folder == EMBEDDED


def test_a_folder_is_taken_where_it_lies(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(tiny, tmp_path / "desk" / "model")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    digests = {
        registry.find(name).digest
        for name in (str(tiny), "desk/model", "./desk/model", "~/desk/model")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("env", [{"HF_ENDPOINT": NOWHERE}, {"HF_HUB_OFFLINE": "1"}])
def test_a_hub_id_without_a_network(python: Python, tmp_path: Path, env: dict[str, str]) -> None:
    cache = tmp_path / "hub"
    done = python(FIND, "desk/nb-en", HF_HUB_CACHE=str(cache), **env)
    assert done.stdout.startswith("CheckpointNotFound model 'desk/nb-en'"), done.stderr
    for part in (f"not in the local hub cache ({cache})", "cannot be reached", "give its path"):
        assert part in done.stdout
    assert done.stderr == ""


def test_an_impossible_hub_id_is_said_to_be_one(python: Python, tmp_path: Path) -> None:
    done = python(FIND, "desk/a--b", HF_HUB_CACHE=str(tmp_path), HF_ENDPOINT=NOWHERE)
    assert done.stdout.startswith("CheckpointNotFound model 'desk/a--b': not a Hugging Face id")


def test_what_the_hub_cache_holds_needs_no_network(
    python: Python, tmp_path: Path, ct2_engine: Engine
) -> None:
    hub_cache(tmp_path / "hub", EMBEDDED)
    env = {"HF_HUB_CACHE": str(tmp_path / "hub"), "HF_ENDPOINT": NOWHERE}
    done = python(TRANSLATE, "desk/nb-en", OSLO, **env)
    assert done.stdout.strip() == ct2_engine.translate([OSLO])[0].text, done.stderr


def test_a_revision_is_the_one_asked_for(python: Python, tmp_path: Path, tiny: Path) -> None:
    snapshot = hub_cache(tmp_path / "hub", tiny)
    env = {"HF_HUB_CACHE": str(tmp_path / "hub"), "HF_ENDPOINT": NOWHERE}
    assert python(FIND, f"desk/nb-en@{COMMIT}", **env).stdout.strip() == str(snapshot)
    other = python(FIND, "desk/nb-en@refs/pr/4", **env).stdout
    assert other.startswith("CheckpointNotFound model 'desk/nb-en@refs/pr/4'")


def test_a_pickle_in_the_hub_cache_is_not_opened(
    python: Python, tmp_path: Path, copy: Path
) -> None:
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    hub_cache(tmp_path / "hub", copy)
    env = {"HF_HUB_CACHE": str(tmp_path / "hub"), "HF_HUB_OFFLINE": "1"}
    done = python(FIND, "desk/nb-en", **env)
    assert "pickle" in done.stdout, done.stdout + done.stderr


def test_a_folder_goes_before_the_hub(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is there and broken is not quietly replaced by somebody's on the hub."""
    (copy / "vocab.json").unlink()
    copy.parent.joinpath("desk").mkdir()
    copy.rename(tmp_path / "desk" / "nb-en")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CheckpointRefused, match=r"has no vocab\.json"):
        registry.find("desk/nb-en")
