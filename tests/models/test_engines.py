"""What both engines promise, and how far they agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.checkpoint import open_checkpoint
from models.ct2 import Ct2Engine
from models.engine import Decoding, Engine, Translation
from models.marian import TorchEngine

EMBEDDED = Path(__file__).parents[2] / "models" / "nb-en"
OSLO = "Oslo er hovedstaden i Norge."


@pytest.fixture(params=["ct2_engine", "torch_engine"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


def texts(translations: list[Translation]) -> list[str]:
    return [t.text for t in translations]


def same(ours: list[str], theirs: list[str]) -> float:
    """The share of texts that are the same to the character."""
    return sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(theirs)


def chrf(ours: list[str], theirs: list[str]) -> float:
    """chrF2 of one engine's texts against the other's, 0 to 100."""
    import sacrebleu

    return float(sacrebleu.corpus_chrf(ours, [theirs]).score)


def test_one_translation_each_in_order(engine: Engine) -> None:
    """Of very different lengths, since an engine sorts by length inside."""
    sentences = ["Ja.", f"{OSLO[:-1]}, sier statsministeren til avisen i dag.", OSLO, "Nei."]
    found = texts(engine.translate(sentences))
    assert len(found) == len(sentences)
    assert found[0] != found[3]
    assert "capital" in found[1].lower()
    assert "minister" in found[1].lower()
    assert "capital" in found[2].lower()
    assert "minister" not in found[2].lower()


def test_nothing_gives_nothing(engine: Engine) -> None:
    assert engine.translate([]) == []


@pytest.mark.parametrize("blank", ["", " ", "\u00a0"])
def test_blank_gives_blank_and_does_not_disturb(engine: Engine, blank: str) -> None:
    found = engine.translate([OSLO, blank], align=True)
    assert texts(found) == [engine.translate([OSLO])[0].text, ""]
    assert found[1].score <= 0
    assert engine.translate([blank])[0].text == ""


def test_alternatives_are_distinct_and_best_first(engine: Engine) -> None:
    for best in engine.translate([OSLO, "Hun kjøpte en ny bil i går."], alternatives=3):
        ranked = [best, *best.alternatives]
        scores = [t.score for t in ranked]
        assert len({t.text for t in ranked}) == 4
        assert scores == sorted(scores, reverse=True)
        assert all(not t.alternatives for t in best.alternatives)


def test_alternatives_do_not_change_the_best(engine: Engine, sample: list[str]) -> None:
    plain = engine.translate(sample[:5])
    asked = engine.translate(sample[:5], alternatives=2)
    assert texts(plain) == texts(asked)
    assert all(not t.alternatives for t in plain)


def test_a_score_is_a_mean_log_probability(engine: Engine, sample: list[str]) -> None:
    assert all(-5 < t.score < 0 for t in engine.translate(sample[:5]))


def test_alignment_links_pieces_within_the_texts(engine: Engine, sample: list[str]) -> None:
    sources = sample[:5]
    for source, best in zip(
        sources, engine.translate(sources, align=True, alternatives=1), strict=True
    ):
        for found in (best, *best.alternatives):
            assert found.alignment
            assert all(0 <= a <= b <= len(source) for (a, b), _ in found.alignment)
            targets = [t for _, t in found.alignment]
            assert targets == sorted(targets)
            assert (targets[0][0], targets[-1][1]) == (0, len(found.text))


def test_a_name_is_aligned_with_itself(engine: Engine) -> None:
    (found,) = engine.translate([OSLO], align=True)
    words = {(OSLO[a:b], found.text[c:d]) for (a, b), (c, d) in found.alignment}
    assert {("Oslo", "Oslo"), ("Norge", "Norway")} <= {(s.strip(), t.strip()) for s, t in words}


def test_alignment_is_empty_unless_asked_for(engine: Engine) -> None:
    assert engine.translate([OSLO])[0].alignment == ()


def test_what_is_too_long_is_refused_not_cut(engine: Engine) -> None:
    longest = "ord " * (engine.max_tokens - 1)
    assert engine.count_tokens(longest) == engine.max_tokens
    with pytest.raises(ValueError, match=rf"limit of {engine.max_tokens}; split it first"):
        engine.translate([OSLO, longest + "ord"])


def test_control_marks_in_the_copy_end_nothing(engine: Engine) -> None:
    """The sentence after the mark is translated too."""
    (found,) = engine.translate([f"Merket </s> står her. {OSLO}"])
    assert "Oslo" in found.text


def test_ct2_gives_the_same_alone_reversed_and_in_a_crowd(
    ct2_engine: Engine, sample: list[str], wire: list[str]
) -> None:
    crowd = dict(zip(wire, texts(ct2_engine.translate(wire)), strict=True))
    expected = [crowd[source] for source in sample]
    assert texts(ct2_engine.translate(sample)) == expected
    assert texts(ct2_engine.translate(sample[::-1])) == expected[::-1]
    assert [ct2_engine.translate([source])[0].text for source in sample] == expected


def test_torch_gives_the_same_alone_reversed_and_in_a_crowd(
    torch_engine: Engine, sample: list[str], torch_wire: list[str]
) -> None:
    few, expected = sample[:12], torch_wire[::3][:12]
    assert texts(torch_engine.translate(few[::-1])) == expected[::-1]
    assert [torch_engine.translate([source])[0].text for source in few[:6]] == expected[:6]


@pytest.mark.slow
def test_torch_gives_the_same_for_all_of_the_sample(
    torch_engine: Engine, sample: list[str], torch_wire: list[str]
) -> None:
    expected = torch_wire[::3]
    assert texts(torch_engine.translate(sample)) == expected
    assert texts(torch_engine.translate(sample[::-1])) == expected[::-1]
    assert [torch_engine.translate([source])[0].text for source in sample] == expected


def test_a_signature_names_all_that_can_change_a_translation(
    ct2_engine: Engine, torch_engine: Engine
) -> None:
    checkpoint = open_checkpoint(EMBEDDED, "nb-en")
    other = Ct2Engine(checkpoint, Decoding(beam=2), threads=1).signature
    penalised = Ct2Engine(checkpoint, Decoding(length_penalty=0.8), threads=1).signature
    signatures = {ct2_engine.signature, torch_engine.signature, other, penalised}
    assert len(signatures) == 4
    assert all(s.startswith(checkpoint.digest[:16]) for s in signatures)
    assert Ct2Engine(checkpoint, Decoding(), threads=2).signature == ct2_engine.signature


@pytest.mark.slow
def test_float32_searches_as_the_reference_does(wire: list[str], torch_wire: list[str]) -> None:
    """119 of 120 measured: so what int8 changes is rounding, not another search."""
    checkpoint = open_checkpoint(EMBEDDED, "nb-en")
    engine = Ct2Engine(checkpoint, Decoding(), threads=2, compute="float32")
    float32 = texts(engine.translate(wire))
    print(f"float32 = torch: {same(float32, torch_wire):.1%}, {chrf(float32, torch_wire):.1f}")
    assert same(float32, torch_wire) >= 0.9


def test_int8_says_nearly_what_the_reference_says(
    ct2_engine: Engine, wire: list[str], torch_wire: list[str]
) -> None:
    int8 = texts(ct2_engine.translate(wire))
    print(f"int8 = torch: {same(int8, torch_wire):.1%}, chrF2 {chrf(int8, torch_wire):.1f}")
    assert chrf(int8, torch_wire) >= 90


@pytest.mark.xfail(
    strict=True,
    reason="75 of 120 (62.5%) measured with this checkpoint, chrF2 94.0: int8 rounds the "
    "activations, which turns near ties in a model trained this little",
)
def test_int8_is_the_reference_in_nine_of_ten(
    ct2_engine: Engine, wire: list[str], torch_wire: list[str]
) -> None:
    assert same(texts(ct2_engine.translate(wire)), torch_wire) >= 0.9


@pytest.mark.parametrize("kind", [Ct2Engine, TorchEngine])
def test_greedy_search_gives_scores_too(kind: type[Ct2Engine] | type[TorchEngine]) -> None:
    found = kind(open_checkpoint(EMBEDDED, "nb-en"), Decoding(beam=1), 1).translate([OSLO])
    assert "Oslo" in found[0].text
    assert found[0].score < 0


def test_a_repetition_penalty_changes_the_search_and_no_contract(engine: Engine) -> None:
    (sober,) = engine.translate(["Elva stiger, og elva stiger, og elva stiger."])
    (penalised,) = engine.translate(
        ["Elva stiger, og elva stiger, og elva stiger."], repetition_penalty=3.0
    )
    assert penalised.text
    assert penalised.text != sober.text
