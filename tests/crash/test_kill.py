"""Killed or interrupted at any moment: what is there is whole, and a rerun makes it complete."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.engine import Engine

ROOT = Path(__file__).parents[2]
# The batch with an engine that costs nothing: most of its time goes into reading and writing.
WITH_FAKE = """
import sys
from pathlib import Path
from models.fake import FakeEngine
from pipeline import run
from pipeline.settings import Settings
request = run.Request(("inn",), Path("ut"), Path("r.json"), Path("r.html"), quiet=True)
sys.exit(run.translate(request, Settings(fail_on="never"), FakeEngine(fail_on="Skjær")))
"""
SENTENCE = "I uke {n} ventes det regn over fjellet, mens vinden løyer ved kysten."


def inbox(folder: Path, articles: int, sentences: int) -> None:
    """Articles in which no two sentences are the same."""
    (folder / "inn").mkdir()
    for article in range(articles):
        numbers = range(article * sentences, (article + 1) * sentences)
        text = "\n\n".join(SENTENCE.format(n=n) for n in numbers) + "\n"
        (folder / "inn" / f"{article:04}.txt").write_text(text, encoding="utf-8")


def start(folder: Path, *command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def complete(folder: Path, *command: str) -> int:
    """The exit code of a run that nobody disturbs."""
    with start(folder, *command) as running:
        running.communicate(timeout=120)
        return running.returncode


def killed(running: subprocess.Popen[bytes]) -> None:
    with running:
        running.kill()
        running.communicate()


def outputs(folder: Path) -> dict[str, bytes]:
    """What stands under the names of outputs and reports: not the names of passing files."""
    found = [folder / "r.json", folder / "r.html", *(folder / "ut").glob("*.txt")]
    return {p.name: p.read_bytes() for p in found if p.exists()}


def passing(folder: Path) -> list[str]:
    return [p.name for p in folder.rglob(".*")]


def wait_for_outputs(folder: Path, running: subprocess.Popen[bytes], count: int) -> None:
    deadline = time.monotonic() + 60
    while len(list((folder / "ut").glob("*.txt"))) < count:
        assert running.poll() is None, running.communicate()[1].decode()
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_killed_at_any_moment_and_run_again(tmp_path: Path) -> None:
    inbox(tmp_path, articles=150, sentences=3)
    began = time.monotonic()
    assert complete(tmp_path, "-c", WITH_FAKE) == 0
    whole, lasted = outputs(tmp_path), time.monotonic() - began
    assert len(whole) == 152
    moments = random.Random(17)
    for kill in range(3):
        if kill == 0:
            for path in [*tmp_path.glob("r.*"), *(tmp_path / "ut").iterdir()]:
                path.unlink()
        running = start(tmp_path, "-c", WITH_FAKE)
        if kill == 0:
            wait_for_outputs(tmp_path, running, moments.randint(1, 120))
        else:
            time.sleep(moments.uniform(0.3, 1.0) * lasted)
        killed(running)
        left = outputs(tmp_path)
        assert left == {name: whole[name] for name in left}
    assert complete(tmp_path, "-c", WITH_FAKE) == 0
    assert outputs(tmp_path) == whole


def test_no_reader_ever_sees_half_a_file(tmp_path: Path) -> None:
    """While a second run replaces what the first has written."""
    inbox(tmp_path, articles=100, sentences=3)
    assert complete(tmp_path, "-c", WITH_FAKE) == 0
    whole = outputs(tmp_path)
    with start(tmp_path, "-c", WITH_FAKE) as running:
        while running.poll() is None:
            assert outputs(tmp_path) == whole
    assert running.returncode == 0
    assert passing(tmp_path) == []


def test_an_interrupt_keeps_what_is_done_and_leaves_at_once(
    tmp_path: Path, ct2_engine: Engine
) -> None:
    inbox(tmp_path, articles=400, sentences=8)
    command = ("-m", "pipeline", "translate", "inn", "-o", "ut", "--html", "r.html")
    running = start(tmp_path, *command, "--report", "r.json")
    wait_for_outputs(tmp_path, running, 1)
    running.send_signal(signal.SIGINT)
    began = time.monotonic()
    out, err = running.communicate(timeout=30)
    assert time.monotonic() - began < 5
    assert (running.returncode, out) == (130, b"")
    assert err.startswith(b"Stopped early. ")
    assert b"Traceback" not in err
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["exit_code"] == 130
    done = {Path(a["target"]).name: a for a in report["articles"]}
    assert 0 < len(done) < 400
    assert b"Stopped early." in (tmp_path / "r.html").read_bytes()
    found = outputs(tmp_path)
    assert set(done) <= set(found)
    for name, article in done.items():
        segments = [s["target"] for b in article["blocks"] for s in b["segments"]]
        assert found[name].decode("utf-8") == "\n\n".join(segments) + "\n"
    assert passing(tmp_path) == []


@pytest.mark.slow
def test_the_command_killed_at_random_and_run_again(tmp_path: Path, ct2_engine: Engine) -> None:
    inbox(tmp_path, articles=60, sentences=6)
    command = ("-m", "pipeline", "translate", "inn", "-o", "ut", "--report", "r.json", "-q")
    command += ("--fail-on", "never")
    moments = random.Random(4)
    for _ in range(5):
        running = start(tmp_path, *command)
        time.sleep(moments.uniform(0.5, 6))
        killed(running)
    left = outputs(tmp_path)
    assert complete(tmp_path, *command) == 0
    whole = outputs(tmp_path)
    assert len(whole) == 61
    assert left == {name: whole[name] for name in left}
