"""A full disk: what does not fit is named, what was there is intact, nothing is left over."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WITH_FAKE = """
import sys
from models.fake import FakeEngine
from pipeline import cli, run
run.load_engine = lambda settings: FakeEngine(max_tokens=500)
cli.main()
"""
LINE = "Det regner over hele landet i dag, og elva stiger.\n"
LIMIT = 16 * 1024


def inbox(folder: Path) -> None:
    """Three articles, of which the second is too large."""
    (folder / "inn").mkdir()
    for name, lines in (("a.txt", 2), ("b.txt", 2000), ("c.txt", 2)):
        (folder / "inn" / name).write_text(LINE * lines, encoding="utf-8")


def nordwire(
    folder: Path, *arguments: str, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITH_FAKE, "translate", "inn", "--fail-on", "never", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "TMPDIR": str(folder)},
        preexec_fn=before,
    )


def small_files_only() -> None:
    """Every write beyond the limit fails, as on a full disk or over a quota."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_an_article_that_does_not_fit_fails_alone_and_the_old_one_stays(tmp_path: Path) -> None:
    inbox(tmp_path)
    (tmp_path / "ut").mkdir()
    (tmp_path / "ut" / "b.txt").write_bytes(b"yesterday's English\n")
    done = nordwire(tmp_path, "-o", "ut", before=small_files_only)
    assert done.returncode == 3
    assert "Failed: inn/b.txt: ut/b.txt: cannot be written: file too large" in done.stderr
    assert "2 articles translated" in done.stderr
    assert names(tmp_path / "ut") == ["a.txt", "b.txt", "c.txt"]
    assert (tmp_path / "ut" / "b.txt").read_bytes() == b"yesterday's English\n"
    assert (tmp_path / "ut" / "c.txt").read_text(encoding="utf-8") == LINE.upper() * 2


@pytest.mark.parametrize("option", ["--report", "--html"])
def test_a_report_that_does_not_fit_leaves_the_old_one(tmp_path: Path, option: str) -> None:
    (tmp_path / "inn").mkdir()
    for number in range(20):
        (tmp_path / "inn" / f"{number}.txt").write_text(LINE * 20, encoding="utf-8")
    (tmp_path / "r").write_bytes(b"yesterday's report\n")
    done = nordwire(tmp_path, "-o", "ut", option, "r", before=small_files_only)
    assert done.returncode == 3
    assert done.stderr.startswith("Error: r: cannot write the report: File too large")
    assert "Traceback" not in done.stderr
    assert (tmp_path / "r").read_bytes() == b"yesterday's report\n"
    assert not [name for name in names(tmp_path) if name.endswith(".tmp")]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a file system cannot be mounted here; the tests with a file limit stand in")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_fails_what_does_not_fit_and_leaves_nothing_over(
    tmp_path: Path, small_disk: Path
) -> None:
    inbox(tmp_path)
    (small_disk / "b.txt").write_bytes(b"yesterday's English\n")
    done = nordwire(tmp_path, "-o", str(small_disk))
    assert done.returncode == 3
    assert "b.txt: cannot be written: no space left on device" in done.stderr
    assert names(small_disk) == ["a.txt", "b.txt", "c.txt"]
    assert (small_disk / "b.txt").read_bytes() == b"yesterday's English\n"
