"""Our tokenizer is transformers' MarianTokenizer in a few lines: the same numbers, with offsets."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import CheckpointRefused
from models.tokenizer import EOS, SPACE, Tokenizer, decode

EMBEDDED = Path(__file__).parents[2] / "models" / "nb-en"

ODD = [
    "",
    " ",
    "  to  mellomrom  foran og midt i ",
    "Seieren er vår 😀 👩‍👩‍👧 sier laget",
    "myk\u00adstrek",  # soft hyphen, left in copy by layout programs
    "240\u00a0millioner",  # the space that desks put into numbers
    "innrykk\tog\nlinjeskift",
    "e\u0301n accent satt sammen",  # decomposed
    "\ufeffmed BOM",
    "null\u200bbredde",
    "½ ﬁ ™ …",  # NFKC makes more characters of them
    "日本語 и русский",
    "<>[]{}|\\~^",
    "ord " * 400,
    "a" * 3000,
]


@pytest.fixture(scope="module")
def ours() -> Tokenizer:
    return Tokenizer(EMBEDDED, None)


@pytest.fixture(scope="module")
def theirs() -> Any:
    from transformers import MarianTokenizer

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*sacremoses")
        return MarianTokenizer.from_pretrained(str(EMBEDDED))


def test_numbers_are_those_of_transformers(ours: Tokenizer, theirs: Any, wire: list[str]) -> None:
    for text in [*wire, *ODD]:
        assert ours.ids(ours.encode(text).pieces) == theirs(text)["input_ids"], text[:80]


def test_text_of_pieces_is_that_of_transformers(
    ours: Tokenizer, theirs: Any, wire: list[str]
) -> None:
    compared = 0
    for text in [*wire, *ODD]:
        pieces = ours.encode(text).pieces[:-1]
        # For a piece without a number the two differ: transformers writes "<unk>".
        if all(piece in ours.vocabulary for piece in pieces):
            assert decode(pieces)[0] == theirs.decode(ours.ids(pieces)), text[:80]
            compared += 1
    assert compared >= len(wire)


@pytest.mark.parametrize("text", ["a </s> b", "<unk> a", "<pad> b", ">>eng<< Hei", "</s>"])
def test_marks_in_the_copy_are_text(ours: Tokenizer, text: str) -> None:
    """An article that holds a control mark must not end a sentence or choose a language.

    transformers reads them as marks, so this is where we differ on purpose.
    """
    *pieces, end = ours.encode(text).pieces
    assert end == EOS
    assert not {EOS, "<pad>", "<unk>", ">>eng<<"} & set(pieces)
    assert decode(pieces)[0] == text


def test_offsets_give_the_surface_of_each_piece(ours: Tokenizer, wire: list[str]) -> None:
    for text in wire:
        found = ours.encode(text)
        if "…" in text or "\u00a0" in text:  # normalised into other characters
            continue
        for piece, (a, b) in zip(found.pieces[:-1], found.spans, strict=False):
            assert text[a:b] == piece.removeprefix(SPACE), text
        assert found.spans[-1] == (len(text), len(text))


def test_offsets_by_example(ours: Tokenizer) -> None:
    text = "Oslo  og Bergen."
    found = ours.encode(text)
    words = {text[a:b] for a, b in found.spans}
    assert {"Oslo", "og", "Bergen", "."} <= words


def test_the_language_token_stands_first_with_an_empty_span() -> None:
    plain, asked = (Tokenizer(EMBEDDED, token).encode("Hei.") for token in (None, ">>eng<<"))
    assert asked.pieces == (">>eng<<", *plain.pieces)
    assert asked.spans == ((0, 0), *plain.spans)


def test_an_unknown_piece_gets_the_unknown_number(ours: Tokenizer) -> None:
    assert ours.ids(["▁og", "☃☃☃"]) == [ours.vocabulary["▁og"], ours.vocabulary["<unk>"]]


@given(st.text(max_size=200))
def test_spans_are_ordered_and_within_the_text(text: str) -> None:
    found = TOKENIZER.encode(text)
    assert len(found.pieces) == len(found.spans)
    check_spans(list(found.spans), len(text))


@given(st.lists(st.text(alphabet="ab.▁", min_size=1, max_size=4), max_size=12))
def test_decoded_spans_are_ordered_and_within_the_text(pieces: list[str]) -> None:
    text, spans = decode(pieces)
    assert len(spans) == len(pieces)
    assert text == text.strip(" ")
    check_spans(spans, len(text))
    for piece, (a, b) in zip(pieces, spans, strict=True):
        assert text[a:b].rstrip(" ") == piece.replace(SPACE, " ").strip(" ")


def check_spans(spans: list[tuple[int, int]], length: int) -> None:
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)
    assert all(0 <= offset <= length for offset in flat)


TOKENIZER = Tokenizer(EMBEDDED, None)


@pytest.mark.parametrize("content", ["", "version https://git-lfs.github.com/spec/v1\n"])
def test_a_damaged_sentencepiece_model_is_refused(tmp_path: Path, content: str) -> None:
    shutil.copy(EMBEDDED / "vocab.json", tmp_path)
    (tmp_path / "source.spm").write_text(content)
    with pytest.raises(CheckpointRefused, match=r"source\.spm is not a Sent.*`git lfs pull`"):
        Tokenizer(tmp_path, None)
