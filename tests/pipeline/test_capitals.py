"""Headlines in capitals and In Title Case."""

from __future__ import annotations

import doctest
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edits import replay
from pipeline.newsroom import capitals
from pipeline.newsroom.capitals import edits, for_model, is_capitals, restore
from pipeline.newsroom.proper_names import ACRONYMS

CASES = Path(__file__).parents[1] / "cases" / "newsroom" / "capitals.tsv"


def cases(*kinds: str) -> list[tuple[str, ...]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [tuple(row[1:]) for row in rows if row[0] in kinds]


@pytest.mark.parametrize(("text", "expected"), cases("is"))
def test_what_is_set_in_capitals(text: str, expected: str) -> None:
    assert is_capitals(text) == (expected == "yes")


@pytest.mark.parametrize(("text", "expected"), cases("model"))
def test_what_the_model_reads(text: str, expected: str) -> None:
    assert for_model(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases("restore"))
def test_english_comes_back_in_capitals(text: str, expected: str) -> None:
    assert restore(text) == expected


@pytest.mark.parametrize(("source", "target", "expected"), cases("title"))
def test_title_case_becomes_a_sentence(source: str, target: str, expected: str) -> None:
    result = replay(target, edits(source, target))
    assert result == (target if expected == "=" else expected)
    assert edits(source, result) == ()


def test_there_are_cases_enough() -> None:
    assert len(cases("is", "model", "restore", "title")) >= 60
    assert len(ACRONYMS) >= 150


_HEADLINES = st.lists(
    st.sampled_from(["NORGE", "NATO", "MØTER", "I", "OSLO", "–", "«SULT»", "NY:", "KRF", "20.000"]),
    max_size=10,
).map(" ".join)


@given(_HEADLINES)
def test_only_case_changes_and_once(text: str) -> None:
    assert for_model(text).upper() == text
    assert restore(restore(text)) == restore(text)


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_text_is_taken(source: str, target: str) -> None:
    is_capitals(source)
    for_model(source)
    result = replay(target, edits(source, target))
    assert result.casefold() == target.casefold()


@pytest.mark.parametrize("piece", ["A", "NATO ", "a.", "A@", "Word ", "WORD: ", "- ", "A-A", "A'"])
def test_time_grows_with_the_line_and_no_faster(piece: str) -> None:
    line = piece * (300_000 // len(piece))
    start = time.process_time()
    is_capitals(line)
    for_model(line)
    restore(line)
    edits(line, line)
    edits("nei " + line, "Yes " + line)
    assert time.process_time() - start < 2


def test_the_examples_in_the_docstrings() -> None:
    assert doctest.testmod(capitals).failed == 0
