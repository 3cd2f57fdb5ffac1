"""Speed, as ratios within one run: ``make bench``. Prints; asserts nothing.

(a) what people write today: transformers ``generate``, one sentence at a time
(b) transformers in batches of 16, as they come
(c) CTranslate2 alone, on token lists made beforehand
(d) nordwire, from files to files, rules, checks and reports included, without second tries
(e) the same with a second try for each sentence in which a check found an error, as by default
Then start-up, and the memory of a 1,000-article run. The model is loaded beforehand in all five.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from transformers import MarianMTModel, MarianTokenizer

from models import registry
from models.ct2 import BATCH_TOKENS, Ct2Engine
from models.engine import Decoding
from models.limits import max_output
from models.tokenizer import Tokenizer
from pipeline import batch, files, progress, run, translate
from pipeline.documents import SUFFIXES, format_for
from pipeline.report import Report
from pipeline.settings import Settings

ROOT = Path(__file__).parents[2]
ROUNDS = 3


def main() -> None:
    cores = len(os.sched_getaffinity(0))
    torch.set_num_threads(cores)
    engine = registry.load("nb-en")
    assert isinstance(engine, Ct2Engine)
    with tempfile.TemporaryDirectory() as folder:
        inbox = _inbox(Path(folder) / "in")
        sources = _sources(inbox, engine)
        print(f"{len(sources)} sentences, {cores} cores")
        checkpoint = registry.find("nb-en")
        tokenizer = Tokenizer(checkpoint.folder, None)
        tokens = [list(tokenizer.encode(s).pieces) for s in sources]
        alone = [_seconds(lambda: _ct2_alone(engine, tokens)) for _ in range(ROUNDS + 1)][1:]
        out = Path(folder) / "out"
        ours = [_seconds(lambda: _nordwire(inbox, out, engine, False)) for _ in range(ROUNDS)]
        again = [_seconds(lambda: _nordwire(inbox, out, engine, True)) for _ in range(ROUNDS)]
        model = MarianMTModel.from_pretrained(checkpoint.folder, dtype=torch.float32).eval()
        spm = MarianTokenizer.from_pretrained(checkpoint.folder)
        times = {
            "a  transformers, one at a time": _seconds(lambda: _generate(model, spm, sources, 1)),
            "b  transformers, batches of 16": _seconds(lambda: _generate(model, spm, sources, 16)),
            "c  CTranslate2 alone": statistics.median(alone),
            "d  nordwire, files to files": statistics.median(ours),
            "e  the same with second tries": statistics.median(again),
        }
    a, _, c, d, e = times.values()
    for name, seconds in times.items():
        print(f"{name:32} {seconds:7.2f} s   {a / seconds:5.2f} x a")
    print(f"d / a = {a / d:.2f} (aim: 6 or more)   d / c = {c / d:.2f} (aim: 0.9 or more)")
    print(f"e / a = {a / e:.2f}   e / c = {c / e:.2f}")
    _startup()
    _memory()


def _inbox(folder: Path) -> Path:
    """The examples, and the wire sentences as one more article."""
    folder.mkdir()
    for example in sorted((ROOT / "examples").glob("*.txt")):
        (folder / example.name).write_bytes(example.read_bytes())
    lines = _wire_sentences()
    (folder / "wire.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _wire_sentences() -> list[str]:
    text = (ROOT / "tests/cases/wire_sentences.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _sources(inbox: Path, engine: Ct2Engine) -> list[str]:
    """What the model is asked for these files: the same work for all four."""
    found: dict[str, None] = {}
    for file in sorted(inbox.iterdir()):
        article = format_for(file.suffix).read(file.read_bytes(), file.name)
        found.update(dict.fromkeys(translate.plan(article, engine).sources))
    return list(found)


def _generate(
    model: MarianMTModel, tokenizer: MarianTokenizer, sources: Sequence[str], size: int
) -> None:
    for at in range(0, len(sources), size):
        inputs = tokenizer(list(sources[at : at + size]), return_tensors="pt", padding=True)
        with torch.inference_mode():
            out = model.generate(**inputs, num_beams=4, max_new_tokens=256, max_length=None)
        tokenizer.batch_decode(out, skip_special_tokens=True)


def _ct2_alone(engine: Ct2Engine, tokens: list[list[str]]) -> None:
    decoding = Decoding()
    engine._translator.translate_batch(
        tokens,
        beam_size=decoding.beam,
        patience=decoding.patience,
        length_penalty=decoding.length_penalty,
        max_batch_size=BATCH_TOKENS,
        batch_type="tokens",
        max_decoding_length=max_output(engine.max_tokens),
    )


def _nordwire(inbox: Path, out: Path, engine: Ct2Engine, retry: bool) -> None:
    pairs = files.plan_outputs([str(inbox)], out, SUFFIXES)
    tasks = [batch.Task(str(source), str(target)) for source, target in pairs]
    report = Report(
        run.signature(engine),
        Settings().as_dict(),
        fail_on=None,
        json_path=out.parent / "report.json",
        html_path=out.parent / "report.html",
    )
    with report:
        batch.run(tasks, engine, report, progress.Silent(), retry=retry)
        report.finish()


def _startup() -> None:
    command = [sys.executable, "-m", "pipeline"]
    help_ = [_seconds(lambda: _quiet([*command, "--help"])) for _ in range(5)]
    story = str(ROOT / "examples/storm.txt")
    short = [
        _seconds(lambda: _quiet([*command, "translate", story, "--fail-on", "never"]))
        for _ in range(3)
    ]
    print(f"start-up: --help {statistics.median(help_):.2f} s (aim: under 0.4)")
    print(f"one article from cold: {statistics.median(short):.2f} s (aim: under 3)")


def _memory(articles: int = 1000) -> None:
    """Resident memory after 100 articles and after all of them, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder) / "in"
        inbox.mkdir()
        lines = _wire_sentences()
        for n in range(articles):
            # A number of its own in every sentence, or each would be translated once only.
            some = [f"{lines[(4 * n + k) % len(lines)]} ({n * 4 + k})" for k in range(4)]
            (inbox / f"{n:04}.txt").write_text("\n\n".join(some), encoding="utf-8")
        tasks = [batch.Task(str(f), f"{folder}/out/{f.name}") for f in sorted(inbox.iterdir())]
        engine = registry.load("nb-en")
        watch = _Watch()
        json_path = Path(folder) / "report.json"
        with Report({}, {}, fail_on=None, json_path=json_path) as report:
            batch.run(tasks, engine, report, watch)
            report.finish()
    marks = (100, 250, 500, 750, articles)
    print("memory, MB: " + ", ".join(f"{n} articles {watch.seen[n - 1]}" for n in marks))


class _Watch(progress.Silent):
    """Notes the resident memory after each article."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def article(self) -> None:
        status = Path("/proc/self/status").read_text()
        match = re.search(r"VmRSS:\s+(\d+)", status)
        self.seen.append(int(match[1]) // 1024 if match else 0)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _quiet(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


if __name__ == "__main__":
    main()
