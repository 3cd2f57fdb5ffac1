"""Putting an article beside another's English: order is kept, what is missing is named as such."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, Block, Kind, Severity
from pipeline.documents import plain, read_article
from pipeline.pairs import align, pair

ROOT = Path(__file__).parents[2]
NORWEGIAN = read_article(ROOT / "examples" / "storm.txt")
ENGLISH = read_article(ROOT / "tests" / "cases" / "pairs" / "storm.en.txt")


def filled(article: Article) -> list[Block]:
    return [b for b in article.blocks if b.kind is not Kind.BLANK]


SOURCES, TARGETS = filled(NORWEGIAN), filled(ENGLISH)
BLOCKS = range(len(SOURCES))
texts = st.text("ab Å19.\n", min_size=1, max_size=30)
articles = st.lists(texts, max_size=8).map(
    lambda parts: plain.read("\n\n".join(parts).encode(), "a.txt")
)


def without(article: Article, number: int) -> Article:
    """The article without one of its blocks that have text."""
    gone = filled(article)[number]
    text = "".join(b.before + b.text + b.after for b in article.blocks if b is not gone)
    return plain.read(text.encode(), article.name)


@pytest.mark.parametrize("number", BLOCKS)
def test_one_lost_block_is_found_and_no_other(number: int) -> None:
    kept = [b for i, b in enumerate(TARGETS) if i != number]
    assert [i for i, j in align(SOURCES, kept) if j is None] == [number]
    assert [j for i, j in align(SOURCES, kept) if i is None] == []


@pytest.mark.parametrize("number", BLOCKS)
def test_one_block_too_many_is_found_and_no_other(number: int) -> None:
    kept = [b for i, b in enumerate(SOURCES) if i != number]
    assert [j for i, j in align(kept, TARGETS) if i is None] == [number]
    assert [i for i, j in align(kept, TARGETS) if j is None] == []


@given(articles, articles)
def test_any_two_articles_are_paired_in_order_each_block_once(a: Article, b: Article) -> None:
    path = align(filled(a), filled(b))
    assert [i for i, _ in path if i is not None] == list(range(len(filled(a))))
    assert [j for _, j in path if j is not None] == list(range(len(filled(b))))


@given(articles, articles)
def test_every_target_stands_in_the_english_where_it_is_said_to(a: Article, b: Article) -> None:
    paired = pair(a, b)
    assert paired.article.source == a.source
    assert paired.english.text == b.source
    for block, starts in zip(paired.article.blocks, paired.english.starts, strict=True):
        for segment, start in zip(block.segments, starts, strict=True):
            assert block.text[segment.start : segment.end] == segment.source
            if start is None:
                assert segment.target == ""
            else:
                assert segment.target is not None
                assert b.source[start:].startswith(segment.target)


@given(articles, articles)
def test_all_of_the_english_is_paired_or_too_much(a: Article, b: Article) -> None:
    paired = pair(a, b)
    places = [f.target for f in paired.article.findings if f.target]
    extra = "".join(b.source[p.start : p.end] for p in places)
    targets = "".join(s.target or "" for x in paired.article.blocks for s in x.segments)
    # The number of a list item stands before its text.
    texts = "".join(block.text for block in b.blocks)
    assert sorted("".join((extra + targets).split())) == sorted("".join(texts.split()))


def test_sentences_are_paired_where_they_are_as_many_else_the_paragraph() -> None:
    source = plain.read("Det snør. Elva stiger fort.\n\nDet blåser. Ferga går.\n".encode(), "a.txt")
    target = plain.read(b"It snows. The river rises.\n\nIt blows, and the ferry runs.\n", "b.txt")
    first, _, second = pair(source, target).article.blocks
    assert [(s.source, s.target) for s in first.segments] == [
        ("Det snør.", "It snows."),
        ("Elva stiger fort.", "The river rises."),
    ]
    assert [(s.source, s.target) for s in second.segments] == [
        ("Det blåser. Ferga går.", "It blows, and the ferry runs.")
    ]


def test_what_is_missing_is_an_error_and_what_is_too_much_a_warning() -> None:
    lost = pair(NORWEGIAN, without(ENGLISH, 6)).article
    found = [(b.line, f) for b in lost.blocks for s in b.segments for f in s.findings]
    assert [(line, f.check, f.severity) for line, f in found] == [
        (SOURCES[6].line, "missing", Severity.ERROR)
    ]
    (extra,) = pair(without(NORWEGIAN, 6), ENGLISH).article.findings
    assert (extra.check, extra.severity) == ("extra", Severity.WARNING)
    assert f"line {TARGETS[6].line} of the English" in extra.message
    assert extra.target is not None
    assert ENGLISH.source[slice(*extra.target)] == TARGETS[6].text


def test_long_articles_are_paired_in_a_moment() -> None:
    block = Block(Kind.PARAGRAPH, "Elva steg 40 cm i Oslo, sier Kari Vik. " * 5)
    start = time.perf_counter()
    assert len(align([block] * 400, [block] * 399)) == 400
    assert len(align([block] * 5000, [block] * 4999)) == 5000
    assert time.perf_counter() - start < 5
