"""Markup of the source replaces what the model made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edits import replay
from pipeline.newsroom.addresses import edits

FILE = Path(__file__).parent.parent / "cases" / "newsroom" / "addresses.tsv"
CASES = [
    line.split("\t")
    for line in FILE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PIECES = ["se", "https://a.example/b", "www.c.example", "d@e.example", "@f", "{0}", "<b>", "og,"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_case(source: str, target: str, expected: str) -> None:
    assert replay(target, edits(source, target)) == expected


@given(TEXTS, TEXTS)
def test_running_twice_changes_nothing(source: str, target: str) -> None:
    assert edits(source, replay(target, edits(source, target))) == ()
