"""Settings: what ``nordwire.toml`` says, then the environment, then the flags; the last one wins.

Every setting is one field below. In the file it has the field's name; in the environment it is
``NORDWIRE_`` and the name in capitals; on the command line it is ``--`` and the name with hyphens.

>>> load(file=None, environment={"NORDWIRE_BEAM": "2"}, flags={"engine": "torch"})
Settings(model='nb-en', engine='torch', beam=2, threads=0, fail_on='error')
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from pipeline.article import Severity
from pipeline.errors import UsageError

FILE = "nordwire.toml"
# Variables with our prefix that are not settings of a run.
OTHER_VARIABLES = frozenset({"NORDWIRE_CACHE"})
CHOICES = {"engine": ("ct2", "torch"), "fail_on": ("error", "warning", "never")}
LIMITS = {"beam": (1, 32), "threads": (0, 512)}


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides a run.

    ``model``: embedded name, folder, or hub id. ``engine``: "ct2" or "torch". ``beam``: width of
    the search, 1 to 32. ``threads``: cores to use, 0 for all. ``fail_on``: the severity from
    which findings make the exit code 1: "error", "warning" or "never".
    """

    model: str = "nb-en"
    engine: str = "ct2"
    beam: int = 4
    threads: int = 0
    fail_on: str = "error"

    @property
    def fail_severity(self) -> Severity | None:
        """The severity from which a run fails, None for never."""
        return None if self.fail_on == "never" else Severity(self.fail_on)

    def as_dict(self) -> dict[str, object]:
        """For the report: what can change a result or an exit code, so not ``threads``."""
        return {k: v for k, v in asdict(self).items() if k != "threads"}


def load(
    file: Path | None, environment: Mapping[str, str], flags: Mapping[str, object]
) -> Settings:
    """Put the three sources together. ``flags`` that are None were not given.

    Raises UsageError for an unknown key or an impossible value, naming where it stands.
    """
    values: dict[str, object] = {}
    if file is not None:
        for key, value in _read(file).items():
            values[_known(key, str(file))] = _checked(key, value, f"{file}: {key}")
    for variable in sorted(environment):
        if variable.startswith("NORDWIRE_") and variable not in OTHER_VARIABLES:
            key = _known(variable.removeprefix("NORDWIRE_").lower(), f"environment ({variable})")
            values[key] = _checked(key, environment[variable], f"environment: {variable}")
    for key, flag in flags.items():
        if flag is not None:
            values[key] = _checked(key, flag, f"--{key.replace('_', '-')}")
    return Settings(**values)  # type: ignore[arg-type]


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


def _known(key: str, where: str) -> str:
    names = [f.name for f in fields(Settings)]
    if key in names:
        return key
    near = difflib.get_close_matches(key, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"the settings are {', '.join(names)}"
    raise UsageError(f"{where}: unknown setting {key!r}; {hint}")


def _checked(key: str, value: object, where: str) -> object:
    if key in LIMITS:
        return _whole_number(value, where, *LIMITS[key])
    if not isinstance(value, str) or not value:
        raise UsageError(f"{where}: needs a text, not {value!r}")
    if key in CHOICES and value not in CHOICES[key]:
        raise UsageError(f"{where}: {value!r} is not one of {', '.join(CHOICES[key])}")
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
