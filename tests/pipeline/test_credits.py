"""Credits, bylines and datelines: what is one, and its English, to the letter."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Block, Kind, Origin
from pipeline.newsroom.credits import EXONYMS, LABELS, render
from pipeline.structure import classify, fixed_spans

CASES = Path(__file__).parent.parent / "cases" / "newsroom"


def _rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _english(text: str) -> str:
    """The text with the parts that rules translate in English, and the rest as it was."""
    (block,) = classify([Block(Kind.PARAGRAPH, text)])
    parts, at = [], 0
    for span, origin in fixed_spans(block.text, block.kind):
        piece = block.text[span.start : span.end]
        parts += [block.text[at : span.start]]
        parts += [render(piece, block.kind) if origin is Origin.RULE else piece]
        at = span.end
    return block.before + "".join(parts) + block.text[at:]


@pytest.mark.parametrize(("text", "expected"), _rows("credits.tsv"))
def test_what_a_rule_translates(text: str, expected: str) -> None:
    assert _english(text) == expected


@pytest.mark.parametrize("text", [row[0] for row in _rows("no_credits.tsv")])
def test_a_sentence_goes_to_the_model_whole(text: str) -> None:
    (block,) = classify([Block(Kind.PARAGRAPH, text)])
    assert fixed_spans(block.text, block.kind) == ()


NAME = st.from_regex(r"[A-ZÆØÅ][a-zæøå]{2,9} [A-ZÆØÅ][a-zæøå]{2,9}", fullmatch=True)
JOIN = st.sampled_from(["/", " / ", ", ", " /", "/ "])


@given(NAME, JOIN, JOIN)
def test_names_and_slashes_stay_to_the_letter(name: str, first: str, second: str) -> None:
    credit = f"{name}{first}AP{second}NTB scanpix"
    assert render(f"Foto: {credit}", Kind.CAPTION) == f"Photo: {credit}"


@given(st.text(max_size=60), st.sampled_from(list(Kind)))
def test_any_text_is_rendered(text: str, kind: Kind) -> None:
    assert render(text, kind).strip() or not text.strip()


@pytest.mark.parametrize("label", sorted(LABELS))
@pytest.mark.parametrize("change", [str.lower, str.upper, str.capitalize])
def test_labels_keep_their_capitals(label: str, change: object) -> None:
    assert callable(change)
    english = render(f"{change(label)}: Kari Vik", Kind.CREDIT)
    assert english == f"{change(LABELS[label])}: Kari Vik"


@pytest.mark.parametrize("city", sorted(EXONYMS))
def test_datelines_keep_their_capitals(city: str) -> None:
    english = EXONYMS[city]
    assert render(f"{city} (NTB):", Kind.PARAGRAPH) == f"{english} (NTB):"
    assert render(f"{city.upper()} (NTB):", Kind.LEAD) == f"{english.upper()} (NTB):"


@pytest.mark.parametrize("piece", ["Foto: ", "tekst og ", "(", "/", " og ", "Av "])
def test_a_megabyte_line_takes_less_than_two_seconds(piece: str) -> None:
    text = piece * (10**6 // len(piece))
    began = time.perf_counter()
    (block,) = classify([Block(Kind.PARAGRAPH, text)])
    fixed_spans(block.text, block.kind)
    render(text, Kind.CREDIT)
    assert time.perf_counter() - began < 2
