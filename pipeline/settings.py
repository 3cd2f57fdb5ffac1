"""Settings: what ``nordwire.toml`` says, then the environment, then the flags; the last one wins.

Every setting is one field below. In the file it has the field's name; in the environment it is
``NORDWIRE_`` and the name in capitals; on the command line it is ``--`` and the name with hyphens.
In the file, house style stands in a table ``[style]``, and how grave each check is in ``[checks]``.

>>> found = load(file=None, environment={"NORDWIRE_BEAM": "2"}, flags={"clock": "12"})
>>> found.beam, found.style.clock
(2, '12')
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from pipeline.article import Severity
from pipeline.checks.catalogue import HELP
from pipeline.errors import UsageError
from pipeline.newsroom.style import DEFAULT, Style
from pipeline.suggest import unknown

FILE = "nordwire.toml"
# Variables with our prefix that are not settings of a run.
OTHER_VARIABLES = frozenset({"NORDWIRE_CACHE"})
CHOICES = {
    "engine": ("ct2", "torch"),
    "retry": ("on", "off"),
    "fail_on": ("error", "warning", "never"),
    "clock": ("24", "12"),
    "dates": ("month-day", "day-month"),
    "spelling": ("american", "british"),
}
STYLE = tuple(f.name for f in fields(Style))
OFF = "off"
GRADES = (*(s.value for s in reversed(Severity)), OFF)
LIMITS = {"beam": (1, 32), "threads": (0, 512)}


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides a run.

    ``model``: embedded name, folder, or hub id. ``engine``: "ct2" or "torch". ``beam``: width of
    the search, 1 to 32. ``threads``: cores to use, 0 for all. ``retry``: "on" or "off", whether a
    sentence in which a check finds an error gets a second try. ``fail_on``: the severity from which
    findings make the exit code 1: "error", "warning" or "never". ``suppressions``: the file of
    accepted findings. ``style``: house style of the English. ``checks``: by the id of a check,
    "error", "warning", "info" or "off"; what is not in it stays as the check has it.
    """

    model: str = "nb-en"
    engine: str = "ct2"
    beam: int = 4
    threads: int = 0
    retry: str = "on"
    fail_on: str = "error"
    suppressions: Path | None = None
    style: Style = DEFAULT
    checks: Mapping[str, str] = field(default_factory=dict)

    @property
    def severities(self) -> dict[str, Severity | None]:
        """``checks`` as severities, None for a check that is off."""
        return {c: None if grade == OFF else Severity(grade) for c, grade in self.checks.items()}

    @property
    def fail_severity(self) -> Severity | None:
        """The severity from which a run fails, None for never."""
        return None if self.fail_on == "never" else Severity(self.fail_on)

    def as_dict(self) -> dict[str, object]:
        """For the report: what can change a result or an exit code, so not ``threads``."""
        plain = {k: v for k, v in asdict(self).items() if k not in ("threads", "style", "checks")}
        checks = [f"{check} = {grade}" for check, grade in sorted(self.checks.items())]
        return {**plain, **asdict(self.style), "checks": checks}


def load(
    file: Path | None, environment: Mapping[str, str], flags: Mapping[str, object]
) -> Settings:
    """Put the three sources together. ``flags`` that are None were not given.

    Raises UsageError for an unknown key or an impossible value, naming where it stands.
    """
    values = {} if file is None else _from_file(file)
    for variable in sorted(environment):
        if variable.startswith("NORDWIRE_") and variable not in OTHER_VARIABLES:
            name = variable.removeprefix("NORDWIRE_").lower()
            key = _known(name, (*_plain_keys(), *STYLE), f"environment ({variable})")
            values[key] = _checked(key, environment[variable], f"environment: {variable}")
    for key, flag in flags.items():
        if flag is not None:
            values[key] = _checked(key, flag, f"--{key.replace('_', '-')}")
    style = Style(**{key: values.pop(key) for key in STYLE if key in values})  # type: ignore[arg-type]
    return Settings(style=style, **values)  # type: ignore[arg-type]


def find_file(folder: Path) -> Path | None:
    """The nearest ``nordwire.toml`` in the folder or above it."""
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return place / FILE
    return None


def _read(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{file}: no such settings file") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: cannot be read as TOML: {error}") from error


def _from_file(file: Path) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in _read(file).items():
        key = _known(name, (*_plain_keys(), "style", "checks"), str(file))
        where = f"{file}: {key}"
        if key == "style":
            for part, choice in _table(value, where).items():
                _known(part, STYLE, where)
                values[part] = _checked(part, choice, f"{where}.{part}")
        elif key == "checks":
            values[key] = {c: _grade(c, g, where) for c, g in _table(value, where).items()}
        else:
            values[key] = _checked(key, value, where)
    if isinstance(suppressions := values.get("suppressions"), Path):
        values["suppressions"] = file.parent / suppressions
    return values


def _plain_keys() -> list[str]:
    """The settings that are one value, in the file as in the environment."""
    return [f.name for f in fields(Settings) if f.name not in ("style", "checks")]


def _known(key: str, names: Sequence[str], where: str) -> str:
    if key not in names:
        raise UsageError(f"{where}: {unknown('setting', key, names)}")
    return key


def _table(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: needs a table, not {value!r}")
    return value


def _grade(check: str, grade: object, where: str) -> object:
    if check not in HELP:
        raise UsageError(f"{where}: {unknown('check', check, HELP)}")
    if grade not in GRADES:
        raise UsageError(f"{where}.{check}: {grade!r} is not one of {', '.join(GRADES)}")
    return grade


def _checked(key: str, value: object, where: str) -> object:
    if key in LIMITS:
        return _whole_number(value, where, *LIMITS[key])
    if not isinstance(value, str) or not value:
        raise UsageError(f"{where}: needs a text, not {value!r}")
    if key in CHOICES and value not in CHOICES[key]:
        raise UsageError(f"{where}: {value!r} is not one of {', '.join(CHOICES[key])}")
    if key == "suppressions":
        return Path(value)
    return value


def _whole_number(value: object, where: str, low: int, high: int) -> int:
    try:
        if isinstance(value, bool | float):
            raise ValueError
        number = int(str(value))
    except ValueError:
        raise UsageError(f"{where}: needs a whole number, not {value!r}") from None
    if not low <= number <= high:
        raise UsageError(f"{where}: {number} is not between {low} and {high}")
    return number
