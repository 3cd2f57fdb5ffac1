"""The report: what it counts, what it writes, and that no document can break or outlive it."""

from __future__ import annotations

import gc
import json
import re
import weakref
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import report_html
from pipeline.article import Article, Block, Finding, Kind, Origin, Segment, Severity, Span
from pipeline.errors import UsageError
from pipeline.outcome import Outcome, Status
from pipeline.report import Report
from pipeline.report_html import one_line

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
DOCS = Path(__file__).parents[2] / "docs" / "report.md"
SCHEMA = json.loads(resources.files("pipeline").joinpath("report.schema.json").read_text("utf-8"))
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
HOSTILE = f"\"'><script>alert(1)</script><img src=x onerror=y>&amp;\x1b]0;x\x07\x00\x9b{BIDI}</p>"


def article(*findings: Finding, source: str = "Det snør.", target: str = "It snows.") -> Article:
    segment = Segment(0, len(source), source, Origin.MODEL, target, -0.123456, findings)
    return Article("a.txt", (Block(Kind.PARAGRAPH, source, segments=(segment,)),))


def finding(severity: Severity, source: Span | None = None, target: Span | None = None) -> Finding:
    return Finding("numbers", severity, "Look here.", source, target)


def done(body: Article, source: str = "inn/a.txt") -> Outcome:
    return Outcome(source, "ut/a.txt", Status.TRANSLATED, body)


FAILED = Outcome("inn/b.txt", None, Status.FAILED, error="inn/b.txt: line 3: not UTF-8.")

MIXED = Article(
    "c.txt",
    (
        Block(
            Kind.HEADLINE,
            "Snø (©NTB)",
            after="\n\n",
            line=3,
            segments=(
                Segment(0, 3, "Snø", Origin.MODEL, "Fresh snow", -0.5, (finding(WARNING),)),
                Segment(4, 10, "(©NTB)", Origin.KEPT, "(©NTB)"),
            ),
        ),
        Block(Kind.BLANK, "\n"),
        Block(Kind.UNTOUCHED, "https://example.org"),
        Block(
            Kind.CREDIT, "Foto: X", segments=(Segment(0, 7, "Foto: X", Origin.RULE, "Photo: X"),)
        ),
    ),
    findings=(finding(INFO),),
)


def write(folder: Path, *outcomes: Outcome, **settings: object) -> tuple[dict[str, Any], str]:
    """Both reports of a run with these outcomes: the JSON parsed, the page as text."""
    json_path, html_path = folder / "r.json", folder / "r.html"
    signature = {"version": "0.1.0", "model": "abc"}
    with Report(
        signature, settings, fail_on=ERROR, json_path=json_path, html_path=html_path
    ) as report:
        for outcome in outcomes:
            report.add(outcome)
        report.finish()
    return json.loads(json_path.read_bytes()), html_path.read_bytes().decode("utf-8")


class Page(HTMLParser):
    """The elements and the text of a page, as a parser that knows nothing of us reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


# Counts, exit code, summary


def test_counts_every_thing_once(tmp_path: Path) -> None:
    with Report({}, {}, fail_on=None) as report:
        for outcome in (done(MIXED), done(article(finding(INFO))), FAILED):
            report.add(outcome)
    assert report.counts.as_dict() == {
        "articles": 3,
        "failed": 1,
        "flagged": 1,
        "blocks": 4,
        "segments": 4,
        "origins": {"model": 2, "rule": 1, "kept": 1, "given": 0},
        "findings": {"info": 2, "warning": 1, "error": 0},
        "source_words": 6,
        "target_words": 7,
    }


@pytest.mark.parametrize(
    ("found", "failed", "fail_on", "interrupted", "code"),
    [
        ([], False, INFO, False, 0),
        ([ERROR], False, None, False, 0),
        ([WARNING], False, ERROR, False, 0),
        ([INFO], False, WARNING, False, 0),
        ([ERROR], False, ERROR, False, 1),
        ([ERROR], False, INFO, False, 1),
        ([WARNING, INFO], False, WARNING, False, 1),
        ([INFO], False, INFO, False, 1),
        ([], True, None, False, 3),
        ([ERROR], True, ERROR, False, 3),
        ([ERROR], True, ERROR, True, 130),
        ([], False, None, True, 130),
    ],
)
def test_exit_code(
    found: list[Severity], failed: bool, fail_on: Severity | None, interrupted: bool, code: int
) -> None:
    report = Report({}, {}, fail_on=fail_on)
    report.add(done(article(*map(finding, found))))
    if failed:
        report.add(FAILED)
    report.finish(interrupted=interrupted)
    assert report.exit_code == code


def test_summary_names_what_failed_and_what_to_look_at() -> None:
    report = Report({}, {}, fail_on=None)
    report.add(done(article(finding(ERROR), finding(WARNING)), "inn/a.txt"))
    report.add(done(article(finding(INFO)), "inn/fine.txt"))
    report.add(FAILED)
    report.finish(interrupted=True)
    assert report.summary().splitlines() == [
        "Stopped early. 2 articles translated, 1 needs a look, 1 failed.",
        "Failed: inn/b.txt: line 3: not UTF-8.",
        "Look at: inn/a.txt (1 wrong, 1 to check)",
    ]


def test_summary_stays_short_and_says_how_many_it_left_out() -> None:
    report = Report({}, {}, fail_on=None)
    for number in range(500):
        report.add(Outcome(f"{number}.txt", None, Status.FAILED, error="Empty."))
    lines = report.summary().splitlines()
    assert lines[1] == "Failed: 0.txt: Empty."
    assert lines[-1] == "Failed: 490 more, all in the report."
    assert len(lines) == 12


def test_nothing_from_a_document_steers_the_terminal() -> None:
    report = Report({}, {}, fail_on=None)
    report.add(done(article(finding(ERROR)), f"a\n{HOSTILE}.txt"))
    report.add(Outcome(f"b\r{HOSTILE}", None, Status.FAILED, error=f"b\r{HOSTILE}: {HOSTILE}"))
    summary = report.summary()
    assert len(summary.split("\n")) == 3
    assert not re.search(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{BIDI}]", summary)


# JSON


def test_json_follows_its_schema_and_says_what_happened(tmp_path: Path) -> None:
    report, _ = write(tmp_path, done(MIXED), FAILED, done(article(finding(ERROR, Span(0, 3)))))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    mixed, failed, plain = report["articles"]
    assert [block["kind"] for block in mixed["blocks"]] == ["headline", "untouched", "credit"]
    assert mixed["blocks"][0]["line"] == 3
    assert (failed["status"], failed["error"]) == ("failed", FAILED.error)
    assert plain["blocks"][0]["segments"] == [
        {
            "source": "Det snør.",
            "target": "It snows.",
            "origin": "model",
            "score": -0.123,
            "decoding": None,
            "edits": [],
            "start": 0,
            "end": 9,
            "findings": [
                {
                    "check": "numbers",
                    "severity": "error",
                    "message": "Look here.",
                    "source": [0, 3],
                    "target": None,
                }
            ],
        }
    ]
    assert report["exit_code"] == 3


def test_an_empty_run_is_a_valid_report(tmp_path: Path) -> None:
    report, page = write(tmp_path)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert report["articles"] == []
    assert "No article translated." in page


def test_json_has_a_line_for_each_sentence(tmp_path: Path) -> None:
    write(tmp_path, done(MIXED))
    lines = (tmp_path / "r.json").read_text("utf-8").splitlines()
    assert sum('"origin": ' in line for line in lines) == 3


@given(st.text(st.characters(codec=None)), st.floats())
def test_any_text_and_score_make_json_that_reads_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, score: float
) -> None:
    segment = Segment(0, len(text), text, target=text, score=score)
    body = Article("x", (Block(Kind.PARAGRAPH, text, segments=(segment,)),))
    report, _ = write(tmp_path_factory.mktemp("any"), done(body, text), seen=text)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert report["articles"][0]["source"] == text
    assert report["articles"][0]["blocks"][0]["segments"][0]["target"] == text


@pytest.mark.parametrize(
    ("value", "in_json", "on_page"),
    [
        (Path("a/b"), "a/b", "a/b"),
        ({"b", "a"}, ["a", "b"], "a, b"),
        ((1, None), [1, None], "1, None"),
        ({"y": 1, "x": (2,)}, {"x": [2], "y": 1}, "{&#x27;x&#x27;: [2], &#x27;y&#x27;: 1}"),
        (ERROR, "error", "error"),
        (float("inf"), "inf", "inf"),
        (0.5, 0.5, "0.5"),
        (1, 1, "1"),
        (True, True, "yes"),
        (None, None, "not set"),
    ],
)
def test_settings_of_any_type_are_written(
    tmp_path: Path, value: object, in_json: object, on_page: str
) -> None:
    report, page = write(tmp_path, it=value)
    assert report["settings"] == {"it": in_json}
    assert f"<dd>{on_page}</dd>" in page.replace("<bdi>", "").replace("</bdi>", "")


def test_docs_name_every_field_and_value_of_the_schema() -> None:
    def words(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(words, node))
        if not isinstance(node, dict):
            return set()
        values = {v for v in node.get("enum", []) if isinstance(v, str)}
        return values.union(node.get("properties", {}), *map(words, node.values()))

    named = set(re.findall("`([^`]+)`", DOCS.read_text("utf-8")))
    assert words(SCHEMA) - named == set()


# The page


def test_page_holds_both_languages_and_marks_the_place(tmp_path: Path) -> None:
    found = finding(WARNING, Span(4, 8), Span(3, 8))
    _, html = write(tmp_path, done(article(found)))
    assert '<p class="nb" lang="nb">Det <mark class="warning" data-label="1">snør</mark>.' in html
    assert '<p class="en" lang="en">It <mark class="warning" data-label="1">snows</mark>.' in html
    assert "<strong>Check this:</strong> <bdi>Look here.</bdi>" in html


def test_failures_come_first_then_what_to_look_at_then_the_rest(tmp_path: Path) -> None:
    clean = done(article(source="Fint.", target="Fine."), "fine.txt")
    flagged = done(article(finding(ERROR), source="Galt.", target="Bad."), "bad.txt")
    _, html = write(tmp_path, clean, flagged, FAILED)
    places = [html.index(text) for text in ("b.txt: line 3", ">Bad.</p>", ">Fine.</p>")]
    assert places == sorted(places)
    assert "2 articles translated, 1 needs a look, 1 failed." in html


def test_contents_lead_to_articles_that_exist(tmp_path: Path) -> None:
    _, html = write(tmp_path, done(article()), FAILED, done(MIXED))
    page = Page(html)
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    places = [f"#{attrs['id']}" for tag, attrs in page.tags if tag == "article"]
    assert sorted(map(str, links)) == sorted(places) == ["#a1", "#a3"]


def test_one_article_needs_no_contents(tmp_path: Path) -> None:
    _, html = write(tmp_path, done(MIXED))
    assert "<nav" not in html


def test_nothing_from_a_document_becomes_markup(tmp_path: Path) -> None:
    def outcomes(text: str) -> list[Outcome]:
        found = Finding(text, ERROR, text, Span(2, 9), Span(0, 99))
        body = article(found, source=text, target=text)
        kept = Block(Kind.UNTOUCHED, text)
        body = Article(text, (*body.blocks, kept), encoding=text, findings=(found,))
        bad = Outcome(text, None, Status.FAILED, error=text)
        return [Outcome(text, text, Status.TRANSLATED, body), bad, done(article())]

    _, hostile = write(tmp_path, *outcomes(HOSTILE), name=HOSTILE)
    _, harmless = write(tmp_path, *outcomes("z" * len(HOSTILE)), name="z")
    assert Page(hostile).tags == Page(harmless).tags
    assert not re.search(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{BIDI}]", hostile)
    assert "⟨U+202E⟩" in hostile
    assert "␛]0;x␇␀" in hostile


def test_page_forbids_scripts_and_fetches_nothing(tmp_path: Path) -> None:
    _, html = write(tmp_path, done(MIXED))
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    tags = Page(html).tags
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags}
    assert not [attrs for _, attrs in tags if "src" in attrs or "style" in attrs]
    assert not re.search(r"@import|url\(", html)


def sides(text: str, findings: list[Finding]) -> list[str]:
    """The HTML of the Norwegian and of the English of an article that says ``text`` in both."""
    body = article(*findings, source=text, target=text)
    parts = report_html.sections(done(body), 1)
    (html,) = [part for name, part in parts.items() if name.startswith("articles")]
    return [html.split(f'lang="{lang}">')[1].split("</p>")[0] for lang in ("nb", "en")]


spans = st.none() | st.builds(Span, st.integers(-5, 40), st.integers(-5, 40))
found = st.lists(st.builds(finding, st.sampled_from(Severity), spans, spans), max_size=6)


@given(st.text(max_size=30), found)
def test_marks_of_any_reach_leave_the_text_as_it_was(text: str, findings: list[Finding]) -> None:
    shown = "".join(c if c in "\t\n" else one_line(c) for c in text.replace("\r", "\n"))
    assert [Page(side).text for side in sides(text, findings)] == [shown, shown]


@given(found)
def test_every_character_under_a_finding_is_marked_as_gravely(findings: list[Finding]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    places = [[f.source for f in findings], [f.target for f in findings]]
    for html, where in zip(sides(text, findings), places, strict=True):
        marked = re.findall(r'<mark class="(\w+)"[^>]*>(\w+)', html)
        shown = {character: severity for severity, piece in marked for character in piece}
        for at, character in enumerate(text):
            over = [
                f.severity
                for f, span in zip(findings, where, strict=True)
                if span and span.start <= at < span.end
            ]
            worst = max(over, key=lambda severity: severity.rank, default=None)
            assert shown.get(character) == worst


# Files


def test_equal_runs_give_equal_bytes(tmp_path: Path) -> None:
    outcomes = [done(MIXED), FAILED, done(article(finding(ERROR)))]
    found = []
    for name, settings in (("one", {"a": 1, "b": {2, 1}}), ("two", {"b": {1, 2}, "a": 1})):
        (tmp_path / name).mkdir()
        write(tmp_path / name, *outcomes, **settings)
        found.append([path.read_bytes() for path in sorted((tmp_path / name).iterdir())])
    assert found[0] == found[1]


class FailsLate(dict[str, str]):
    """A signature that gives out in the second report, once the first is written."""

    reads = 0

    def items(self) -> Any:
        self.reads += 1
        if self.reads > 1:
            raise RuntimeError("stopped")
        return super().items()


def stop_between(report: Report) -> None:
    report.add(done(MIXED))
    raise RuntimeError("stopped")


def stop_while_writing(report: Report) -> None:
    report.add(done(MIXED))
    report.finish()


@pytest.mark.parametrize("work", [stop_between, stop_while_writing])
def test_an_error_leaves_both_earlier_reports_and_nothing_else(
    tmp_path: Path, work: Callable[[Report], None]
) -> None:
    write(tmp_path, done(article()))
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    report = Report(
        FailsLate(a="b"),
        {},
        fail_on=None,
        json_path=tmp_path / "r.json",
        html_path=tmp_path / "r.html",
    )
    with pytest.raises(RuntimeError, match="stopped"), report:
        work(report)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_no_article_is_held_after_it_was_added(tmp_path: Path) -> None:
    class Watched(Article):
        """An article that a weak reference can follow."""

    with Report({}, {}, fail_on=None, json_path=tmp_path / "r", html_path=tmp_path / "h") as report:
        body = Watched("w", article(finding(ERROR)).blocks)
        follow = weakref.ref(body)
        report.add(done(body))
        del body
        gc.collect()
        assert follow() is None


def test_a_report_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot write the report"):
        Report({}, {}, fail_on=None, json_path=tmp_path / "file" / "r.json")
    with pytest.raises(UsageError, match="is a folder"):
        Report({}, {}, fail_on=None, html_path=tmp_path)
    same = tmp_path / "r"
    with pytest.raises(UsageError, match="both reports in one file"):
        Report({}, {}, fail_on=None, json_path=same, html_path=tmp_path / "." / "r")
