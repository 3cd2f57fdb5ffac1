"""SARIF 2.1.0, for GitHub code scanning and other viewers of analysis results.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.article import Severity
from pipeline.checks.catalogue import HELP
from pipeline.places import Found, Located, Place
from pipeline.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(found: Found) -> str:
    """The log: a rule for each check, a result for each finding, a notification for each failure.

    A result's location is in the Norwegian, its related location in the English.
    """
    findings = [f for file in found.files for f in file.findings]
    ids = list(dict.fromkeys([*HELP, *(f.check for f in findings)]))
    driver = {"name": "Nordwire", "version": VERSION, "rules": [_rule(name) for name in ids]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(found)],
        "results": [_result(f, ids.index(f.check)) for f in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(name: str) -> dict[str, Any]:
    text = {"text": HELP.get(name, name)}
    return {"id": name, "shortDescription": text, "help": text}


def _invocation(found: Found) -> dict[str, Any]:
    failed = [
        {
            "level": "error",
            "message": {"text": file.error},
            "locations": [_location(Place(file.source))],
        }
        for file in found.files
        if file.error is not None
    ]
    warnings = [{"level": "warning", "message": {"text": text}} for text in found.warnings]
    return {
        "executionSuccessful": not failed,
        "toolExecutionNotifications": [*failed, *warnings],
    }


def _result(finding: Located, index: int) -> dict[str, Any]:
    result = {
        "ruleId": finding.check,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding.source)],
    }
    if finding.target is not None:
        english = {"id": 1, "message": {"text": "the English"}, **_location(finding.target)}
        result["relatedLocations"] = [english]
    return result


def _location(place: Place) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.offset,
        "charLength": place.length,
    }
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(place.path)},
            "region": {key: value for key, value in region.items() if value is not None},
        }
    }


def _uri(path: str) -> str:
    """A relative path stays relative, to the root of the checkout; an absolute one is a file URI.

    >>> _uri("wire/sak 1.txt")
    'wire/sak%201.txt'
    """
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(Path(path).as_posix(), errors="surrogateescape")
