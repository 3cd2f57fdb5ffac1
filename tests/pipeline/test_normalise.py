"""What the model is handed, and what of its answer belongs to the article."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import for_model, restore

PLAIN = [
    "Politiet sier at 1 100 personer møtte opp.",
    "– Vi er «svært» glade, sier O'Rourke til NTB.",
    '- Det er "bra", sier hun ...',
    "Ledelsen på 2-0 holdt i 1990–91.",
]

CASES = [
    # (what stood in the article, what the model gets)
    ("Regje\u00adringen", "Regjeringen"),
    ("a\u200bb\ufeffc\u2060d", "abcd"),
    ("Bla\u030abær", "Blåbær"),
    ("bl\u200ba\u200b\u030a", "blå"),  # composes only once the zero width is gone
    ("1\u00a0100 og 2\u202f300 og 4\u2009500", "1 100 og 2 300 og 4 500"),
    ("F‑35 og −4 grader", "F-35 og -4 grader"),
    ("— Ja — sa hun", "– Ja – sa hun"),
    ("―Ja", "–Ja"),
    ("Han sa “ja” til det", "Han sa «ja» til det"),
    ("Han sa „ja“ til det", "Han sa «ja» til det"),
    ("Han sa ”ja” til det", "Han sa «ja» til det"),
    ("en 40” skjerm", 'en 40" skjerm'),
    ("Ap’s og ‘ny’ og `x´", "Ap's og 'ny' og 'x'"),
    ("Vent…", "Vent..."),
    ("linje en\nlinje to", "linje en linje to"),
    ("Trump-\n  tilhengere", "Trump-tilhengere"),
    ("pris-\nog lønnsvekst", "pris- og lønnsvekst"),
    ("a \t  b\r\nc", "a b c"),
    ("\x1b[31mRødt\x1b[0m og \x1b]0;tittel\x07blått\x07", "Rødt og blått"),
    ("uavsluttet \x1b]tekst blir", "uavsluttet tekst blir"),
    ("ﬁsk", "fisk"),
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_clean_sentence_is_unchanged(text: str) -> None:
    assert for_model(text) == text


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_for_model(text: str, expected: str) -> None:
    assert for_model(text) == expected


@given(st.text() | st.text(alphabet="„“”\x1b[]m \n-–a.\u0301\u200b…»«", max_size=30))
def test_for_model_twice_is_once_and_leaves_nothing_unseen(text: str) -> None:
    once = for_model(text)
    assert for_model(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(c) == "Cc" for c in once)
    assert "  " not in once
    assert once == once.strip()


@given(
    st.text(alphabet="abcæøåABCÆØÅ 0123456789.,–«»", max_size=50).map(lambda t: " ".join(t.split()))
)
def test_for_model_leaves_training_alphabet_alone(text: str) -> None:
    assert for_model(text) == text


RESTORE = [
    # (source, the model's English, the article's English)
    ("Klarte ikke stoppe dem", "Could not stop them.", "Could not stop them"),
    ("– Har jobbet hardt", '"Have worked hard."', '"Have worked hard"'),
    ("Vil til USA", "Wants to go to the U.S.", "Wants to go to the U.S."),
    ("Kjøpte Acme", "Bought Acme Inc.", "Bought Acme Inc."),
    ("Nå kommer ...", "Now comes...", "Now comes..."),
    ("De vant.", "They won", "They won."),
    ("– Vi vant.", '"We won"', '"We won."'),
    ("De vant (igjen).", "They won (again)", "They won (again)."),
    ("(De vant.)", "(They won)", "(They won.)"),
    ("Hvem vant?", "Who won.", "Who won?"),
    ("Hvem vant?", "Who won", "Who won?"),
    ("– Hvem vant?", '"Who won."', '"Who won?"'),
    ("Endelig!", "Finally.", "Finally!"),
    ("Dette vet vi:", "This is what we know.", "This is what we know:"),
    # Left alone.
    ("De vant.", "They won!", "They won!"),
    ("De vant.", "They won.", "They won."),
    ("Hvem vant?", "Who won?", "Who won?"),
    ("De vant", "They won", "They won"),
    ("De vant.", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("source", "target", "expected"), RESTORE)
def test_restore(source: str, target: str, expected: str) -> None:
    assert restore(source, target) == expected


ENDS = st.text(alphabet='ab .?!:…"»)(U', max_size=12)


@given(ENDS, ENDS)
def test_restore_is_idempotent_and_touches_only_the_end_mark(source: str, target: str) -> None:
    once = restore(source, target)
    assert restore(source, once) == once
    letters = [c for c in target if c.isalpha()]
    assert [c for c in once if c.isalpha()] == letters
    assert abs(len(once) - len(target.rstrip())) <= 1


@pytest.mark.parametrize(
    "piece", ['"', "\x1b]", "\x1b[", " \n", "a-\n ", "a-   ", "”", ".\u0301", "\u200b", '."']
)
def test_a_megabyte_of_anything_takes_less_than_two_seconds(piece: str) -> None:
    text = "a-" + piece * (10**6 // len(piece))
    began = time.perf_counter()
    for_model(text)
    restore("x", text + ".")
    assert time.perf_counter() - began < 2
