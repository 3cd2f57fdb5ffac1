"""The README says what the command does: names, options, exit codes, settings, and its example."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pipeline import cli, report, settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXITS = {
    0,
    report.EXIT_FINDINGS,
    cli.EXIT_USAGE,
    report.EXIT_FAILED,
    cli.EXIT_MODEL,
    report.EXIT_INTERRUPTED,
}
# What every command line tool has; the README need not say so.
COMMON = {"--help", "-h", "--install-completion", "--show-completion", "--version"}
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def commands(group: typer.core.TyperGroup, name: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command by its full name, with its options."""
    for part, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from commands(command, f"{part} ")
        else:
            yield name + part, {o for p in command.params for o in (*p.opts, *p.secondary_opts)}


ROOT_COMMAND = typer.main.get_command(cli.app)
assert isinstance(ROOT_COMMAND, typer.core.TyperGroup)
COMMANDS = dict(commands(ROOT_COMMAND))


def console_lines() -> Iterator[list[str]]:
    """The words behind "nordwire" of each example, in the README's blocks and in the helps."""
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for line in block.splitlines():
            yield from example(line.removeprefix("$ "))
    for command in (*ROOT_COMMAND.commands.values(), *model_commands()):
        for line in (command.epilog or "").splitlines():
            yield from example(line.removeprefix("Example: "))


def model_commands() -> Iterator[typer.core.TyperCommand]:
    group = ROOT_COMMAND.commands["model"]
    assert isinstance(group, typer.core.TyperGroup)
    yield from group.commands.values()  # type: ignore[misc]


def example(line: str) -> Iterator[list[str]]:
    words = shlex.split(line, comments=True)
    if "nordwire" in words:
        yield words[words.index("nordwire") + 1 :]


def test_the_examples_name_commands_and_options_that_exist() -> None:
    lines = list(console_lines())
    assert len(lines) >= 8
    for words in lines:
        name = " ".join(words[:2]) if words[0] == "model" else words[0]
        assert name in COMMANDS, words
        options = {w for w in words if re.fullmatch(r"--?[a-z][a-z-]*", w)}
        assert options <= COMMANDS[name], words


def test_the_readme_names_no_option_that_does_not_exist() -> None:
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", prose))
    assert named
    assert named <= set().union(*COMMANDS.values())


def test_the_readme_names_every_command() -> None:
    assert [name for name in COMMANDS if f"nordwire {name}" not in README] == []


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_names_every_option_whatever_the_width(name: str, width: int) -> None:
    runner = CliRunner(env={"COLUMNS": str(width), "TERMINAL_WIDTH": str(width)})
    shown = runner.invoke(cli.app, [*name.split(), "--help"], prog_name="nordwire")
    assert shown.exit_code == 0
    text = ANSI.sub("", shown.output)
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))
    assert {o for o in COMMANDS[name] if o.startswith("-")} <= named


def test_every_command_says_what_it_does() -> None:
    for group in (ROOT_COMMAND, ROOT_COMMAND.commands["model"]):
        assert isinstance(group, typer.core.TyperGroup)
        for command in group.commands.values():
            assert command.help
            for parameter in command.params:
                assert getattr(parameter, "help", None) or parameter.name in ("name", "config")


def test_the_table_of_exit_codes_is_that_of_the_code() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", README, re.MULTILINE)
    assert {int(code) for code, _ in rows} == EXITS
    assert ROOT_COMMAND.epilog is not None
    assert {int(c) for c in re.findall(r"(?<!\w)\d+", ROOT_COMMAND.epilog)} == EXITS


def test_the_table_of_settings_has_every_one_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \| `(--[\w-]+)` \| `(.+?)`", README, re.MULTILINE)
    described = {key: (variable, flag, default.strip('"')) for key, variable, flag, default in rows}
    found = settings.Settings()
    for field in fields(found):
        if isinstance(getattr(found, field.name), str | int):
            flag = "--" + field.name.replace("_", "-")
            default = str(getattr(found, field.name))
            assert described[field.name] == (f"NORDWIRE_{field.name.upper()}", flag, default)
            assert flag in COMMANDS["translate"]


def test_the_files_and_folders_that_the_readme_names_are_there() -> None:
    links = re.findall(r"\]\(([\w./-]+)\)", README)
    examples = re.findall(r"\bexamples/[\w-]+\.txt", README)
    folders = re.findall(r"^\| `([\w/]+/)` \|", README, re.MULTILINE)
    assert links
    assert examples
    assert folders
    assert [p for p in (*links, *examples, *folders) if not (ROOT / p).exists()] == []


def test_the_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    exec(compile(code, "README.md", "exec"), {})
    source = (ROOT / "examples" / "storm.txt").read_text(encoding="utf-8")
    assert len((tmp_path / "storm.en.txt").read_text("utf-8").split("\n")) == source.count("\n") + 1
    assert "headline " in capsys.readouterr().out
