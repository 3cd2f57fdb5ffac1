"""GitHub Actions annotations: workflow commands on stdout, shown at the line of the article.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.article import Severity
from pipeline.places import Found, Located

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_CONTROLS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# The runner undoes %25 last, so a text that holds "%0A" of its own keeps it.
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def render(found: Found) -> str:
    """A command for each finding, each failed input and each warning about the run."""
    return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: Found) -> Iterator[str]:
    for file in found.files:
        if file.error is not None:
            yield command("error", file.error, file=file.source, title="Nordwire")
        yield from map(_finding, file.findings)
    for warning in found.warnings:
        yield command("warning", warning, title="Nordwire")


def _finding(finding: Located) -> str:
    place = finding.source
    properties: dict[str, object] = {"file": place.path, "line": place.line}
    if place.column is not None:
        properties["endLine"] = place.end_line
        # GitHub refuses columns on a stretch of several lines.
        if place.line == place.end_line:
            properties |= {"col": place.column, "endColumn": place.end_column}
    title = f"Nordwire: {finding.check}"
    return command(LEVELS[finding.severity], finding.message, **properties, title=title)


def command(name: str, message: str, **properties: object) -> str:
    """One workflow command, which nothing in the texts can end or extend.

    >>> command("error", "50% off", file="a,b.txt", line=3)
    '::error file=a%2Cb.txt,line=3::50%25 off'
    """
    listed = ",".join(f"{key}={_escaped(str(v), _PROPERTY)}" for key, v in properties.items())
    return f"::{name} {listed}::{_escaped(message, _MESSAGE)}"


def _escaped(text: str, table: dict[int, str]) -> str:
    return _CONTROLS.sub("�", text).translate(table)
