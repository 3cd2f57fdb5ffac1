"""The checks find what an editor would want to know, and leave good translations alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.article import Finding, Severity
from pipeline.checks import CHECKS, PARAGRAPH_CHECKS, confidence, run, run_paragraph

CASES = Path(__file__).parent.parent / "cases" / "checks"


def _cases() -> Iterator[object]:
    for path in sorted(CASES.glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.startswith("#"):
                yield pytest.param(path.stem, *line.split("\t"), id=f"{path.stem}:{number}")


@pytest.mark.parametrize(("check", "source", "target", "expected"), list(_cases()))
def test_cases(check: str, source: str, target: str, expected: str) -> None:
    if check in PARAGRAPH_CHECKS:
        pairs = list(zip(source.split(" ¶ "), target.split(" ¶ "), strict=True))
        findings = tuple(f for found in PARAGRAPH_CHECKS[check](pairs) for f in found)
    else:
        findings = CHECKS[check](source, target)
    assert [f.check for f in findings] == ([] if expected == "-" else expected.split()), findings


def test_every_check_has_cases_for_and_against() -> None:
    for check in CHECKS | PARAGRAPH_CHECKS:
        lines = (CASES / f"{check}.tsv").read_text("utf-8").splitlines()
        left_alone = sum(line.endswith("\t-") for line in lines)
        found = sum(line.endswith(check) for line in lines)
        assert left_alone >= 15, check
        assert found >= 15, check


def _pointed_at(text: str, findings: tuple[Finding, ...], side: str) -> list[str]:
    spans = [getattr(f, side) for f in findings]
    return [text[s.start : s.end] for s in spans if s]


def test_a_number_finding_points_at_the_whole_number_in_its_text() -> None:
    source, target = "Det koster 3,5 milliarder kroner.", "It costs 3.5 million kroner."
    findings = CHECKS["numbers"](source, target)
    assert _pointed_at(source, findings, "source") == ["3,5 milliarder"]
    assert _pointed_at(target, findings, "target") == ["3.5 million"]
    assert {f.severity for f in findings} == {Severity.ERROR}


def test_a_loop_finding_points_at_the_whole_repetition() -> None:
    target = "Police said the man the man the man left."
    findings = CHECKS["loops"]("Mannen dro, sier politiet.", target)
    assert _pointed_at(target, findings, "target") == ["the man the man the man"]
    assert findings[0].severity is Severity.ERROR


def test_copied_norwegian_is_one_warning_over_the_whole_stretch() -> None:
    source = "– Vi er på vei ut av krisen, sier hun."
    target = '"Vi er på vei ut of the crisis," she says.'
    findings = CHECKS["untranslated"](source, target)
    assert _pointed_at(target, findings, "target") == ["Vi er på vei ut"]
    assert findings[0].severity is Severity.WARNING


def test_no_english_is_an_error_and_odd_length_a_warning() -> None:
    source = "Regjeringen legger fram forslaget for Stortinget tirsdag."
    assert [f.severity for f in CHECKS["length"](source, "")] == [Severity.ERROR]
    assert [f.severity for f in CHECKS["length"](source, "Tuesday.")] == [Severity.WARNING]


def test_run_gives_the_findings_in_the_order_of_the_text() -> None:
    findings = run("Han så 3 ulver i 2019.", "He så 4 wolves wolves wolves wolves in 2018.")
    places = [(f.target or f.source) for f in findings]
    assert [p.start for p in places if p] == sorted(p.start for p in places if p)
    assert {f.check for f in findings} == {"numbers", "loops", "untranslated"}


def test_a_changed_name_points_at_the_whole_name_in_both_texts() -> None:
    source, target = "Målet kom fra Kyle Lafferty.", "The goal came from Kime Lafferty."
    findings = CHECKS["names"](source, target)
    assert _pointed_at(source, findings, "source") == ["Kyle Lafferty"]
    assert _pointed_at(target, findings, "target") == ["Kime Lafferty"]
    assert [f.message for f in findings] == ["“Kyle Lafferty” became “Kime Lafferty”"]
    assert findings[0].severity is Severity.ERROR


def test_a_negation_finding_points_at_the_negation() -> None:
    source = "Han vant aldri igjen."
    findings = CHECKS["negation"](source, "He won again.")
    assert _pointed_at(source, findings, "source") == ["aldri"]


def test_a_paragraph_has_findings_for_each_of_its_segments() -> None:
    pairs = [("– Nei.", '"No.'), ("Aldri, sier hun.", "Never, she says.")]
    first, second = run_paragraph(pairs)
    assert [(f.check, f.target) for f in first] == [("quotes", (0, 1))]
    assert second == ()


def test_only_a_low_score_is_a_warning() -> None:
    assert confidence.check("Hei.", "Hi.", None) == ()
    assert confidence.check("Hei.", "Hi.", confidence.LOWEST) == ()
    low = confidence.check("Hei.", "Hi.", confidence.LOWEST - 0.01)
    assert [f.severity for f in low] == [Severity.WARNING]


# What a value looks like in each language: (Norwegian, English).
_GROUPED = st.integers(10_000, 9_999_999)
_COUNTS = _GROUPED.map(lambda n: (f"{n:,}".replace(",", "."), f"{n:,}"))
_SPACED = _GROUPED.map(lambda n: (f"{n:,}".replace(",", "\u00a0"), f"{n:,}"))
_DECIMALS = st.tuples(st.integers(13, 999), st.integers(1, 99)).map(
    lambda p: (f"{p[0]},{p[1]:02} prosent", f"{p[0]}.{p[1]:02} percent")
)
_BILLIONS = st.tuples(st.integers(13, 999), st.integers(1, 9)).map(
    lambda p: (f"{p[0]},{p[1]} milliarder", f"{p[0]}.{p[1]} billion")
)
_MILLIONS = st.integers(13, 999).map(lambda n: (f"{n} mill.", f"{n} million"))
_CLOCKS = st.tuples(st.integers(0, 23), st.integers(1, 59)).map(
    lambda p: (
        f"klokka {p[0]:02}.{p[1]:02}",
        f"at {(p[0] - 1) % 12 + 1}:{p[1]:02} {'a.m.' if p[0] < 12 else 'p.m.'}",
    )
)
_DATES = st.tuples(st.integers(13, 31), st.integers(1900, 2099)).map(
    lambda p: (f"{p[0]}. mai {p[1]}", f"May {p[0]}, {p[1]}")
)
_AGES = st.integers(20, 99).map(lambda n: (f"{n}-åringen", f"the {n}-year-old"))
_PLACES = st.integers(13, 99).map(lambda n: (f"{n}.-plass", f"{n}th place"))
_PAIRS = st.one_of(
    _COUNTS, _SPACED, _DECIMALS, _BILLIONS, _MILLIONS, _CLOCKS, _DATES, _AGES, _PLACES
)


@given(st.lists(_PAIRS, min_size=1, max_size=4))
def test_values_written_in_each_language_agree(pairs: list[tuple[str, str]]) -> None:
    source = "Politiet opplyser " + " med ".join(nb for nb, _ in pairs) + "."
    target = "The police say " + " with ".join(en for _, en in pairs) + "."
    assert CHECKS["numbers"](source, target) == ()


@given(_PAIRS, st.data())
def test_one_changed_digit_is_found(pair: tuple[str, str], data: st.DataObject) -> None:
    source, target = pair
    digits = [at for at, c in enumerate(target) if c.isdigit()]
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from("123456789"))
    assume(digit != target[at])
    changed = target[:at] + digit + target[at + 1 :]
    findings = CHECKS["numbers"](source, changed)
    assert any(f.target for f in findings), changed


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_checked_and_every_place_lies_in_it(source: str, target: str) -> None:
    for finding in run(source, target):
        for span, text in ((finding.source, source), (finding.target, target)):
            assert span is None or 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 100 ",
        "9:",
        "a ",
        "og som er ",
        "«",
        "æ-",
        "Aa ",
        "ikke ",
        "<a ",
    ],
)
def test_time_grows_with_the_line_and_no_faster(piece: str) -> None:
    line = piece * (200_000 // len(piece))
    for name, check in CHECKS.items():
        start = time.process_time()
        check(line, line)
        assert time.process_time() - start < 2, name
