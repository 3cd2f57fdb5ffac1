"""Sentences and clauses: the boundaries in tests/cases/sentences, and what holds for any text.

Run with ``-s`` to see precision, recall and F1.
"""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import abbreviations
from pipeline.article import Span
from pipeline.sentences import clauses, sentences

CASES = Path(__file__).parent.parent / "cases" / "sentences"
FILES = sorted(CASES.glob("*.txt"))
MARK = "⏐ "
ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[nrt])")
CANDIDATE = re.compile(r"[.!?…](?=\S{0,2}\s)")


@dataclass(frozen=True, slots=True)
class Case:
    place: str
    text: str
    starts: frozenset[int]


def read_cases(path: Path) -> list[Case]:
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("# ") or line == "#":
            continue
        line = ESCAPE.sub(lambda m: m.group().encode().decode("unicode_escape"), line)
        parts = line.split(MARK)
        starts = itertools.accumulate(len(part) for part in parts[:-1])
        cases.append(Case(f"{path.name}:{number}", "".join(parts), frozenset(starts)))
    return cases


def found(text: str) -> frozenset[int]:
    return frozenset(span.start for span in sentences(text)[1:])


def shown(case: Case, at: int, wrong: str) -> str:
    return f"{case.place} {wrong}: {case.text[max(0, at - 40) : at]}⏐{case.text[at : at + 40]}"


def check_spans(text: str, spans: Sequence[Span]) -> None:
    """In order, trimmed, not empty, and only whitespace around and between them."""
    at = 0
    for start, end in spans:
        assert text[at:start].strip() == ""
        assert at <= start < end
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_boundaries_of_the_case_file(path: Path) -> None:
    hits, misses, candidates = 0, [], 0
    for case in read_cases(path):
        guess = found(case.text)
        hits += len(guess & case.starts)
        candidates += len(CANDIDATE.findall(case.text))
        misses += [shown(case, at, "missing") for at in sorted(case.starts - guess)]
        misses += [shown(case, at, "too many") for at in sorted(guess - case.starts)]
    lost = sum(" missing: " in miss for miss in misses)
    precision = hits / (hits + len(misses) - lost)
    recall = hits / (hits + lost)
    f1 = 2 * hits / (2 * hits + len(misses))
    print(f"{path.stem}: {candidates} stops, {hits + lost} boundaries, {precision=:.4f}", end=" ")
    print(f"{recall=:.4f} {f1=:.4f}")
    assert f1 >= 0.99, "\n" + "\n".join(misses)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sentence_alone_is_one_sentence(path: Path) -> None:
    for case in read_cases(path):
        for start, end in sentences(case.text):
            piece = case.text[start:end]
            assert sentences(piece) == (Span(0, len(piece)),), f"{case.place}: {piece}"


@pytest.mark.parametrize("text", ["", " ", "\n", " \t\u00a0\u2009\n"])
def test_no_text_has_no_sentences(text: str) -> None:
    assert sentences(text) == ()
    assert clauses(text, lambda piece: False) == ()


WORDS = """
    Han hun Norge bil eBay iPhone f.eks bl.a osv dr St Jr D.C U.S kl nr pst mill kr s v A J.K V II
    3 17 2019 22.30 1.100 3.2.1 mai og men som at nrk.no post@ntb.no § – - — « » " ' ” ( ) [ ] . !
    ? … ... , ; : • 🎉 é\u0301 \u0301 \u00ad \u200b \u200d \ufeff 中 ß ǅ
"""
PARTS = st.sampled_from(WORDS.split()) | st.sampled_from(".!?…") | st.text(max_size=4)
SPACES = st.sampled_from(["", "", " ", " ", " ", "  ", "\n", "\r\n", "\u00a0", "\u2009", "\u3000"])
TEXTS = st.lists(st.tuples(PARTS, SPACES), max_size=30).map(
    lambda pairs: "".join(part + space for part, space in pairs)
)


@given(TEXTS)
def test_sentences_lose_nothing(text: str) -> None:
    check_spans(text, sentences(text))


@given(TEXTS, st.integers(0, 60))
def test_clauses_lose_nothing_and_fit(text: str, limit: int) -> None:
    spans = clauses(text, lambda piece: len(piece) <= limit)
    check_spans(text, spans)
    assert all(end - start <= max(1, limit) for start, end in spans)


@given(TEXTS, st.randoms())
def test_clauses_end_whatever_fits_says(text: str, random: Random) -> None:
    check_spans(text, clauses(text, lambda piece: random.random() < 0.5))


@given(TEXTS)
def test_a_sentence_that_fits_is_left_whole(text: str) -> None:
    assert len(clauses(text, lambda piece: True)) == (1 if text.strip() else 0)


def cut(text: str, limit: int) -> list[str]:
    return [text[start:end] for start, end in clauses(text, lambda piece: len(piece) <= limit)]


CLAUSES: dict[str, tuple[int, str]] = {
    "semicolon before comma": (
        40,
        "Renta settes opp, igjen, i dag; | boligprisene faller, tror banken.",
    ),
    "colon": (40, "Kravet fra fagforeningen er klart: | Lønna må opp med fem prosent i år."),
    "dash stays behind": (
        40,
        "Ministeren varslet tiltak i går – | nå kommer den nye planen endelig.",
    ),
    "speech dash is no cut": (
        40,
        "– Vi har ventet lenge på dette her, | og nå er vi endelig i mål.",
    ),
    "comma and conjunction before a bare comma": (
        50,
        "Ap, Sp, SV og Rødt går inn for forslaget nå, | men Høyre, Venstre og KrF stemmer imot.",
    ),
    "bare comma": (30, "Statsminister i Danmark, | Mette Frederiksen, er syk."),
    "conjunction without comma": (
        40,
        "Politiet rykket ut til sentrum | og pågrep to menn i trettiåra.",
    ),
    "any space, in even parts": (20, "Kong Harald | åpner Stortinget"),
    "no space at all": (10, "superkalif | ragilistis | k"),
    "number with a comma inside": (12, "Den økte 3,5 | prosent i år"),
}


@pytest.mark.parametrize("name", CLAUSES)
def test_clauses_cut_where_a_reader_would(name: str) -> None:
    limit, text = CLAUSES[name]
    pieces = text.split(" | ")
    joined = "".join(pieces) if " " not in text.replace(" | ", "") else " ".join(pieces)
    assert cut(joined, limit) == pieces


def test_clauses_are_few_and_even() -> None:
    text = ", ".join(["alfa beta gamma"] * 12)
    lengths = [len(piece) for piece in cut(text, 80)]
    assert len(lengths) == 3
    assert max(lengths) - min(lengths) < 20


HOSTILE = {
    "stops": ".",
    "stops and spaces": ". ",
    "ellipses before a capital": "... A ",
    "closing quotes": ".»",
    "brackets": ".)]",
    "spaces": " ",
    "stop then emoji": "! 🎉",
    "initials": "A. ",
    "letters with stops": "a.b.",
    "one word": "a",
    "commas": ", ",
    "conjunctions": " og",
    "opening quotes": "« ",
    "zero width": ".\u200b",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_is_split_quickly(name: str) -> None:
    unit = HOSTILE[name]
    text = "Han. " + unit * (1_000_000 // len(unit)) + " Slutt. Ja."
    assert seconds(lambda: check_spans(text, sentences(text))) < 15


@pytest.mark.parametrize("unit", ["a", "ab ", "a, og ", ",", "; ", "– "])
def test_clauses_of_a_very_long_line_are_quick(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert seconds(lambda: check_spans(text, clauses(text, lambda piece: len(piece) <= 200))) < 15


def test_no_abbreviation_is_in_two_lists() -> None:
    lists = [abbreviations.PREFIXES, abbreviations.BEFORE_NUMBER, abbreviations.UNITS]
    lists += [abbreviations.BEFORE_NAMES, abbreviations.AFTER_NAMES, abbreviations.CLOSERS]
    assert len(frozenset.union(*lists)) == sum(map(len, lists))


def seconds(work: Callable[[], object]) -> float:
    """CPU time: a second or so here, minutes if anything is more than linear."""
    start = time.process_time()
    work()
    return time.process_time() - start
