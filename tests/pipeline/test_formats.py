"""Findings for other tools: well-formed whatever the texts hold, at the right place of the file."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.fake import FakeEngine
from pipeline.article import Article, Finding, Severity, Span
from pipeline.checks.catalogue import HELP
from pipeline.documents import plain
from pipeline.formats import FORMATS
from pipeline.outcome import Outcome, Status
from pipeline.places import FileFindings, Found, Lines, Located, Place, locate, written
from pipeline.translate import translate_article

NASTY = "50 % ]]> <b>&\x00\x1b[31m\r\n::error file=x::\u202e\ufffe:,\udc80 «Å»"
# The properties of SARIF 2.1.0 that its schema requires, of the objects that are written here.
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "minItems": 1,
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {"rules": {"items": {"$ref": "#/$defs/rule"}}},
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {
                        "items": {
                            "required": ["executionSuccessful"],
                            "properties": {
                                "toolExecutionNotifications": {
                                    "items": {
                                        "required": ["message"],
                                        "properties": {
                                            "level": {"$ref": "#/$defs/level"},
                                            "message": {"$ref": "#/$defs/message"},
                                            "locations": {"items": {"$ref": "#/$defs/location"}},
                                        },
                                    }
                                }
                            },
                        }
                    },
                    "results": {
                        "items": {
                            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
                            "properties": {
                                "level": {"$ref": "#/$defs/level"},
                                "message": {"$ref": "#/$defs/message"},
                                "locations": {
                                    "minItems": 1,
                                    "items": {"$ref": "#/$defs/location"},
                                },
                                "relatedLocations": {"items": {"$ref": "#/$defs/location"}},
                            },
                        }
                    },
                },
            },
        },
    },
    "$defs": {
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": {"required": ["text"], "properties": {"text": {"type": "string"}}},
        "rule": {
            "required": ["id", "shortDescription", "help"],
            "properties": {
                "shortDescription": {"$ref": "#/$defs/message"},
                "help": {"$ref": "#/$defs/message"},
            },
        },
        "location": {
            "required": ["physicalLocation"],
            "properties": {
                "physicalLocation": {
                    "required": ["artifactLocation", "region"],
                    "properties": {
                        "artifactLocation": {
                            "required": ["uri"],
                            "properties": {"uri": {"pattern": r"^[!-~]+$"}},
                        },
                        "region": {
                            "additionalProperties": False,
                            "required": ["startLine"],
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1},
                                "endLine": {"type": "integer", "minimum": 1},
                                "endColumn": {"type": "integer", "minimum": 1},
                                "charOffset": {"type": "integer", "minimum": 0},
                                "charLength": {"type": "integer", "minimum": 0},
                            },
                        },
                    },
                }
            },
        },
    },
}

VALIDATOR = jsonschema.Draft202012Validator(SARIF)

messages = st.text(min_size=1) | st.just(NASTY)
paths = st.text("ab å%,:/]&<\n", min_size=1, max_size=12) | st.just("inn/sak.txt")
places = st.tuples(paths, st.integers(1, 9), st.booleans()).map(
    lambda p: Place(p[0], p[1], 2, p[1] + 1, 3, 4, 5) if p[2] else Place(p[0], p[1])
)
located = st.builds(
    Located,
    st.sampled_from([*HELP, "terms"]),
    st.sampled_from(Severity),
    messages,
    places,
    st.none() | places,
)
files = st.builds(FileFindings, paths, paths, st.lists(located, max_size=4).map(tuple)) | st.builds(
    lambda path, error: FileFindings(path, None, error=error), paths, messages
)
founds = st.builds(
    Found,
    st.lists(files, max_size=4),
    st.none() | st.sampled_from(Severity),
    st.lists(messages, max_size=2),
)


def every(found: Found) -> list[Located]:
    return [f for file in found.files for f in file.findings]


@given(founds)
def test_sarif_has_the_required_shape_and_every_finding(found: Found) -> None:
    text = FORMATS["sarif"](found).encode("utf-8", "backslashreplace").decode("utf-8")
    log = json.loads(text)
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert set(HELP) <= {rule["id"] for rule in rules}
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == len(every(found))
    for result, finding in zip(run["results"], every(found), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.check
        assert ("relatedLocations" in result) == (finding.target is not None)
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] == all(f.error is None for f in found.files)
    told = [n["message"]["text"] for n in invocation["toolExecutionNotifications"]]
    assert len(told) == sum(f.error is not None for f in found.files) + len(found.warnings)


@given(founds)
def test_junit_is_xml_that_counts_what_fails(found: Found) -> None:
    text = FORMATS["junit"](found)
    root = ET.fromstring(text.encode("utf-8"))
    assert len(root) == len(found.files)
    for suite, file in zip(root, found.files, strict=True):
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        failing = {f.check for f in file.findings if found.fails(f)}
        assert {c.get("name") for c in suite if c.find("failure") is not None} == failing
        assert int(suite.get("failures", "")) == len(failing)
        assert int(suite.get("errors", "")) == (file.error is not None)
    for name in ("tests", "failures", "errors"):
        assert int(root.get(name, "")) == sum(int(suite.get(name, "")) for suite in root)


def runner(output: str) -> list[tuple[str, dict[str, str], str]]:
    """The annotations, as GitHub's runner reads them: a line each, ended by CR or LF."""
    read = []
    for line in re.split(r"[\r\n]+", output.rstrip("\n")) if output else []:
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert match, line
        pairs = (p.partition("=") for p in match[2].split(","))
        # The runner undoes these four and no more, the percent sign last; unquote does the same.
        read.append((match[1], {key: unquote(v) for key, _, v in pairs}, unquote(match[3])))
    return read


@given(founds)
def test_github_reads_every_finding_and_no_command_of_a_document(found: Found) -> None:
    read = runner(FORMATS["github"](found))
    failed = [f.error for f in found.files if f.error is not None]
    assert len(read) == len(every(found)) + len(failed) + len(found.warnings)
    assert {key for _, properties, _ in read for key in properties} <= {
        "file", "line", "endLine", "col", "endColumn", "title",
    }  # fmt: skip
    for name, properties, _ in read:
        assert name in ("error", "warning", "notice")
        assert properties["title"].startswith("Nordwire")


def test_github_gives_the_texts_back() -> None:
    place = Place("a,b:c%20.txt", 3, 1, 3, 9)
    finding = Located("numbers", Severity.INFO, "100 %0A\r\n::error::", place, None)
    found = Found([FileFindings("a", "b", (finding,))], None)
    assert runner(FORMATS["github"](found)) == [
        (
            "notice",
            {
                "file": "a,b:c%20.txt", "line": "3", "endLine": "3", "col": "1", "endColumn": "9",
                "title": "Nordwire: numbers",
            },
            "100 %0A\r\n::error::",
        )
    ]  # fmt: skip
    assert "\x1b" not in FORMATS["github"](Found([FileFindings("a", None, error=NASTY)], None))


@given(founds)
def test_text_is_a_line_a_finding_without_control_characters(found: Found) -> None:
    text = FORMATS["text"](found)
    assert text.count("\n") == len(every(found))
    assert all(c == "\n" or ord(c) >= 32 for c in text)


def test_a_failing_check_lists_all_it_found_and_notes_are_apart() -> None:
    grave, slight = (
        Located("numbers", s, s.value, Place("a.txt", 2, 5), None)
        for s in (Severity.ERROR, Severity.INFO)
    )
    found = Found([FileFindings("a.txt", "b.txt", (grave, slight, grave))], Severity.WARNING)
    root = ET.fromstring(FORMATS["junit"](found))
    case = root.find(".//testcase[@name='numbers']")
    assert case is not None
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("message") == "error (and 1 more)"
    assert failure.text == "a.txt:2:5: error: error\na.txt:2:5: error: error"
    assert case.findtext("system-out") == "a.txt:2:5: info: info"


@given(st.text("aå\n\r\ufeff", max_size=20), st.data())
def test_lines_and_columns_lead_back_to_the_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = Lines(text).place("a", Span(start, end))
    lines = text.removeprefix("\ufeff").split("\n")
    bare = "\n".join(lines)
    assert place.offset is not None
    assert place.column is not None
    assert place.end_line is not None
    assert place.end_column is not None
    before = "\n".join([*lines[: place.line - 1], lines[place.line - 1][: place.column - 1]])
    assert len(before) == place.offset <= len(bare)
    until = [*lines[: place.end_line - 1], lines[place.end_line - 1][: place.end_column - 1]]
    if not text.startswith("\ufeff"):
        assert len("\n".join(until)) == place.offset + (place.length or 0)


WRAPPED = (
    "  Elva steg raskt gjennom hele natt til torsdag, og mange\n"
    "  hus ble stående i vann. Kari Vik ble hentet av naboer i\n"
    "  en liten båt da vannet sto i 40 centimeter ute på tunet.\n\nEn til.\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("text", [WRAPPED, WRAPPED.replace("\n", "\r\n"), "Ei elv.  \n\n\tTo.\n"])
def test_english_that_was_written_is_found_where_it_stands(text: str, encoding: str) -> None:
    """A wrapped paragraph is wrapped anew: its lines in the file are not those of the segment."""
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    article = translate_article(plain.read((mark + text).encode(encoding), "a.txt"), FakeEngine())
    english = written(article)
    assert english.text == plain.write(article).decode(encoding)
    for block, starts in zip(article.blocks, english.starts, strict=True):
        for segment, start in zip(block.segments, starts, strict=True):
            assert start is not None
            target = " ".join((segment.target or "").split())
            assert " ".join(english.text[start:].split()).startswith(target)


def flagged(article: Article, span: Span | None) -> Article:
    """The article with a finding on its last segment."""
    found = (Finding("numbers", Severity.ERROR, "wrong", span, span),)
    block = next(b for b in reversed(article.blocks) if b.segments)
    last = replace(block, segments=(replace(block.segments[-1], findings=found),))
    kept = (replace(b, segments=()) if b is not block else last for b in article.blocks)
    return replace(article, blocks=tuple(kept))


def test_a_finding_is_placed_in_both_files() -> None:
    body = plain.read("Først.\n\n  Elva steg 40 cm.\n".encode(), "inn/a.txt")
    article = flagged(translate_article(body, FakeEngine()), Span(10, 12))
    outcome = Outcome("inn/a.txt", "ut/a.txt", Status.TRANSLATED, article)
    (finding,) = locate(outcome).findings
    assert finding.source == Place("inn/a.txt", 3, 13, 3, 15, 20, 2)
    assert finding.target is not None
    assert finding.target[:3] == ("ut/a.txt", 3, 13)


def test_in_other_documents_only_the_line_is_said() -> None:
    body = plain.read(b"En.\n\nTo.\n", "a.txt")
    article = flagged(translate_article(body, FakeEngine()), None)
    outcome = Outcome("a", "b", Status.TRANSLATED, replace(article, format="html"))  # type: ignore[arg-type]
    (finding,) = locate(outcome).findings
    assert (finding.source, finding.target) == (Place("a", 3), None)
