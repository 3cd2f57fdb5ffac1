"""Numbers, clock times and dates come out in English form, with the values of the source."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Edit
from pipeline.checks.numbers import carries, check, values
from pipeline.checks.quantities import norwegian
from pipeline.edits import replay
from pipeline.newsroom import clock, numbers
from pipeline.newsroom.repair import suffix
from pipeline.newsroom.style import Style

CASES = Path(__file__).parent.parent / "cases" / "newsroom"
FILES = ("numbers", "clock", "dates")
RULES = (clock.edits, numbers.edits)
STYLES = [
    Style(clock="24"),
    Style(clock="12"),
    Style(dates="day-month"),
    Style(clock="12", dates="day-month"),
]


def _lines(name: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate((CASES / f"{name}.tsv").read_text("utf-8").splitlines(), 1):
        if not line.startswith("#"):
            yield number, line.split("\t")


def _cases() -> Iterator[object]:
    for name in FILES:
        for number, fields in _lines(name):
            yield pytest.param(*fields, id=f"{name}:{number}")


def _style(text: str) -> Style:
    return Style() if text == "-" else Style(**dict([text.split("=")]))  # type: ignore[arg-type]


def _apply(source: str, target: str, style: Style) -> str:
    for rule in RULES:
        target = replay(target, rule(source, target, style))
    return target


@pytest.mark.parametrize(("source", "target", "expected", "style"), list(_cases()))
def test_cases(source: str, target: str, expected: str, style: str) -> None:
    assert _apply(source, target, _style(style)) == expected
    assert _apply(source, expected, _style(style)) == expected


def test_texts_to_leave_alone_weigh_as_much_as_those_to_change() -> None:
    fields = [f for name in FILES for _, f in _lines(name)]
    assert len(fields) >= 200
    assert sum(f[1] == f[2] for f in fields) >= 0.5 * len(fields)


def test_a_repair_says_what_was_replaced_and_where() -> None:
    target = "A 43-year-old got 1.100 kroner."
    edits = numbers.edits("En 34-åring fikk 1.100 kroner.", target, Style())
    assert [(e.rule, e.before, e.after) for e in edits] == [
        ("number value", "43", "34"),
        ("number", "1.100", "1,100"),
    ]
    assert all(target[e.span.start : e.span.end] == e.before for e in edits)


# Pieces of Norwegian copy with their English, right or in Norwegian form.
_COUNT = st.integers(1000, 9_999_999).map(lambda n: (f"{n:,}".replace(",", "."), f"{n:,}"))
_RATE = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(
    lambda p: (f"{p[0]},{p[1]:02} prosent", f"{p[0]}.{p[1]:02} percent")
)
_MONEY = st.tuples(st.integers(1, 99), st.sampled_from(["million", "milliard"])).map(
    lambda p: (
        f"{p[0]},5 {p[1]}er kroner",
        f"{p[0]}.5 {'million' if p[1] == 'million' else 'billion'} kroner",
    )
)
_TIME = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(
    lambda p: (f"klokka {p[0]:02}.{p[1]:02}", f"{p[0]:02}:{p[1]:02}")
)
_DATE = st.tuples(st.integers(1, 31), st.integers(1900, 2099)).map(
    lambda p: (f"{p[0]}. mai {p[1]}", f"May {p[0]}, {p[1]}")
)
_PLACE = st.integers(1, 99).map(lambda n: (f"{n}.-plass", f"{n}{suffix(n)} place"))
_PIECES = st.lists(st.one_of(_COUNT, _RATE, _MONEY, _TIME, _DATE, _PLACE), min_size=1, max_size=4)
_WORDS = """
1.100 3,5 22.30 22:30 kl. klokka 17. mai May 13.-plass 13th 5.6.2014 2014 mill. million milliarder
percent prosent pst. kr 8 p.m. -tida time 10 100 12 1 500 , . - – og and år years the in at place
minutes 89
"""
_TEXT = st.lists(st.sampled_from(_WORDS.split()), max_size=14).map(" ".join)


@given(_PIECES)
def test_correct_english_is_not_touched(pieces: list[tuple[str, str]]) -> None:
    source = "Politiet melder " + " med ".join(nb for nb, _ in pieces) + "."
    target = "Police report " + " with ".join(en for _, en in pieces) + "."
    for rule in RULES:
        assert rule(source, target, Style()) == ()


@given(_PIECES)
def test_norwegian_form_comes_out_with_the_values_of_the_source(
    pieces: list[tuple[str, str]],
) -> None:
    source = "Politiet melder " + " med ".join(nb for nb, _ in pieces) + "."
    target = "Police report " + " with ".join(nb for nb, _ in pieces) + "."
    assert check(source, _apply(source, target, Style())) == ()


@given(_TEXT, _TEXT, st.sampled_from(STYLES))
def test_only_values_of_the_source_are_written_and_twice_changes_nothing(
    source: str, target: str, style: Style
) -> None:
    known = values(norwegian(source))
    for rule in RULES:
        edits: tuple[Edit, ...] = rule(source, target, style)
        assert all(carries(known, e.after) for e in edits)
        assert rule(source, replay(target, edits), style) == ()


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_text_may_come(source: str, target: str) -> None:
    for rule in RULES:
        replay(target, rule(source, target, Style()))


@pytest.mark.parametrize(
    "piece", ["1", "1 100 ", "9:", "kl. 22.30 ", "22.30-tida ", "17. mai ", "13.-plass ", " ", "1,"]
)
def test_time_grows_with_the_line_and_no_faster(piece: str) -> None:
    for size in (45_000, 1_000_000):
        line = piece * (size // len(piece))
        start = time.process_time()
        for rule in RULES:
            rule(line, line, Style())
        assert time.process_time() - start < 2, size
