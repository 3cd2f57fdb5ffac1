"""Many articles: one that fails fails alone, and neither order nor neighbours nor windows show."""

from __future__ import annotations

import gc
import io
import json
import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from models import registry
from models.engine import Engine, Translation
from models.fake import FakeEngine
from pipeline import batch, run
from pipeline.article import Article
from pipeline.progress import Silent
from pipeline.report import Report
from pipeline.run import Request
from pipeline.settings import Settings

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
SHORT = "Regn i vest\n\nDet ventes {n} millimeter regn i Fjordbygda. Elva stiger, sier Per Dal.\n"


class Counting(Silent):
    """Counts what it is told."""

    def __init__(self) -> None:
        self.sentence_counts: list[int] = []
        self.articles = 0

    def sentences(self, count: int) -> None:
        self.sentence_counts.append(count)

    def article(self) -> None:
        self.articles += 1


class Shorting(FakeEngine):
    """Loses the last translation of every batch of more than one."""

    def translate(
        self,
        sentences: Sequence[str],
        *,
        alternatives: int = 0,
        align: bool = False,
        repetition_penalty: float = 1.0,
    ) -> list[Translation]:
        found = super().translate(sentences, alternatives=alternatives, align=align)
        return found[:-1] if len(found) > 1 else found


class Interrupting(FakeEngine):
    """Stands for Ctrl-C at the second batch."""

    def translate(
        self,
        sentences: Sequence[str],
        *,
        alternatives: int = 0,
        align: bool = False,
        repetition_penalty: float = 1.0,
    ) -> list[Translation]:
        if len(self.calls) == 1:
            raise KeyboardInterrupt
        return super().translate(sentences, alternatives=alternatives, align=align)


def inbox(folder: Path, count: int = 7) -> Path:
    """A folder of short articles, a different number of millimeters in each."""
    for number in range(count):
        path = folder / "inbox" / f"sak{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SHORT.format(n=1000 + number), encoding="utf-8")
    return folder / "inbox"


def translate(
    source: Path | Sequence[Path], out: Path | None, engine: Engine, **options: Path | bool
) -> int:
    paths = [source] if isinstance(source, Path) else source
    request = Request(tuple(map(str, paths)), out, **options)  # type: ignore[arg-type]
    return run.translate(request, Settings(fail_on="never"), engine)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_an_engine_that_fails_on_one_article_fails_that_one_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out, report = inbox(tmp_path), tmp_path / "out", tmp_path / "r.json"
    assert translate(source, out, FakeEngine(fail_on="1003"), report=report) == 3
    assert sorted(tree(out)) == [f"sak{n}.txt" for n in range(7) if n != 3]
    articles = json.loads(report.read_text(encoding="utf-8"))["articles"]
    assert [a["status"] for a in articles] == ["translated"] * 3 + ["failed"] + ["translated"] * 3
    assert articles[3]["error"] == "the fake engine fails on '1003'"
    assert "sak3.txt: the fake engine fails on" in capsys.readouterr().err
    well, healthy = tmp_path / "well", FakeEngine()
    translate(source, well, healthy)
    del (expected := tree(well))["sak3.txt"]
    assert tree(out) == expected


def test_an_engine_that_loses_a_translation_is_not_believed(tmp_path: Path) -> None:
    """Joined one row off, every sentence would have its neighbour's English."""
    report = tmp_path / "r.json"
    assert translate(inbox(tmp_path, 3), tmp_path / "out", Shorting(), report=report) == 3
    errors = [a["error"] for a in json.loads(report.read_text(encoding="utf-8"))["articles"]]
    assert all("gave 2 translations for 3 sentences" in error for error in errors)
    assert not (tmp_path / "out").exists()


def test_one_undecodable_file_among_five_is_named_and_the_others_are_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = inbox(tmp_path, 5), tmp_path / "out"
    (source / "sak2.txt").write_bytes("Blåbær og rømme ".encode() + b"p\xe5 \xff bordet\n")
    assert translate(source, out, FakeEngine()) == 3
    assert sorted(tree(out)) == ["sak0.txt", "sak1.txt", "sak3.txt", "sak4.txt"]
    message = capsys.readouterr().err
    assert "4 articles translated" in message
    assert "1 failed" in message
    assert f"{source / 'sak2.txt'}: line 1: byte 0xe5 at offset 20" in message


def test_a_file_that_is_gone_when_its_turn_comes_fails_alone(tmp_path: Path) -> None:
    source = inbox(tmp_path, 2)
    tasks = [
        batch.Task(str(source / name), str(tmp_path / "out" / name))
        for name in ("sak0.txt", "gone.txt", "sak1.txt")
    ]
    with Report({}, {}, fail_on=None) as report:
        batch.run(tasks, FakeEngine(), report, Silent())
    assert (report.counts.articles, report.counts.failed) == (3, 1)
    assert sorted(tree(tmp_path / "out")) == ["sak0.txt", "sak1.txt"]


def test_an_output_that_cannot_be_written_fails_its_article_alone(tmp_path: Path) -> None:
    source, out = inbox(tmp_path, 3), tmp_path / "out"
    (out / "sak1.txt").mkdir(parents=True)
    assert translate(source, out, FakeEngine()) == 3
    assert sorted(tree(out)) == ["sak0.txt", "sak2.txt"]


def test_the_size_of_windows_and_chunks_does_not_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, report = inbox(tmp_path), tmp_path / "r.json"
    translate(source, tmp_path / "out", FakeEngine(), report=report)
    expected = tree(tmp_path / "out"), report.read_bytes()
    for first, largest, chunk in ((1, 1, 1), (2, 4, 2), (4, 8, 3)):
        monkeypatch.setattr(batch, "FIRST_WINDOW", first)
        monkeypatch.setattr(batch, "LARGEST_WINDOW", largest)
        monkeypatch.setattr(batch, "CHUNK", chunk)
        translate(source, tmp_path / "out", FakeEngine(), report=report)
        assert (tree(tmp_path / "out"), report.read_bytes()) == expected


def test_what_two_articles_share_is_asked_for_once(tmp_path: Path) -> None:
    engine = FakeEngine()
    translate(inbox(tmp_path), tmp_path / "out", engine)
    assert len(engine.asked) == len(set(engine.asked))
    assert engine.asked.count("Regn i vest") == 1


def test_progress_is_told_of_every_sentence_and_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "CHUNK", 4)
    source = inbox(tmp_path)
    (source / "sak3.txt").write_bytes(b"\x00")
    tasks = [batch.Task(str(p), str(tmp_path / "out" / p.name)) for p in sorted(source.iterdir())]
    engine, progress = FakeEngine(), Counting()
    with Report({}, {}, fail_on=None) as report:
        batch.run(tasks, engine, report, progress)
    assert progress.articles == 7
    assert sum(progress.sentence_counts) == len(engine.asked)
    assert max(progress.sentence_counts) == 4


def articles_alive() -> int:
    # Not isinstance: that wakes objects of other packages which answer for their class themselves.
    return sum(type(o) is Article for o in gc.get_objects())


def test_no_article_is_kept_when_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "FIRST_WINDOW", 6)
    monkeypatch.setattr(batch, "LARGEST_WINDOW", 6)
    source = inbox(tmp_path, 60)
    alive: list[int] = []

    class Watching(Silent):
        done = 0

        def article(self) -> None:
            self.done += 1
            if self.done % 13 == 0:
                gc.collect()
                alive.append(articles_alive())

    tasks = [batch.Task(str(p), str(tmp_path / "out" / p.name)) for p in sorted(source.iterdir())]
    gc.collect()
    before = articles_alive()
    with Report({}, {}, fail_on=None, json_path=tmp_path / "r.json") as report:
        batch.run(tasks, FakeEngine(), report, Watching())
        report.finish()
    # Three windows of two articles are in work: read ahead, with the engine, and being written.
    assert max(alive) - before <= 9
    gc.collect()
    assert articles_alive() == before


def test_findings_at_the_limit_make_the_exit_code_1(tmp_path: Path) -> None:
    """English that is far too long is a warning, and none at all is an error."""
    story = tmp_path / "a.txt"
    story.write_text("elva stiger fort mens vi venter på regn og vind\n", encoding="utf-8")
    long = " ".join(chr(a) + chr(b) for a in range(97, 107) for b in range(97, 107))
    request = Request((str(story),), tmp_path / "out", quiet=True)
    for words, codes in (
        ({"elva": long}, {"error": 0, "warning": 1, "never": 0}),
        (dict.fromkeys(story.read_text("utf-8").split(), ""), {"error": 1}),
    ):
        for fail_on, code in codes.items():
            engine = FakeEngine(words=words)
            assert run.translate(request, Settings(fail_on=fail_on), engine) == code


def test_an_interrupted_run_keeps_what_is_done_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(batch, "FIRST_WINDOW", 3)
    source, out, report = inbox(tmp_path), tmp_path / "out", tmp_path / "r.json"
    assert translate(source, out, Interrupting(), report=report) == 130
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["exit_code"] == 130
    assert [Path(a["target"]).name for a in found["articles"]] == sorted(tree(out)) != []
    assert "Stopped early. 1 article translated" in capsys.readouterr().err


def test_stdin_goes_to_stdout_and_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for out in (None, Path("-"), tmp_path / "story.en.txt"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Det snør.\n".encode())))
        assert translate(Path("-"), out, FakeEngine()) == 0
    assert capsysbinary.readouterr().out == "DET SNØR.\n".encode() * 2
    assert (tmp_path / "story.en.txt").read_text(encoding="utf-8") == "DET SNØR.\n"
    assert not Path("-").exists()


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "cp1252"])
def test_an_article_cannot_steer_the_terminal(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """And comes out as the terminal reads it, in UTF-8; a file gets the very bytes."""
    text = "Blåbær\r\n\tog\x1b[31m rødt\x07\rvin\n"
    for kind, expected in (
        (Terminal, "Blåbær\r\n\tog�[31m rødt��vin\n".encode()),
        (io.TextIOWrapper, text.encode(encoding)),
    ):
        data = io.BytesIO()
        monkeypatch.setattr("sys.stdout", kind(data, encoding="utf-8"))
        batch.to_stdout(text.encode(encoding), encoding)
        assert data.getvalue() == expected


def test_a_reader_that_goes_away_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in `nordwire translate story.txt --report r.json | head -1`: the report is written."""
    reading, writing = os.pipe()
    os.close(reading)
    report = tmp_path / "r.json"
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr("sys.stdout", pipe)
        assert translate(inbox(tmp_path, 1), None, FakeEngine(), report=report) == 0
    assert json.loads(report.read_text(encoding="utf-8"))["counts"]["failed"] == 0


@pytest.fixture(scope="module")
def together(ct2_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The embedded model's English of every example and a seventh article, in one batch."""
    folder = tmp_path_factory.mktemp("together")
    (folder / "seventh.txt").write_text(SHORT.format(n=1007), encoding="utf-8")
    translate([*EXAMPLES, folder / "seventh.txt"], folder / "out", ct2_engine)
    return tree(folder / "out")


def test_neighbours_do_not_change_an_article(
    together: dict[str, bytes], ct2_engine: Engine, tmp_path: Path
) -> None:
    alone = EXAMPLES[0], EXAMPLES[-1]
    for path in alone:
        translate(path, tmp_path, ct2_engine)
        assert (tmp_path / path.name).read_bytes() == together[path.name]


@pytest.mark.parametrize("threads", [1, 2])
def test_order_and_threads_do_not_change_an_article(
    together: dict[str, bytes], tmp_path: Path, threads: int
) -> None:
    engine = registry.load("nb-en", threads=threads)
    translate(EXAMPLES[::-1] if threads == 2 else EXAMPLES, tmp_path, engine)
    assert tree(tmp_path) == {p.name: together[p.name] for p in EXAMPLES}


def test_an_interrupt_while_writing_waits_until_the_report_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an article would lie in the folder of which the report says nothing."""
    write_atomic = batch.files.write_atomic

    def interrupted(path: Path, data: bytes) -> None:
        signal.raise_signal(signal.SIGINT)
        write_atomic(path, data)

    monkeypatch.setattr(batch.files, "write_atomic", interrupted)
    out, report = tmp_path / "out", tmp_path / "r.json"
    assert translate(inbox(tmp_path, 3), out, FakeEngine(), report=report) == 130
    articles = json.loads(report.read_text(encoding="utf-8"))["articles"]
    assert [Path(a["target"]).name for a in articles] == sorted(tree(out)) == ["sak0.txt"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
