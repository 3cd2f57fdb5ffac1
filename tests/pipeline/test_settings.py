"""Settings: the last source wins, and what is misspelt or impossible is refused where it stands."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Severity
from pipeline.errors import UsageError
from pipeline.newsroom.style import Style
from pipeline.settings import Settings, find_file, load

# (key, what the file says, the environment, the flag), none of them the default.
VALUES: list[tuple[str, object, str, object]] = [
    ("model", "from-file", "from-environment", "from-flag"),
    ("engine", "torch", "ct2", "torch"),
    ("beam", 2, "3", 5),
    ("threads", 2, "3", 1),
    ("retry", "off", "on", "off"),
    ("fail_on", "warning", "never", "error"),
    ("clock", "12", "24", "12"),
    ("dates", "day-month", "month-day", "day-month"),
    ("spelling", "british", "american", "british"),
]
STYLE = {f.name for f in fields(Style)}


def written(folder: Path, text: str) -> Path:
    file = folder / "nordwire.toml"
    file.write_text(text, encoding="utf-8")
    return file


def value(settings: Settings, key: str) -> str:
    return str(getattr(settings.style if key in STYLE else settings, key))


def test_every_setting_of_one_value_is_tried_below() -> None:
    """Paths and tables have tests of their own."""
    plain = {f.name for f in fields(Settings)} - {"style", "checks", "suppressions"}
    assert {key for key, *_ in VALUES} == plain | STYLE


@pytest.mark.parametrize(("key", "in_file", "variable", "flag"), VALUES)
def test_the_file_gives_way_to_the_environment_and_that_to_the_flag(
    tmp_path: Path, key: str, in_file: object, variable: str, flag: object
) -> None:
    table = "[style]\n" if key in STYLE else ""
    shown = f'"{in_file}"' if isinstance(in_file, str) else in_file
    file = written(tmp_path, f"{table}{key} = {shown}\n")
    environment = {f"NORDWIRE_{key.upper()}": variable}
    assert value(load(file, {}, {}), key) == str(in_file)
    assert value(load(file, environment, {}), key) == variable
    assert value(load(file, environment, {key: flag}), key) == str(flag)
    assert value(load(file, environment, {key: None}), key) == variable
    assert load(None, {}, {}) == Settings()


@given(st.data())
def test_each_key_takes_its_last_source_whatever_the_others_do(data: st.DataObject) -> None:
    keys = [key for key, *_ in VALUES]
    variables, flags = (data.draw(st.sets(st.sampled_from(keys))) for _ in range(2))
    found = load(
        None,
        {f"NORDWIRE_{k.upper()}": v for k, _, v, _ in VALUES if k in variables},
        {k: f if k in flags else None for k, _, _, f in VALUES},
    )
    for key, _, variable, flag in VALUES:
        default = value(Settings(), key)
        wanted = flag if key in flags else variable if key in variables else default
        assert value(found, key) == str(wanted)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("beems = 4", "unknown setting 'beems'; did you mean 'beam'?"),
        ('fail-on = "error"', "unknown setting 'fail-on'; did you mean 'fail_on'?"),
        ("colour = true", "unknown setting 'colour'"),
        ("[translate]\nbeam = 4", "unknown setting 'translate'"),
        ("model = 4", "model: needs a text, not 4"),
        ('model = ""', "model: needs a text"),
        ('engine = "cuda"', "engine: 'cuda' is not one of ct2, torch"),
        ('fail_on = "info"', "fail_on: 'info' is not one of error, warning, never"),
        ("fail_on = true", "fail_on: needs a text"),
        ("beam = true", "beam: needs a whole number, not True"),
        ("beam = 2.5", "beam: needs a whole number, not 2.5"),
        ("beam = [4]", "beam: needs a whole number"),
        ("beam = 0", "beam: 0 is not between 1 and 32"),
        ("threads = -1", "threads: -1 is not between 0 and 512"),
        ('style = "british"', "style: needs a table, not 'british'"),
        ('[style]\nspeling = "british"', "unknown setting 'speling'; did you mean 'spelling'?"),
        ('[style]\nbeam = "british"', "unknown setting 'beam'"),
        ("[style]\nclock = 12", "style.clock: needs a text, not 12"),
        ('[style]\nclock = "13"', "style.clock: '13' is not one of 24, 12"),
        ('clock = "12"', "unknown setting 'clock'"),
        ("checks = 4", "checks: needs a table, not 4"),
        ('[checks]\nnumber = "off"', "unknown check 'number'; did you mean 'numbers'?"),
        ('[checks]\nnumbers = "fatal"', "checks.numbers: 'fatal' is not one of error, warning"),
        ("[checks]\nnumbers = false", "checks.numbers: False is not one of error, warning"),
        ("suppressions = true", "suppressions: needs a text, not True"),
        ("beam = ", "cannot be read as TOML"),
        ("beam = 4\nbeam = 5", "cannot be read as TOML"),
    ],
)
def test_a_fault_in_the_file_is_named_with_the_file(
    tmp_path: Path, text: str, message: str
) -> None:
    file = written(tmp_path, text)
    with pytest.raises(UsageError) as error:
        load(file, {}, {})
    assert str(error.value).startswith(f"{file}: ")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("NORDWIRE_BEEM", "4", "environment (NORDWIRE_BEEM): unknown setting 'beem'; did you mean"),
        ("NORDWIRE_BEAM", "four", "environment: NORDWIRE_BEAM: needs a whole number, not 'four'"),
        ("NORDWIRE_BEAM", "", "NORDWIRE_BEAM: needs a whole number"),
        ("NORDWIRE_THREADS", "513", "513 is not between 0 and 512"),
        ("NORDWIRE_ENGINE", "CT2", "'CT2' is not one of ct2, torch"),
    ],
)
def test_a_fault_in_the_environment_names_the_variable(
    variable: str, value: str, message: str
) -> None:
    with pytest.raises(UsageError) as error:
        load(None, {variable: value}, {})
    assert message in str(error.value)


def test_a_fault_in_a_flag_is_named_as_it_is_typed() -> None:
    with pytest.raises(UsageError, match=r"^--beam: 99 is not between 1 and 32"):
        load(None, {}, {"beam": 99})
    with pytest.raises(UsageError, match=r"^--fail-on: 'no' is not one of"):
        load(None, {}, {"fail_on": "no"})


def test_checks_are_graded_in_the_file(tmp_path: Path) -> None:
    found = load(written(tmp_path, '[checks]\nnumbers = "warning"\nloops = "off"'), {}, {})
    assert found.severities == {"numbers": Severity.WARNING, "loops": None}


def test_the_file_of_suppressions_lies_beside_the_settings(tmp_path: Path) -> None:
    """But a flag or a variable is typed where the command runs."""
    file = written(tmp_path, 'suppressions = "accepted.tsv"')
    assert load(file, {}, {}).suppressions == tmp_path / "accepted.tsv"
    assert load(file, {}, {"suppressions": "mine.tsv"}).suppressions == Path("mine.tsv")


def test_variables_of_others_and_of_the_cache_are_no_settings() -> None:
    assert load(None, {"NORDWIRE_CACHE": "/x", "BEAM": "9", "PATH": "/bin"}, {}) == Settings()


def test_the_nearest_file_is_found_from_below(tmp_path: Path) -> None:
    deep = tmp_path / "desk" / "sport"
    deep.mkdir(parents=True)
    above = written(tmp_path, "beam = 2")
    assert find_file(deep) == above
    nearer = written(tmp_path / "desk", "beam = 3")
    assert find_file(deep) == nearer
    (deep / "nordwire.toml").mkdir()  # a folder of that name holds no settings
    assert find_file(deep) == nearer


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nordwire\.toml: no such settings file"):
        load(tmp_path / "nordwire.toml", {}, {})
    (tmp_path / "nordwire.toml").write_bytes(b'model = "bl\xe5"')
    with pytest.raises(UsageError, match=r"nordwire\.toml: cannot be read as TOML"):
        load(tmp_path / "nordwire.toml", {}, {})


@pytest.mark.parametrize(
    ("fail_on", "severity"),
    [("error", Severity.ERROR), ("warning", Severity.WARNING), ("never", None)],
)
def test_fail_on_as_a_severity(fail_on: str, severity: Severity | None) -> None:
    assert Settings(fail_on=fail_on).fail_severity is severity


def test_the_report_is_told_what_can_change_a_result() -> None:
    assert Settings(threads=1).as_dict() == Settings(threads=2).as_dict()
    assert Settings(beam=1).as_dict() != Settings().as_dict()
