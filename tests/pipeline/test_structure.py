"""What each block of an article is, over whole layouts; a kinds file goes with each sample."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Block, Kind
from pipeline.documents import plain
from pipeline.structure import classify, fixed_spans

CASES = Path(__file__).parent.parent / "cases" / "structure"
SAMPLES = sorted(CASES.glob("*.txt"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.stem)
def test_layouts(sample: Path) -> None:
    """Each line of the kinds file: line number, kind, and the width where it was wrapped."""
    article = plain.read(sample.read_bytes(), sample.name)
    found = [
        f"{b.line} {b.kind.value}" + (f" {b.width}" if b.width else "")
        for b in article.blocks
        if b.kind is not Kind.BLANK
    ]
    assert found == sample.with_suffix(".kinds").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.stem)
def test_samples_come_out_as_they_went_in(sample: Path) -> None:
    data = sample.read_bytes()
    assert plain.write(plain.read(data, sample.name)) == data


def test_every_sample_has_its_kinds() -> None:
    assert len(SAMPLES) >= 8
    assert {p.stem for p in SAMPLES} == {p.stem for p in CASES.glob("*.kinds")}


def test_a_list_marker_moves_out_of_the_text() -> None:
    texts = ["Husk:", "- brød", "- melk", "• egg"]
    blocks = classify([Block(Kind.PARAGRAPH, text) for text in texts])
    assert [(b.before, b.text) for b in blocks[1:]] == [
        ("- ", "brød"),
        ("- ", "melk"),
        ("• ", "egg"),
    ]


def test_a_dash_speech_keeps_its_dash() -> None:
    texts = ["– Nei, sier hun.", "– Ja, sier han.", "- Kanskje, sier de."]
    blocks = classify([Block(Kind.PARAGRAPH, text) for text in texts])
    assert [b.text for b in blocks] == texts
    assert Kind.LIST_ITEM not in {b.kind for b in blocks}


PIECES = st.sampled_from(
    [
        "Foto: ",
        "(Foto: X)",
        "Kari",
        " / NTB",
        "OSLO (NTB): ",
        "(©NTB)",
        "sier.",
        " ",
        "\n",
        "- ",
        "Av ",
    ]
)
TEXTS = st.text(max_size=40) | st.lists(PIECES, max_size=8).map("".join)


@given(TEXTS, st.sampled_from(list(Kind)))
def test_fixed_spans_are_ordered_apart_and_inside_the_text(text: str, kind: Kind) -> None:
    at = 0
    for span, _ in fixed_spans(text, kind):
        assert at <= span.start < span.end <= len(text)
        at = span.end


@given(st.lists(TEXTS, max_size=8))
def test_classifying_loses_no_character(texts: list[str]) -> None:
    blocks = classify([Block(Kind.PARAGRAPH, text) for text in texts])
    assert [b.before + b.text for b in blocks] == texts


@pytest.mark.parametrize(
    "piece", ["A ", "a.", "Foto: ", "(Foto:", "(©", "<", "#a ", "1. ", "- ", "OSLO ", "{", ", sier"]
)
def test_a_megabyte_line_takes_less_than_two_seconds(piece: str) -> None:
    text = piece * (10**6 // len(piece))
    began = time.perf_counter()
    (block,) = classify([Block(Kind.PARAGRAPH, text)])
    fixed_spans(text, block.kind)
    assert time.perf_counter() - began < 2


def test_a_hundred_thousand_short_lines_take_less_than_five_seconds() -> None:
    began = time.perf_counter()
    classify(
        [Block(Kind.PARAGRAPH, "- Kort linje")] * 50_000 + [Block(Kind.PARAGRAPH, "Å")] * 50_000
    )
    assert time.perf_counter() - began < 5
