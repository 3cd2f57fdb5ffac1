"""American and British spelling: cases, and what holds of any text."""

from __future__ import annotations

import doctest
import time
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edits import replay
from pipeline.newsroom import spelling
from pipeline.newsroom.spelling import Variant, to
from pipeline.newsroom.spelling_pairs import AMERICAN, BRITISH

CASES = Path(__file__).parents[1] / "cases" / "newsroom" / "spelling.tsv"
VARIANTS: tuple[Variant, ...] = ("american", "british")


def cases() -> list[tuple[str, ...]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def spelled(text: str, variant: Variant) -> str:
    return replay(text, to(text, variant))


@pytest.mark.parametrize(("variant", "text", "expected"), cases())
def test_case(variant: str, text: str, expected: str) -> None:
    result = spelled(text, cast(Variant, variant))
    assert result == (text if expected == "=" else expected)
    assert spelled(result, cast(Variant, variant)) == result


def test_no_word_is_both_spellings() -> None:
    """Or a text would change each time it is run."""
    assert not AMERICAN.keys() & set(AMERICAN.values())
    assert not BRITISH.keys() & set(BRITISH.values())
    assert len(AMERICAN) >= 250


_WORDS = st.sampled_from(
    [*sorted(AMERICAN)[::40], *sorted(BRITISH)[::40], "PER CENT", "per cent", "percent"]
) | st.sampled_from(
    [*". \"–'@/", "Labour", "Harbor", "Defence", "THE", "the", "He", "said", "www.x.no", "\n", "3"]
)


@given(st.lists(_WORDS, max_size=20).map(" ".join), st.sampled_from(VARIANTS))
def test_twice_is_once(text: str, variant: Variant) -> None:
    once = spelled(text, variant)
    assert spelled(once, variant) == once


@given(st.text(max_size=200), st.sampled_from(VARIANTS))
def test_text_without_such_words_is_untouched(text: str, variant: Variant) -> None:
    for edit in to(text, variant):
        assert edit.before.lower() in {*AMERICAN, *BRITISH, "per cent", "percent", "per\u00a0cent"}


@given(st.sampled_from(sorted(BRITISH)))
def test_there_and_back(american: str) -> None:
    text = f"the {american} of it"
    back = spelled(spelled(text, "british"), "american")
    assert spelled(back, "british") == spelled(text, "british")


@pytest.mark.parametrize("piece", ["a", "colour ", "Colour", ". ", "www.", "per ", "a@", "\"'("])
def test_time_grows_with_the_line_and_no_faster(piece: str) -> None:
    line = piece * (1_000_000 // len(piece))
    start = time.process_time()
    to(line, "american")
    assert time.process_time() - start < 2


def test_the_examples_in_the_docstrings() -> None:
    assert doctest.testmod(spelling).failed == 0
