"""The converted model in the cache: made once, whole or not at all, and found when damaged."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models.checkpoint import open_checkpoint
from models.convert import SEAL, converted
from models.engine import Engine
from models.errors import EngineError

ROOT = Path(__file__).parents[2]
CONVERT = """
import sys
from pathlib import Path
from models.checkpoint import open_checkpoint
from models.convert import converted
print(converted(open_checkpoint(Path(sys.argv[1]), "tiny"), "int8"))
"""


def start(checkpoint: Path, cache: Path, cwd: Path) -> subprocess.Popen[str]:
    """A process, in a group of its own, that asks for the converted checkpoint."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", CONVERT, str(checkpoint)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NORDWIRE_CACHE": str(cache)},
    )


def folders(cache: Path) -> list[Path]:
    return [p for p in (cache / "ct2").iterdir() if p.is_dir()]


@pytest.fixture(scope="module")
def made(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that three processes filled at once; they stood in a folder with hostile modules."""
    cache, cwd = tmp_path_factory.mktemp("cache"), tmp_path_factory.mktemp("cwd")
    for name in ("torch.py", "json.py", "models.py"):
        (cwd / name).write_text("raise SystemExit('code of the working folder was run')")
    processes = [start(tiny, cache, cwd) for _ in range(3)]
    outputs = [p.communicate(timeout=120) for p in processes]
    assert [p.returncode for p in processes] == [0, 0, 0], outputs
    assert {out.strip() for out, _ in outputs} == {str(folders(cache)[0])}
    return cache


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NORDWIRE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_three_at_once_make_one_folder_and_leave_nothing_else(made: Path) -> None:
    (folder,) = folders(made)
    rest = {p.name for p in (made / "ct2").iterdir()} - {folder.name, f"{folder.name}.lock"}
    assert rest == set()
    assert {"model.bin", "config.json", "shared_vocabulary.json", SEAL} <= {
        p.name for p in folder.iterdir()
    }


def test_a_whole_one_is_used_as_it_is(made: Path, tiny: Path, cache: Path) -> None:
    shutil.copytree(made, cache)
    (folder,) = folders(cache)
    before = (folder / "model.bin").stat()
    assert converted(open_checkpoint(tiny, "tiny"), "int8") == folder
    assert (folder / "model.bin").stat() == before


def test_a_damaged_one_is_made_again(made: Path, tiny: Path, cache: Path) -> None:
    shutil.copytree(made, cache)
    (folder,) = folders(cache)
    whole = (folder / "model.bin").read_bytes()
    middle = len(whole) // 2
    (folder / "model.bin").write_bytes(
        whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    )
    assert converted(open_checkpoint(tiny, "tiny"), "int8") == folder
    assert (folder / "model.bin").read_bytes() == whole
    assert folders(cache) == [folder]


def test_one_killed_leaves_nothing_that_is_taken_for_whole(tiny: Path, cache: Path) -> None:
    cache.mkdir()
    process = start(tiny, cache, cache)
    deadline = time.monotonic() + 60
    while not list(cache.glob("ct2/*/")) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(1)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    (left,) = folders(cache)
    assert not (left / SEAL).exists()

    folder = converted(open_checkpoint(tiny, "tiny"), "int8")
    assert folder != left
    assert folders(cache) == [folder]  # and what was left is gone
    assert (folder / SEAL).is_file()


def test_a_cache_that_cannot_be_written_names_the_setting(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the folder's place")
    monkeypatch.setenv("NORDWIRE_CACHE", str(tmp_path / "file"))
    with pytest.raises(EngineError) as caught:
        converted(open_checkpoint(tiny, "tiny"), "int8")
    assert f"{tmp_path / 'file' / 'ct2'} cannot be written" in str(caught.value)
    assert "set NORDWIRE_CACHE to a folder of yours" in str(caught.value)


def test_a_checkpoint_the_converter_cannot_read(copy: Path, cache: Path) -> None:
    """target.spm is not needed to translate, so only the conversion finds it damaged."""
    (copy / "target.spm").write_text("no model")
    with pytest.raises(EngineError, match=r"cannot be converted.*: .*; try --engine torch"):
        converted(open_checkpoint(copy, "mine"), "int8")
    assert folders(cache) == []


def test_another_checkpoint_is_another_folder(made: Path, copy: Path, cache: Path) -> None:
    """Nothing stale: the folder bears the digest, the precision and CTranslate2's version."""
    import ctranslate2

    (folder,) = folders(made)
    digest = open_checkpoint(copy, "mine").digest
    assert folder.name == f"{digest[:32]}-int8-{ctranslate2.__version__}"


PROOF = """
import sys
from models import registry
print(registry.load("nb-en").translate(["Hei."])[0].text)
print(sorted({"torch", "transformers"} & {name.partition(".")[0] for name in sys.modules}))
"""


def test_translating_with_a_warm_cache_imports_no_torch(
    python: Callable[..., subprocess.CompletedProcess[str]], ct2_engine: Engine
) -> None:
    done = python(PROOF)
    assert done.stdout.splitlines()[1:] == ["[]"], done.stderr
