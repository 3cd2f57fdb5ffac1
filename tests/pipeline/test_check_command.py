"""`nordwire check`, as it is called: what it finds, where, its exit codes, what it never loads."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from models.fake import FakeEngine
from pipeline import check, cli, run
from pipeline.accept import load as load_accepted
from pipeline.article import Origin
from pipeline.documents import plain, read_article
from pipeline.errors import UsageError
from pipeline.formats import FORMATS
from pipeline.newsroom.style import Style
from pipeline.run import Request
from pipeline.settings import Settings
from pipeline.settings import load as load_settings

ROOT = Path(__file__).parents[2]
STORM = ROOT / "examples" / "storm.txt"
STORM_EN = ROOT / "tests" / "cases" / "pairs" / "storm.en.txt"
CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")

NORWEGIAN = "Regn i vest\n\nElva steg 40 centimeter. Ingen ble skadd.\n\nBrua i Dal er stengt.\n"
RIGHT = (
    "Rain in the west\n\nThe river rose 40 centimeters. No one was hurt.\n\n"
    "The bridge in Dal is closed.\n"
)
WRONG = RIGHT.replace("40", "14")


def pair(folder: Path, english: str = WRONG, name: str = "sak.txt") -> tuple[str, str]:
    """Paths of a Norwegian article and its English, in folders with the same tree."""
    paths = folder / "no" / name, folder / "en" / name
    for path, text in zip(paths, (NORWEGIAN, english), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def invoke(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, stdout and stderr."""
    result = CliRunner().invoke(cli.app, ["check", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_a_good_translation_raises_no_alarm() -> None:
    assert invoke(STORM, STORM_EN)[:2] == (0, "")


def test_a_wrong_number_is_told_at_its_place(tmp_path: Path) -> None:
    source, target = pair(tmp_path)
    code, out, err = invoke(source, target)
    assert code == 1
    assert f"{source}:3:11: error: “40” is not in the English [numbers]\n" in out
    assert err.startswith("1 article checked, 1 needs a look.")


def test_a_lost_paragraph_is_named(tmp_path: Path) -> None:
    source, target = pair(tmp_path, RIGHT.rpartition("\nThe bridge")[0])
    code, out, _ = invoke(source, target)
    assert code == 1
    assert out == (
        f"{source}:5:1: error: this paragraph has no counterpart in the English [missing]\n"
    )


def test_a_paragraph_too_many_is_named(tmp_path: Path) -> None:
    source, target = pair(tmp_path, RIGHT + "\nRead our live blog.\n")
    code, out, _ = invoke(source, target, "--fail-on", "warning")
    assert code == 1
    assert "line 7 of the English has no counterpart: “Read our live blog.” [extra]" in out
    log = json.loads(invoke(source, target, "--format", "sarif")[1])
    (result,) = log["runs"][0]["results"]
    related = result["relatedLocations"][0]["physicalLocation"]
    assert related["region"]["startLine"] == 7
    assert related["artifactLocation"]["uri"] == Path(target).as_uri()


def test_sentences_that_became_one_are_checked_as_a_paragraph(tmp_path: Path) -> None:
    joined = RIGHT.replace("centimeters. No", "centimeters, but no")
    assert invoke(*pair(tmp_path, joined))[:2] == (0, "")
    assert invoke(*pair(tmp_path, joined.replace("40", "50")))[0] == 1


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("never", 0)])
def test_fail_on_decides(tmp_path: Path, fail_on: str, code: int) -> None:
    assert invoke(*pair(tmp_path), "--fail-on", fail_on)[0] == code


def test_folders_are_checked_file_by_file(tmp_path: Path) -> None:
    pair(tmp_path, RIGHT)
    pair(tmp_path, WRONG, "sport/kamp.txt")
    pair(tmp_path, RIGHT, "gone.txt")
    (tmp_path / "en" / "gone.txt").unlink()
    (tmp_path / "en" / "alone.txt").write_text("Alone", encoding="utf-8")
    code, out, err = invoke(tmp_path / "no", tmp_path / "en")
    assert code == 3
    assert {line.partition(":")[0] for line in out.splitlines()} == {
        str(tmp_path / "no" / "sport" / "kamp.txt")
    }
    assert err.startswith("2 articles checked, 1 needs a look, 2 failed.")
    assert "en/alone.txt: has no Norwegian article of this name" in err
    assert "gone.txt: cannot be read" in err


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (("-", "en/sak.txt"), "stdin"),
        (("no/sok.txt", "en/sak.txt"), "no such file or folder"),
        (("no", "en/sak.txt"), "name two files, or two folders"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: tuple[str, str], message: str
) -> None:
    pair(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=message):
        check.check(Request(paths), Settings())


def test_line_ends_of_wrapped_english_are_spaces_to_the_checks() -> None:
    """Wrapped, the sentence that stands twice is not the same to the letter."""
    norwegian = "Elva steg fort i hele natt i Fjordbygda, og mange hus sto i vann da naboene kom.\n"
    english = (
        "The river rose fast all night in the small village, then\n"
        "the boats came in to the quay. The river rose fast all\n"
        "night in the small village, then the boats came in to the\n"
        "quay.\n"
    )
    source, target = (plain.read(t.encode(), "a.txt") for t in (norwegian, english))
    assert len([b for b in target.blocks if b.text]) == 1
    article = check.check_articles(source, target).article
    found = [f.message for b in article.blocks for s in b.segments for f in s.findings]
    assert any(re.search(r"says “the river rose fast all night.* 2 times", m) for m in found)


def test_an_article_is_never_taken_for_a_report(tmp_path: Path) -> None:
    source, target = pair(tmp_path)
    for path in (source, target):
        with pytest.raises(UsageError, match="an article has this name"):
            check.check(Request((source, target), report=Path(path)), Settings())
    assert Path(source).read_text("utf-8") == NORWEGIAN
    assert Path(target).read_text("utf-8") == WRONG


def test_stdout_is_for_one_thing(tmp_path: Path) -> None:
    source, target = pair(tmp_path)
    both = Request((source, target), json_to_stdout=True, format="sarif")
    with pytest.raises(UsageError, match="--json and --format"):
        check.check(both, Settings())
    with pytest.raises(UsageError, match="--format writes findings to stdout"):
        run.translate(Request((source,), format="github"), Settings(), FakeEngine())


def test_the_json_report_says_whose_english_it_is(tmp_path: Path) -> None:
    code, out, _ = invoke(*pair(tmp_path), "--json")
    report = json.loads(out)
    assert report["exit_code"] == code == 1
    assert report["counts"]["origins"] == {"model": 0, "rule": 0, "kept": 0, "given": 4}
    assert "engine" not in report["signature"]
    page = tmp_path / "r.html"
    invoke(*pair(tmp_path), "--html", page)
    assert "1 article checked" in page.read_text("utf-8")


def test_every_format_goes_to_stdout_alone(tmp_path: Path) -> None:
    source, target = pair(tmp_path)
    for name in FORMATS:
        code, out, _ = invoke(source, target, "--format", name)
        assert code == 1
        assert out
        assert "articles" not in out.splitlines()[0]
    assert json.loads(invoke(source, target, "--format", "sarif")[1])["version"] == "2.1.0"
    assert ET.fromstring(invoke(source, target, "--format", "junit")[1]).get("failures") == "1"
    assert invoke(source, target, "--format", "github")[1].startswith("::error file=")


def test_translate_gives_findings_in_a_format_beside_its_english(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    source, _ = pair(tmp_path)
    request = Request((source,), tmp_path / "ut", quiet=True, format="github")
    code = run.translate(request, Settings(), FakeEngine(words={"40": "41"}))
    out = capfdbinary.readouterr().out.decode()
    assert code == 1
    assert re.search(r"^::error file=.*sak\.txt,line=3,", out, re.MULTILINE)
    assert (tmp_path / "ut" / "sak.txt").is_file()


def accepted(folder: Path, source: str = "Elva steg") -> Path:
    file = folder / "accepted.toml"
    entry = f'[[accept]]\ncheck = "numbers"\nsource = "{source}"\nreason = "gauge moved"\n'
    file.write_text(entry, encoding="utf-8")
    return file


def test_an_accepted_finding_is_a_note_with_its_reason(tmp_path: Path) -> None:
    source, target = pair(tmp_path)
    code, out, err = invoke(source, target, "--suppressions", accepted(tmp_path))
    assert code == 0
    assert "info: Accepted: gauge moved (“40” is not in the English) [numbers]" in out
    assert "Warning" not in err


def test_an_accepted_finding_that_is_gone_is_told(tmp_path: Path) -> None:
    source, target = pair(tmp_path)
    file = accepted(tmp_path, "Elva sank")
    code, _, err = invoke(source, target, "--suppressions", file)
    assert code == 1
    told = f"{file}: entry 1 no longer applies: numbers finds nothing there; remove it"
    assert f"Warning: {told}" in err
    report = json.loads(invoke(source, target, "--json", "--suppressions", file)[1])
    assert report["warnings"] == [told]
    assert (
        "::warning title=Nordwire::"
        in invoke(source, target, "--format", "github", "--suppressions", file)[1]
    )


def test_the_settings_file_grades_checks_and_names_the_file_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = pair(tmp_path)
    accepted(tmp_path, "Elva sank")
    settings = tmp_path / "nordwire.toml"
    monkeypatch.chdir(tmp_path / "no")
    settings.write_text('[checks]\nnumbers = "warning"\n', encoding="utf-8")
    assert invoke(source, target)[0] == 0
    settings.write_text('[checks]\nnumbers = "off"\n', encoding="utf-8")
    assert invoke(source, target)[:2] == (0, "")
    settings.write_text('suppressions = "accepted.toml"\n', encoding="utf-8")
    assert "accepted.toml: entry 1" in invoke(source, target)[2]


def test_no_model_package_is_loaded(tmp_path: Path) -> None:
    source, target = pair(tmp_path)
    code = (
        "import sys; from pipeline import check; from pipeline.run import Request;"
        "from pipeline.settings import Settings;"
        "code = check.check(Request(tuple(sys.argv[1:]), format='sarif'), Settings());"
        "heavy = {'torch', 'ctranslate2', 'numpy', 'transformers', 'sentencepiece'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, source, target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["runs"][0]["results"]


def test_checked_articles_are_the_norwegian_with_the_other_english() -> None:
    source, target = read_article(STORM), read_article(STORM_EN)
    article = check.check_articles(source, target).article
    assert article.source == source.source
    english = [b.target for b in article.blocks if b.segments]
    assert english == [b.text for b in target.blocks if b.text]
    assert {s.origin for b in article.blocks for s in b.segments} == {Origin.GIVEN}


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", CI, re.DOTALL)


def commands() -> Iterator[list[str]]:
    """The words of every nordwire command in the workflow, without redirections."""
    for block in fenced("yaml"):
        for line in re.findall(r"run: (nordwire .*)", block):
            yield shlex.split(line.partition(" > ")[0])[1:]


def test_the_documented_workflow_is_yaml_with_its_steps() -> None:
    yaml = pytest.importorskip("yaml")
    workflow, step = map(yaml.safe_load, fenced("yaml"))
    steps = workflow["jobs"]["check"]["steps"]
    used = [s["uses"].partition("@")[0] for s in steps if "uses" in s]
    assert used == [
        "actions/checkout",
        "actions/setup-python",
        "github/codeql-action/upload-sarif",
    ]
    assert steps[1]["with"]["python-version"] == "3.11"
    assert workflow["permissions"]["security-events"] == "write"
    written = next(s["run"] for s in steps if "sarif" in s.get("run", ""))
    assert written.endswith(f"> {steps[-1]['with']['sarif_file']}")
    assert step[0]["run"].startswith("nordwire translate")


def test_the_documented_commands_parse() -> None:
    group = typer.main.get_command(cli.app)
    assert isinstance(group, typer.core.TyperGroup)
    found = list(commands())
    assert {words[0] for words in found} == {"check", "translate"}
    for words in found:
        command = group.commands[words[0]]
        command.make_context(words[0], words[1:])  # raises for what does not exist


def test_the_documented_files_are_read(tmp_path: Path) -> None:
    settings, entries = fenced("toml")
    (tmp_path / "nordwire.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "accepted.toml").write_text(entries, encoding="utf-8")
    found = load_settings(tmp_path / "nordwire.toml", {}, {})
    assert found.suppressions is not None
    assert len(load_accepted(found.suppressions)) == 2
    for name in FORMATS:
        assert f"| `{name}` |" in CI


def test_house_style_of_the_settings_reaches_the_english(tmp_path: Path) -> None:
    source = tmp_path / "sak.txt"
    source.write_text("Det skjer klokka 22.30 i Dal.\n", encoding="utf-8")
    for clock, shown in (("24", "22:30"), ("12", "10:30 p.m.")):
        request = Request((str(source),), tmp_path / clock, quiet=True)
        run.translate(request, Settings(style=Style(clock=clock)), FakeEngine())  # type: ignore[arg-type]
        assert shown in (tmp_path / clock / "sak.txt").read_text("utf-8")
