"""JUnit XML, as Jenkins, GitLab and others read it: a testsuite a file, a testcase a check."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from pipeline.checks.catalogue import HELP
from pipeline.places import FileFindings, Found, Located, Place

# What XML 1.0 has no way to write, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(found: Found) -> str:
    """The document. A check fails in a file where it found something that fails the run.

    What it found below that is in ``system-out``; a file that could not be read is an ``error``.
    """
    suites = [_suite(file, found) for file in found.files]
    root = ET.Element("testsuites", name="nordwire")
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    root.extend(suites)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _suite(file: FileFindings, found: Found) -> ET.Element:
    name = _xml(file.source)
    suite = ET.Element("testsuite", name=name, tests="1", failures="0", errors="0")
    if file.error is not None:
        case = ET.SubElement(suite, "testcase", classname=name, name="read")
        ET.SubElement(case, "error", message=_xml(file.error))
        suite.set("errors", "1")
        return suite
    for check in sorted({*HELP, *(f.check for f in file.findings)}):
        findings = [f for f in file.findings if f.check == check]
        suite.append(_case(name, check, findings, found))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    return suite


def _case(name: str, check: str, findings: Sequence[Located], found: Found) -> ET.Element:
    case = ET.Element("testcase", classname=name, name=check)
    failing = [f for f in findings if found.fails(f)]
    if failing:
        message = _xml(failing[0].message)
        if len(failing) > 1:
            message += f" (and {len(failing) - 1} more)"
        failure = ET.SubElement(case, "failure", message=message, type=failing[0].severity.value)
        failure.text = _listed(failing)
    if others := [f for f in findings if not found.fails(f)]:
        ET.SubElement(case, "system-out").text = _listed(others)
    return case


def _listed(findings: Sequence[Located]) -> str:
    return _xml("\n".join(f"{_where(f.source)}: {f.severity}: {f.message}" for f in findings))


def _where(place: Place) -> str:
    column = "" if place.column is None else f":{place.column}"
    return f"{place.path}:{place.line}{column}"


def _xml(text: str) -> str:
    """The text without what XML cannot hold; the writer escapes the rest."""
    return _NOT_XML.sub("�", text)
