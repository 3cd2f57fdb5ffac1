"""The command as it is typed: exit codes, what stands on stdout and stderr, and what is refused."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from models import registry
from models.engine import Engine
from models.fake import FakeEngine
from pipeline import cli, run

ROOT = Path(__file__).parents[2]
EMBEDDED = ROOT / "models" / "nb-en"
SCHEMA = json.loads((ROOT / "pipeline" / "report.schema.json").read_text(encoding="utf-8"))
# These make typer and rich take a pipe for a terminal.
TERMINALS = ("GITHUB_ACTIONS", "FORCE_COLOR", "PY_COLORS", "NO_COLOR", "TERMINAL_WIDTH", "COLUMNS")


class Result(NamedTuple):
    code: int
    out: bytes
    err: str


Nordwire = Callable[..., Result]


@pytest.fixture
def nordwire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Nordwire:
    """Runs the command in this process, in an empty folder, with the bytes on its stdin."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["nordwire", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as leaving:
            cli.main()
        out, err = capsysbinary.readouterr()
        return Result(int(leaving.value.code or 0), out, err.decode("utf-8"))

    return call


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """Stands in for whatever engine the settings name."""
    engine = FakeEngine(fail_on="Skjær")
    monkeypatch.setattr(run, "load_engine", lambda settings: engine)
    return engine


def process(
    folder: Path, *arguments: str, stdin: bytes = b"", python: tuple[str, ...] = (), **env: str
) -> Result:
    """Runs the command in a process of its own."""
    done = subprocess.run(
        [sys.executable, *python, "-m", "pipeline", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env=environment(**env),
    )
    return Result(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in TERMINALS}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def inbox(folder: Path, *names: str) -> None:
    for name in names or ("a.txt", "b.txt", "utenriks/c.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Regn i vest\n\nDet regner, melder {path.stem}.\n", encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and not p.is_symlink()
    }


# --- where the English goes -------------------------------------------------------------------


def test_one_article_goes_to_stdout_and_the_summary_to_stderr(
    nordwire: Nordwire, fake: FakeEngine
) -> None:
    inbox(Path(), "a.txt")
    for out in ((), ("-o", "-")):
        code, stdout, stderr = nordwire("translate", "a.txt", "--fail-on", "never", *out)
        assert (code, stdout) == (0, b"REGN I VEST\n\nDET REGNER, MELDER A.\n")
        assert stderr.startswith("1 article translated")
    assert sorted(tree(Path())) == ["a.txt"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["inn"], ["a.txt", "b.txt", "utenriks/c.txt"]),
        (["inn/*.txt"], ["a.txt", "b.txt"]),
        (["inn/**/*.txt"], ["a.txt", "b.txt", "utenriks/c.txt"]),
        (["inn/[b-z]*", "inn/a.txt"], ["a.txt", "b.txt", "utenriks/c.txt"]),
        (["inn/a.txt", "inn/utenriks"], ["a.txt", "c.txt"]),
        (["inn/a.txt", "inn/a.txt"], ["a.txt"]),
    ],
)
def test_files_folders_and_globs_are_mirrored(
    nordwire: Nordwire, fake: FakeEngine, arguments: list[str], expected: list[str]
) -> None:
    inbox(Path("inn"))
    before = tree(Path("inn"))
    code, stdout, _ = nordwire("translate", *arguments, "-o", "ut", "--fail-on", "never")
    assert (code, stdout) == (0, b"")
    assert sorted(tree(Path("ut"))) == expected
    assert tree(Path("inn")) == before


def test_an_output_folder_inside_the_input_is_no_input_the_next_time(
    nordwire: Nordwire, fake: FakeEngine
) -> None:
    inbox(Path("inn"))
    for _ in range(2):
        assert nordwire("translate", "inn", "-o", "inn/ut", "--fail-on", "never").code == 0
    assert sorted(tree(Path("inn/ut"))) == ["a.txt", "b.txt", "utenriks/c.txt"]


LAYOUTS = [
    "\ufeffRegn i vest\r\n\r\n   Det regner på øya.  Det blåser.\t\r\n\r\n\r\n".encode(),
    "Regn i vest\r\n\r\n\tPå øya «regner» det.".encode("latin-1"),
    "\ufeffRegn på øya\n\n  Det blåser.\n".encode("utf-16-le"),
    b"\n\n\n",
    b"",
]


@pytest.mark.parametrize("data", LAYOUTS)
def test_layout_and_encoding_pass_from_stdin_to_stdout(
    nordwire: Nordwire, fake: FakeEngine, data: bytes
) -> None:
    encoding = "utf-16-le" if b"\x00" in data else "cp1252" if b"\xf8" in data else "utf-8"
    code, out, _ = nordwire("translate", "-", "--fail-on", "never", stdin=data)
    spaces = re.compile(r"\s+|\ufeff")
    before, after = data.decode(encoding), out.decode(encoding)
    assert code == 0
    assert spaces.findall(after) == spaces.findall(before)
    assert spaces.split(after)[0] == spaces.split(before)[0].upper()
    assert len(after.split()) == len(before.split())


def test_stdin_may_go_to_a_file(nordwire: Nordwire, fake: FakeEngine) -> None:
    assert nordwire("translate", "-", "-o", "ut/x.txt", stdin=b"Regn.\n").out == b""
    assert Path("ut/x.txt").read_bytes() == b"REGN.\n"


# --- exit codes -------------------------------------------------------------------------------


def test_findings_make_it_1(nordwire: Nordwire, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = FakeEngine(words={"Regn": "", "i": "", "vest": ""})
    monkeypatch.setattr(run, "load_engine", lambda settings: nothing)
    Path("a.txt").write_text("Regn i vest\n", encoding="utf-8")
    assert nordwire("translate", "a.txt", "-o", "ut").code == 1
    assert nordwire("translate", "a.txt", "-o", "ut", "--fail-on", "never").code == 0


USAGE = [
    # (arguments, what stderr must say)
    (["translate"], "Missing argument"),
    (["translate", "a.txt", "--colour"], "No such option"),
    (["translate", "a.txt", "--beam", "four"], "--beam"),
    (["translate", "a.txt", "--beam", "0"], "--beam: 0 is not between 1 and 32"),
    (["translate", "a.txt", "--engine", "cuda"], "cuda"),
    (["translate", "a.txt", "--fail-on", "info"], "info"),
    (["translate", "none.txt"], "none.txt: no such file or folder"),
    (["translate", "*.doc", "-o", "ut"], "*.doc: no article here"),
    (["translate", "empty", "-o", "ut"], "empty: no article here"),
    (["translate", "a.pdf"], "a.pdf: not a known format"),
    (["translate", "a.txt", "b.txt"], "2 articles need a folder to go to: add --out"),
    (["translate", "inn"], "3 articles need a folder"),
    (["translate", "-", "a.txt"], "- (stdin) stands alone"),
    (["translate", "-", "-o", "empty"], "empty: this is a folder, and stdin has no name"),
    (["translate", "a.txt", "-o", "a.txt"], "one of the articles"),
    (["translate", "inn", "-o", "inn"], "one of the articles"),
    (["translate", "inn", "-o", "link"], "one of the articles"),
    (["translate", "inn/a.txt", "a.txt", "-o", "ut"], "would both go to"),
    (["translate", "inn", "-o", "b.txt"], "b.txt: this is a file"),
    (["translate", "inn", "-o", "ut", "--report", "inn/a.txt"], "an article has this name"),
    (["translate", "inn", "-o", "ut", "--html", "link/b.txt"], "an article has this name"),
    (["translate", "inn", "-o", "ut", "--report", "ut/a.txt"], "an article has this name"),
    (["translate", "inn", "-o", "ut", "--report", "empty"], "is a folder"),
    (["translate", "inn", "-o", "ut", "--report", "r", "--html", "r"], "both reports in one"),
    (["translate", "a.txt", "--json"], "say where the English goes with --out"),
    (["translate", "-", "-o", "-", "--json"], "say where the English goes with --out"),
    (["translate", "a.txt", "--config", "none.toml"], "none.toml: no such settings file"),
    (["model", "eval", "none.tsv"], "none.tsv: cannot be read"),
    (["model", "eval", "a.txt"], "a.txt:1: needs Norwegian TAB English, found no tab"),
    (["model", "eval", "pairs.tsv", "--limit", "0"], "--limit"),
    (["translat"], "No such command"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE, ids=lambda v: " ".join(v)[:60])
def test_mistakes_of_usage_make_it_2_and_nothing_is_done(
    nordwire: Nordwire, fake: FakeEngine, arguments: list[str], message: str
) -> None:
    inbox(Path("inn"))
    inbox(Path(), "a.txt", "b.txt", "a.pdf")
    Path("empty").mkdir()
    Path("link").symlink_to("inn")
    Path("pairs.tsv").write_text("Hei.\tHello.\n", encoding="utf-8")
    before = tree(Path())
    code, out, err = nordwire(*arguments)
    shown = re.sub(r"[\s│]+", " ", re.sub(r"\x1b\[[\d;]*m", "", err))
    assert (code, out) == (2, b"")
    assert message in shown
    assert "Traceback" not in err
    assert tree(Path()) == before
    assert fake.asked == []


def test_a_misspelt_setting_is_refused_by_name(
    nordwire: Nordwire, fake: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox(Path(), "a.txt")
    Path("nordwire.toml").write_text("beem = 4\n", encoding="utf-8")
    code, _, err = nordwire("translate", "a.txt")
    assert code == 2
    assert "nordwire.toml: unknown setting 'beem'; did you mean 'beam'?" in err
    Path("nordwire.toml").unlink()
    monkeypatch.setenv("NORDWIRE_ENGIN", "ct2")
    code, _, err = nordwire("translate", "a.txt")
    assert code == 2
    assert "NORDWIRE_ENGIN" in err
    assert "did you mean 'engine'?" in err


def test_flags_win_over_the_environment_and_that_over_the_file(
    nordwire: Nordwire, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def load(settings: Any) -> FakeEngine:
        seen.append(settings.beam)
        return FakeEngine()

    monkeypatch.setattr(run, "load_engine", load)
    inbox(Path(), "a.txt")
    nordwire("translate", "a.txt")
    Path("nordwire.toml").write_text("beam = 2\n", encoding="utf-8")
    nordwire("translate", "a.txt")
    monkeypatch.setenv("NORDWIRE_BEAM", "3")
    nordwire("translate", "a.txt")
    nordwire("translate", "a.txt", "--beam", "5")
    Path("other.toml").write_text("beam = 6\n", encoding="utf-8")
    monkeypatch.delenv("NORDWIRE_BEAM")
    nordwire("translate", "a.txt", "--config", "other.toml")
    assert seen == [4, 2, 3, 5, 6]


def test_articles_that_fail_make_it_3_and_the_others_are_done(
    nordwire: Nordwire, fake: FakeEngine
) -> None:
    inbox(Path("inn"))
    Path("inn/d.txt").write_bytes("Blåbær på ".encode() + b"\xe5sen\n")
    Path("inn/e.txt").write_text("Skjær i sjøen.\n", encoding="utf-8")
    code, out, err = nordwire("translate", "inn", "-o", "ut", "--fail-on", "never")
    assert (code, out) == (3, b"")
    assert sorted(tree(Path("ut"))) == ["a.txt", "b.txt", "utenriks/c.txt"]
    assert "3 articles translated" in err
    assert "Failed: inn/d.txt: line 1: byte 0xe5 at offset 13 is not UTF-8" in err
    assert "Failed: inn/e.txt: the fake engine fails" in err


def test_models_that_cannot_be_used_make_it_4(nordwire: Nordwire, tmp_path: Path) -> None:
    inbox(Path(), "a.txt")
    damaged = Path(shutil.copytree(EMBEDDED, tmp_path / "damaged"))
    with (damaged / "model.safetensors").open("r+b") as weights:
        weights.truncate(100_000)
    for name, message in (
        ("damaged", str(damaged.name)),
        ("nb-ne", "not an embedded model (nb-en)"),
        ("empty", "not an embedded model"),
    ):
        for arguments in (("translate", "a.txt", "--model", name), ("model", "info", name)):
            code, out, err = nordwire(*arguments)
            assert (code, out) == (4, b"")
            assert err.startswith("Error: model ")
            assert message in err
            assert "Traceback" not in err


def test_a_hub_model_without_a_network_makes_it_4(tmp_path: Path) -> None:
    inbox(tmp_path, "a.txt")
    offline = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "hub")}
    result = process(tmp_path, "translate", "a.txt", "-m", "nobody/nothing-nb-en", **offline)
    assert (result.code, result.out) == (4, b"")
    assert "'nobody/nothing-nb-en': not in the local hub cache" in result.err
    assert "Traceback" not in result.err


# --- what is said, and where ------------------------------------------------------------------


def test_quiet_says_nothing_but_what_failed(nordwire: Nordwire, fake: FakeEngine) -> None:
    inbox(Path("inn"))
    assert nordwire("translate", "inn", "-o", "ut", "-q", "--fail-on", "never") == (0, b"", "")
    Path("inn/e.txt").write_text("Skjær i sjøen.\n", encoding="utf-8")
    code, _, err = nordwire("translate", "inn", "-o", "ut", "--quiet", "--fail-on", "never")
    assert code == 3
    assert err == "Failed: inn/e.txt: the fake engine fails on 'Skjær'\n"


def test_json_puts_the_report_on_stdout(nordwire: Nordwire, fake: FakeEngine) -> None:
    inbox(Path("inn"))
    code, out, err = nordwire("translate", "inn", "-o", "ut", "--json", "--fail-on", "never")
    found = json.loads(out)
    jsonschema.validate(found, SCHEMA)
    assert (code, found["exit_code"], found["counts"]["articles"]) == (0, 0, 3)
    assert err.startswith("3 articles translated")
    assert sorted(tree(Path())) == [
        *("inn/a.txt", "inn/b.txt", "inn/utenriks/c.txt"),
        *("ut/a.txt", "ut/b.txt", "ut/utenriks/c.txt"),
    ]
    both = nordwire(
        *("translate", "inn", "-o", "ut", "--json", "--report", "r.json", "--fail-on", "never")
    )
    assert Path("r.json").read_bytes() == both.out == out


def test_reports_are_named_on_stderr_and_equal_runs_give_equal_bytes(
    nordwire: Nordwire, fake: FakeEngine
) -> None:
    inbox(Path("inn"))
    seen = []
    for _ in range(2):
        arguments = ("-o", "ut", "--report", "r/r.json", "--html", "r/r.html", "--fail-on", "never")
        _, out, err = nordwire("translate", "inn", *arguments)
        seen.append((out, tree(Path())))
    assert seen[0] == seen[1]
    assert out == b""
    assert err.endswith("Report: r/r.json\nReport: r/r.html\n")
    jsonschema.validate(json.loads(Path("r/r.json").read_bytes()), SCHEMA)


def test_an_error_cannot_steer_the_terminal(nordwire: Nordwire) -> None:
    err = nordwire("translate", "\x1b[31mrød\x07.txt").err
    assert "\x1b" not in err
    assert "\x07" not in err
    assert "rød" in err


# --- the real command in a process of its own -------------------------------------------------


def test_a_filter_with_a_warm_cache_is_whole_and_never_imports_torch(
    tmp_path: Path, ct2_engine: Engine
) -> None:
    text = "\ufeffRegn på Vestlandet\r\n\r\n  Det regner i Oslo.\r\n\r\nFoto: Kari Vik\r\n"
    result = process(tmp_path, "translate", "-", stdin=text.encode(), python=("-X", "importtime"))
    imported = {
        line.rpartition("|")[2].strip().partition(".")[0] for line in result.err.splitlines()
    }
    assert result.code in (0, 1)
    assert "ctranslate2" in imported
    assert not imported & {"torch", "transformers", "huggingface_hub", "sacrebleu", "rich"}
    lines = result.out.decode("utf-8").split("\r\n")
    assert lines[0].startswith("\ufeff")
    assert lines[1::2] == ["", "", ""]
    assert lines[2].startswith("  ")
    assert "Oslo" in lines[2]
    assert lines[4] == "Photo: Kari Vik"


def test_help_is_quick_to_import_plain_in_a_pipe_and_shows_examples(tmp_path: Path) -> None:
    result = process(tmp_path, "translate", "--help", python=("-X", "importtime"), COLUMNS="100")
    imported = {line.rpartition("|")[2].strip() for line in result.err.splitlines()}
    heavy = {"numpy", "torch", "transformers", "ctranslate2", "sentencepiece", "huggingface_hub"}
    assert not imported & heavy
    text = result.out.decode("utf-8")
    assert "\x1b" not in text
    assert "nordwire translate inbox/ -o english/" in text


def test_an_unknown_option_makes_it_2_without_a_traceback_or_colour(tmp_path: Path) -> None:
    result = process(tmp_path, "translate", "a.txt", "--colour")
    assert (result.code, result.out) == (2, b"")
    assert "--colour" in result.err
    assert "\x1b" not in result.err


def on_terminal(folder: Path, *arguments: str, **env: str) -> bytes:
    """What the command writes where stdout and stderr are a terminal."""
    leader, follower = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
        env=environment(TERM="xterm-256color", COLUMNS="100", **env),
    )
    os.close(follower)
    seen = b""
    # Linux says EIO when the last writer has gone.
    with os.fdopen(leader, "rb", buffering=0) as screen, contextlib.suppress(OSError):
        while piece := screen.read(4096):
            seen += piece
    running.wait(timeout=60)
    return seen


COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|9[0-7])(?:;\d+)*m")


def test_errors_are_red_on_a_terminal_unless_no_color_is_set(tmp_path: Path) -> None:
    assert COLOUR.search(on_terminal(tmp_path, "translate", "none.txt"))
    plain = on_terminal(tmp_path, "translate", "none.txt", NO_COLOR="1")
    assert b"none.txt: no such file" in plain
    assert b"\x1b" not in plain


def test_help_has_no_colours_where_none_are_wanted(tmp_path: Path) -> None:
    assert not COLOUR.search(on_terminal(tmp_path, "--help", NO_COLOR="1"))


def test_a_terminal_sees_progress_and_then_the_summary(tmp_path: Path, ct2_engine: Engine) -> None:
    inbox(tmp_path / "inn")
    screen = on_terminal(tmp_path, "translate", "inn", "-o", "ut").decode("utf-8")
    assert "articles" in screen
    assert re.search(r"3/3|sentences/s", screen)
    assert "3 articles translated" in screen
    assert "articles" not in on_terminal(tmp_path, "translate", "inn", "-o", "ut", "-q").decode()


# --- the other commands -----------------------------------------------------------------------


def test_version(nordwire: Nordwire) -> None:
    code, out, _ = nordwire("--version")
    assert code == 0
    assert re.fullmatch(r"nordwire \d+\.\d+\.\d+\n", out.decode())


def test_completion_can_be_shown_and_completes(tmp_path: Path) -> None:
    result = process(tmp_path, "--help", COLUMNS="100")
    assert b"--install-completion" in result.out
    assert b"--show-completion" in result.out
    words = {"_NORDWIRE_COMPLETE": "complete_bash", "COMP_WORDS": "nordwire tr", "COMP_CWORD": "1"}
    code = "from pipeline import cli; cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.argv = ['nordwire']; {code}"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env=environment(**words),
    )
    assert done.stdout.split() == [b"translate"]


def test_model_list_info_and_convert(nordwire: Nordwire, ct2_engine: Engine) -> None:
    listed = json.loads(nordwire("model", "list", "--json").out)
    assert Path(listed["nb-en"]) == EMBEDDED
    info = json.loads(nordwire("model", "info", "--json").out)
    assert info["digest"] == registry.find("nb-en").digest
    assert info["longest source"].endswith(" tokens")
    converted = json.loads(nordwire("model", "convert", "--json").out)["converted"]
    assert (Path(converted) / "model.bin").is_file()
    assert any(converted in line for line in listed["converted"])
    for command in ("list", "info", "convert"):
        code, out, err = nordwire("model", command)
        assert (code, err) == (0, "")
        assert "nb-en" in out.decode("utf-8")


def test_model_eval_scores_a_file_of_pairs(nordwire: Nordwire, ct2_engine: Engine) -> None:
    lines = ["Oslo er hovedstaden i Norge.\tOslo is the capital of Norway.", "Nei.\tNo.", "x"]
    Path("par.tsv").write_text("\n".join(lines), encoding="utf-8-sig")
    code, out, _ = nordwire("model", "eval", "par.tsv", "--limit", "2", "--json")
    (score,) = json.loads(out)
    assert (code, score["file"], score["pairs"]) == (0, "par.tsv", 2)
    assert 30 < score["chrf"] <= 100
    assert "version:2" in score["chrf_signature"]
    code, out, _ = nordwire("model", "eval", "par.tsv", "--limit", "1")
    assert code == 0
    assert re.search(r"par\.tsv +1 +\d+\.\d +\d+\.\d +\d\.\d\d\nBLEU ", out.decode("utf-8"))


def test_doctor_in_words_and_as_json(nordwire: Nordwire, torch_engine: Engine) -> None:
    code, out, _ = nordwire("doctor", "--json")
    facts = json.loads(out)
    assert code == 0
    assert [line.partition(",")[0] for line in facts["self-test"]] == [
        "ct2: passed",
        "torch: passed",
    ]
    assert [Path(line.partition(": ")[2]) for line in facts["imported from"]] == [
        ROOT / "pipeline",
        ROOT / "models",
        ROOT / "glossary",
    ]
    assert facts["cache"] == os.environ["NORDWIRE_CACHE"]


def test_a_sick_doctor_makes_it_4(nordwire: Nordwire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.EMBEDDED, "nb-en", Path("nowhere"))
    code, out, _ = nordwire("doctor")
    assert code == 4
    assert re.search(r"self-test +ct2: FAILED, .*nowhere", out.decode("utf-8"))
