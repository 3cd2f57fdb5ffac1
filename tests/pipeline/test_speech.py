"""Speech marks: cases of one paragraph each, and what must hold of any paragraph."""

from __future__ import annotations

import doctest
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edits import replay
from pipeline.newsroom import quotations, quote_marks, reporting, speech
from pipeline.newsroom.speech import GUESS, RULE, balanced, edits, unbalanced_at

CASES = Path(__file__).parents[1] / "cases" / "newsroom" / "speech.tsv"
Pairs = list[tuple[str, str]]


def cases() -> list[tuple[str, ...]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def mended(pairs: Pairs) -> list[str]:
    return [replay(target, plan) for (_, target), plan in zip(pairs, edits(pairs), strict=True)]


@pytest.mark.parametrize(("source", "target", "expected"), cases())
def test_case(source: str, target: str, expected: str) -> None:
    pairs = list(zip(source.split(" ⏎ "), target.split(" ⏎ "), strict=True))
    result = mended(pairs)
    assert " ⏎ ".join(result) == (target if expected == "=" else expected)
    assert balanced(" ".join(result)) or '32"' in target
    assert mended([(s, t) for (s, _), t in zip(pairs, result, strict=True)]) == result


def test_half_of_the_cases_are_left_alone() -> None:
    alone = sum(expected == "=" for _, _, expected in cases())
    assert len(cases()) >= 120
    assert alone / len(cases()) > 0.4


def test_a_right_target_has_no_edits() -> None:
    assert edits([("– Ja, sier Moe.", '"Yes," says Moe.')]) == ((),)


def test_edits_name_the_place_and_nothing_more() -> None:
    ((edit,),) = edits([("– Ja, sier Moe.", '"Yes, says Moe.')])
    assert (edit.rule, edit.span, edit.before, edit.after) == (RULE, (5, 5), "", '"')


def test_a_guess_is_called_one() -> None:
    pairs = [("De kaller det «et svik» mot oss.", 'They call it "a betrayal of us.')]
    assert {edit.rule for edit in edits(pairs)[0]} == {GUESS}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ('"Yes," says Moe.', None),
        ("He's 6 feet; the players' bus; \"ok.\"", None),
        ('A 32" TV.', None),
        ('"Yes, says Moe.', (0, 1)),
        ('Yes," says Moe.', (4, 5)),
        ('"Yes," says Moe. "No.', (17, 18)),
        ('"Yes. "No," says Moe.', (0, 1)),
        ("«Yes, says Moe.", (0, 1)),
        ("", None),
    ],
)
def test_the_mark_without_a_partner_is_pointed_at(text: str, span: tuple[int, int] | None) -> None:
    assert unbalanced_at(text) == span
    assert balanced(text) == (span is None)


_SPOKEN = st.sampled_from(
    [
        ("Vi er klare", "We are ready"),
        ("Det haster", "It's urgent"),
        ("Vi vil, og vi kan", "We want to, and we can"),
        ("Prisen er 1.100 kroner", "The price is 1,100 kroner"),
        ("Han leste «Sult» to ganger", 'He read "Hunger" twice'),
    ]
)
_CLAUSES = st.sampled_from(
    [
        (", sier Hansen.", '," says Hansen.'),
        (", forteller hun til NTB.", '," she tells NTB.'),
        (", opplyser politiet.", '," police say.'),
        (", skriver Moe i en e-post.", '," Moe writes in an email.'),
    ]
)
_AFTER = st.sampled_from([[], [("Hun er lege.", "She is a doctor.")]])


@st.composite
def paragraphs(draw: st.DrawFn) -> Pairs:
    """A paragraph of dash speech with its right English, but for the nested marks."""
    said = draw(st.lists(_SPOKEN, min_size=1, max_size=3))
    clause = draw(_CLAUSES)
    pairs = [(f"{nb}.", f"{en}.") for nb, en in said]
    pairs[0] = (f"– {pairs[0][0]}", f'"{pairs[0][1]}')
    pairs[-1] = (pairs[-1][0][:-1] + clause[0], pairs[-1][1][:-1] + clause[1])
    return pairs + draw(_AFTER)


def words(text: str) -> str:
    return "".join(c for c in text if c not in "\"'–-,.«»“” ")


@given(paragraphs(), st.data())
def test_lost_and_stray_marks_are_mended(pairs: Pairs, data: st.DataObject) -> None:
    right = mended(pairs)
    damaged = []
    for source, target in pairs:
        marks = [at for at, c in enumerate(target) if c == '"']
        lost = data.draw(st.sets(st.sampled_from(marks))) if marks else set()
        kept = "".join(c for at, c in enumerate(target) if at not in lost)
        damaged.append((source, data.draw(st.sampled_from(["", "– "])) * (source[0] == "–") + kept))
    result = mended(damaged)
    assert balanced(" ".join(result))
    assert list(map(words, result)) == list(map(words, right))
    if "«" not in " ".join(source for source, _ in pairs):
        assert result == right


# Words with marks at them, right and wrong, as a careless writer or a model would leave them.
_TOKENS = st.tuples(
    st.sampled_from(["", "", "", '"', "«", "“", "(", "– ", "- ", "– «"]),
    st.sampled_from(["Vi", "we", "They", "said", "Ja", "6", "sier Moe", "says Moe", "men", "it's"]),
    st.sampled_from(["", "", "", ",", ".", ":", "?", '"', '",', ',"', "»", "»,", ".”", '."', "'"]),
).map("".join)
_SENTENCES = st.lists(_TOKENS, max_size=8).map(" ".join)


@given(st.lists(st.tuples(_SENTENCES, _SENTENCES), max_size=4))
def test_any_paragraph_is_mended_once_and_only_in_its_marks(pairs: Pairs) -> None:
    once = mended(pairs)
    again = mended([(s, t) for (s, _), t in zip(pairs, once, strict=True)])
    assert again == once
    for (_, target), result, plan in zip(pairs, once, edits(pairs), strict=True):
        assert words(result) == words(target)
        assert all(words(e.before) == words(e.after) for e in plan)


@pytest.mark.parametrize(
    "piece",
    ['"', "« ", "«a» ", ": – A, sier B, – c ", "– A, sier han, b", ", said he ", '1" ', ". – A"],
)
def test_time_grows_with_the_line_and_no_faster(piece: str) -> None:
    line = piece * (100_000 // len(piece))
    for pairs in ([(line, line)], [("– " + line, line)], [(line, "– " + line)]):
        start = time.process_time()
        edits(pairs)
        assert time.process_time() - start < 2


@pytest.mark.parametrize("module", [speech, quotations, quote_marks, reporting])
def test_the_examples_in_the_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
