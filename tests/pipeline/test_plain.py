"""Plain text in and out: nothing lost, lines right, wrapped paragraphs whole."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, Kind, Segment
from pipeline.documents import FORMATS, format_for, plain, read_article, write_article
from pipeline.errors import InputError

PIECES = [
    "\n",
    "\r\n",
    "\r",
    "\v",
    "\f",
    "\x85",
    "\u2028",
    " ",
    "\t",
    "Ord",
    "og ",
    "- ",
    "1. ",
    "– ",
]
PIECES += ["Foto: Privat", "sier.", "Et langt stykke av en setning som fyller linja godt og vel,"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs", "Cc"])).map(
    "".join
)


def _with_english(article: Article, english: str) -> Article:
    """Every block with text, translated into the same few words."""
    blocks = tuple(
        replace(b, segments=(Segment(0, len(b.text), b.text, target=english),)) if b.text else b
        for b in article.blocks
    )
    return replace(article, blocks=blocks)


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]))
def test_untranslated_comes_out_byte_for_byte(text: str, encoding: str) -> None:
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    data = (mark + text).encode(encoding)
    article = plain.read(data, "a.txt")
    assert plain.write(article) == data
    assert article.source.removeprefix("\ufeff") == text.removeprefix("\ufeff")


@given(TEXTS)
def test_each_block_begins_on_its_line(text: str) -> None:
    at, article = 0, plain.read(text.encode(), "a.txt")
    for block in article.blocks:
        if block.text:
            assert block.line == article.source.count("\n", 0, at + len(block.before)) + 1
        at += len(block.before + block.text + block.after)


@given(TEXTS)
def test_english_leaves_indentation_and_line_ends(text: str) -> None:
    article = plain.read(text.encode(), "a.txt")
    expected = "".join(
        b.before + ("Some English" if b.text else "") + b.after for b in article.blocks
    )
    assert plain.write(_with_english(article, "Some English")).decode(article.encoding) == expected


def test_an_empty_file_is_an_empty_article() -> None:
    article = plain.read(b"", "a.txt")
    assert article.blocks == ()
    assert plain.write(article) == b""


def test_mixed_line_ends_stay_with_their_lines() -> None:
    article = plain.read(b"En.\r\nTo.\nTre.\r\n\r\nFire.", "a.txt")
    assert plain.write(_with_english(article, "X")) == b"X\r\nX\nX\r\n\r\nX"


WRAPPED = (
    "  Politiet i byen har bedt om hjelp fra alle som kan ha\r\n"
    "  sett noe i området ved stasjonen mellom klokka ti og\r\n"
    "  elleve. Ingen er pågrepet.\r\n"
)


def test_a_wrapped_paragraph_is_one_block_and_is_wrapped_again() -> None:
    article = plain.read(WRAPPED.encode(), "a.txt")
    (block,) = article.blocks
    assert (block.before, block.after, block.eol, block.width) == ("  ", "\r\n", "\r\n", 55)
    english = "Police in the city have asked for help from anyone who may have seen something " * 2
    lines = plain.write(_with_english(article, english.strip())).decode().split("\r\n")
    assert lines.pop() == ""
    assert " ".join(line.strip() for line in lines) == english.strip()
    assert all(line.startswith("  ") and len(line) <= 55 for line in lines)
    assert len(lines) > 2


SEPARATE = [
    # Short paragraphs, each on its line, all about as long.
    "Politiet rykket ut til stedet klokka tre i natt etter en melding.\n"
    "Brannvesenet fikk slokket flammene etter to timers hardt arbeid.\n"
    "Ingen personer ble skadd i brannen, som startet i andre etasje.\n",
    # A subhead over its paragraph.
    "Ingen er pågrepet\nPolitiet har bedt om hjelp fra alle som kan ha sett noe der.\n",
    # Results.
    "Fjordvik – Nordby 2–1 (1–0)\nSundet – Dalen 0–0 (0–0)\nHavn – Elva 3–2 (1–1)\n",
    # An address under a full line.
    "Meld fra til politiet dersom du så noe mistenkelig ved stasjonen\nhttps://example.no/en/lang/adresse\n",
]


@pytest.mark.parametrize("text", SEPARATE)
def test_lines_that_are_no_wrapped_paragraph_stay_apart(text: str) -> None:
    blocks = plain.read(text.encode(), "a.txt").blocks
    assert len(blocks) == text.count("\n")
    assert all(b.width == 0 for b in blocks)


def test_a_wrapped_list_item_keeps_its_marker_and_its_hang() -> None:
    text = (
        "Husk dette:\n\n"
        "- Ta med deg gyldig legitimasjon når du skal stemme, for\n"
        "  uten den får du ikke levere stemmen din\n"
        "- Kom tidlig\n"
    )
    article = plain.read(text.encode(), "a.txt")
    items = [b for b in article.blocks if b.kind is Kind.LIST_ITEM]
    assert [b.before for b in items] == ["- ", "- "]
    english = "Bring valid identification when you go to vote, since you cannot vote without it"
    written = plain.write(_with_english(article, english)).decode()
    assert "- Bring valid identification" in written
    assert "\n  " in written


def test_a_character_that_the_encoding_lacks_is_named() -> None:
    article = plain.read("Blåbær på tur.".encode("cp1252"), "blad.txt")
    with pytest.raises(InputError, match=r"blad\.txt: line 1: .*WITH BREVE.*cp1252"):
        plain.write(_with_english(article, "Erdoğan"))


def test_formats_go_by_suffix_in_any_capitals() -> None:
    assert format_for(".TXT") is FORMATS[".txt"]
    with pytest.raises(InputError, match=r"\.docx: not a known format"):
        format_for(".docx")


def test_reading_and_writing_files(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(b"Hei.\r\n")
    write_article(read_article(source), tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == b"Hei.\r\n"


@pytest.mark.parametrize(
    "text",
    ["\n" * 10**6, "x" * 10**6, ("ord " * 14 + "\n") * 17_000, ("Ord. " * 12 + "\n") * 16_000],
)
def test_a_megabyte_takes_less_than_five_seconds(text: str) -> None:
    began = time.perf_counter()
    plain.write(plain.read(text.encode(), "a.txt"))
    assert time.perf_counter() - began < 5
