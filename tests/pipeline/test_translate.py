"""The line an article goes: what the engine is asked, what it is not, and that nothing is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.engine import Engine, Translation
from models.fake import FakeEngine
from pipeline.article import Article, Block, Decoding, Kind, Origin, Severity
from pipeline.documents import plain, read_article
from pipeline.errors import ModelRunError
from pipeline.run import Request
from pipeline.run import translate as run_translate
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.translate import finish, plan, translate_article, translate_sentences

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
STORY = """\
Flom i Gausdal

Av Kari Vik

GAUSDAL (NTB): Elva gikk over sine bredder i natt. Flere gårder er isolert.

Ordfører Per Dal ser på elva. Foto: Siri Åsen / NTB

www.gausdal.example.no

***

(©NTB)
"""
# 30 words with every kind of place to cut at.
LONG = (
    "Ordføreren ser vannet stige, og brannvesenet fyller sekker med sand mens naboene bærer møbler "
    "opp på loftet; likevel tror hun at broa holder – dersom regnet gir seg før kvelden."
)


def story(text: str = STORY) -> Article:
    return plain.read(text.encode(), "flom.txt")


def paragraph(text: str) -> Article:
    return Article("a.txt", (Block(Kind.PARAGRAPH, text),))


def english(article: Article) -> str:
    return plain.write(article).decode()


def test_the_engine_is_asked_for_sentences_alone_and_in_order() -> None:
    assert plan(story(), FakeEngine()).requests == (
        ("Flom i Gausdal",),
        ("Elva gikk over sine bredder i natt.",),
        ("Flere gårder er isolert.",),
        ("Ordfører Per Dal ser på elva.",),
    )


def test_credits_bylines_datelines_and_kept_lines_never_reach_the_engine() -> None:
    engine = FakeEngine()
    done = english(translate_article(story(), engine))
    for apart in ("Foto", "Siri", "NTB", "Kari", "GAUSDAL", "www", "*", "©"):
        assert not any(apart in sentence for sentence in engine.asked)
    assert "By Kari Vik\n" in done
    assert "GAUSDAL (NTB): ELVA" in done
    assert "ELVA. Photo: Siri Åsen / NTB\n" in done
    assert done.endswith("\nwww.gausdal.example.no\n\n***\n\n(©NTB)\n")


def test_layout_is_kept_between_the_sentences() -> None:
    text = "\n\n  Det regner.  Det blåser.\t\n\n\n\tHva nå?\r\n"
    done = english(translate_article(story(text), FakeEngine()))
    assert done == text.upper()


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "***\n", "\ufeff"])
def test_an_article_without_words_comes_out_as_it_was(text: str) -> None:
    engine = FakeEngine()
    assert english(translate_article(story(text), engine)) == text
    assert engine.asked == []


def test_a_sentence_that_fits_exactly_is_asked_for_whole() -> None:
    words = len(LONG.split())
    (whole,) = plan(paragraph(LONG), FakeEngine(max_tokens=words + 1)).requests
    (split,) = plan(paragraph(LONG), FakeEngine(max_tokens=words)).requests
    assert (len(whole), len(split)) == (1, 2)


@pytest.mark.parametrize("max_tokens", [4, 8, 16])
def test_a_sentence_that_is_too_long_is_split_and_joined_and_the_report_says_so(
    max_tokens: int,
) -> None:
    engine = FakeEngine(max_tokens=max_tokens)
    (block,) = translate_article(paragraph(LONG), engine).blocks
    (done,) = block.segments
    assert all(engine.count_tokens(piece) <= max_tokens for piece in engine.asked)
    assert len(engine.asked) > 1
    assert done.target is not None
    assert done.target.split() == LONG.upper().split()
    (split,) = [f for f in done.findings if f.check == "split"]
    assert split.severity is Severity.INFO
    assert f"in {len(engine.asked)} parts" in split.message


def test_a_sentence_that_fits_has_no_such_note() -> None:
    (block,) = translate_article(paragraph(LONG), FakeEngine()).blocks
    assert "split" not in {f.check for s in block.segments for f in s.findings}


PLAIN_WORDS = st.sampled_from(
    ["elva", "stiger", "mens", "regnet,", "broa", "og;", "naboene", "–", "bærer", "sekker"]
)


@given(st.lists(PLAIN_WORDS, min_size=1, max_size=40), st.integers(3, 12))
def test_no_word_is_lost_or_doubled_whatever_the_limit(words: list[str], limit: int) -> None:
    text = " ".join(words)
    done = translate_article(paragraph(text), FakeEngine(max_tokens=limit))
    # Dashes that open speech become quote marks; every word is there, once.
    assert re.findall(r"\w+", done.blocks[0].target) == re.findall(r"\w+", text.upper())


def test_the_score_of_a_split_sentence_weighs_its_pieces_by_length() -> None:
    job = plan(paragraph(LONG), FakeEngine(max_tokens=len(LONG.split())))
    (done,) = finish(job, [Translation("x" * 30, -1.0), Translation("y" * 10, -2.0)]).blocks
    assert done.segments[0].score == -1.25
    (silent,) = finish(job, [Translation("", -1.0), Translation("", -3.0)]).blocks
    assert silent.segments[0].target == ""


@pytest.mark.parametrize("given", [0, 3, 5])
def test_too_few_or_too_many_translations_are_refused_by_name(given: int) -> None:
    job = plan(story(), FakeEngine())
    message = rf"flom\.txt: the engine gave {given} translations for 4 sentences"
    with pytest.raises(ModelRunError, match=message):
        finish(job, [Translation("x", -0.1)] * given)


def test_planning_again_what_was_planned_changes_nothing() -> None:
    job = plan(story(), FakeEngine())
    assert plan(job.article, FakeEngine()) == job


def test_every_segment_says_where_its_english_comes_from() -> None:
    done = translate_article(story(), FakeEngine())
    for block in done.blocks:
        for part in block.segments:
            assert part.target is not None
            assert (part.score is not None) == (part.origin is Origin.MODEL)
            assert part.origin is not Origin.KEPT or part.target == part.source
            assert block.text[part.start : part.end] == part.source


def test_the_norwegian_is_still_there_afterwards() -> None:
    article = story()
    done = translate_article(article, FakeEngine())
    assert done.source == article.source
    untranslated = [
        replace(
            b,
            segments=tuple(
                replace(s, target=None, score=None, findings=(), decoding=None, edits=())
                for s in b.segments
            ),
        )
        for b in done.blocks
    ]
    assert tuple(untranslated) == segment(article).blocks


def test_single_sentences_have_the_same_care() -> None:
    engine = FakeEngine(max_tokens=8)
    found = translate_sentences(["Hei\u00adsann …", LONG, "Klarte det ikke"], engine)
    assert found[0].startswith("HEISANN")
    assert found[1].split() == LONG.upper().split()
    assert found[2] == "KLARTE DET IKKE"
    assert translate_sentences([], engine) == []


@pytest.fixture(scope="module")
def examples(
    ct2_engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[str, dict[str, Any]]]:
    """The English of every example by the embedded model, and its part of the report."""
    folder = tmp_path_factory.mktemp("examples")
    request = Request(tuple(map(str, EXAMPLES)), folder, report=folder / "report.json", quiet=True)
    run_translate(request, Settings(), ct2_engine)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return {
        Path(a["source"]).name: (Path(a["target"]).read_text(encoding="utf-8"), a)
        for a in report["articles"]
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
class TestExamplesWithTheEmbeddedModel:
    def test_as_many_lines_as_went_in_and_blank_ones_in_their_places(
        self, path: Path, examples: dict[str, tuple[str, dict[str, Any]]]
    ) -> None:
        theirs = path.read_text(encoding="utf-8").split("\n")
        ours = examples[path.name][0].split("\n")
        assert [not line.strip() for line in ours] == [not line.strip() for line in theirs]

    def test_every_credit_is_there_with_its_names_to_the_letter(
        self, path: Path, examples: dict[str, tuple[str, dict[str, Any]]]
    ) -> None:
        credits = re.findall(r"Foto:(.*)", path.read_text(encoding="utf-8"))
        assert credits
        assert re.findall(r"Photo:(.*)", examples[path.name][0]) == credits
        assert "Foto" not in examples[path.name][0]

    def test_every_block_and_segment_is_there_and_none_is_empty(
        self, path: Path, examples: dict[str, tuple[str, dict[str, Any]]]
    ) -> None:
        blocks = [b for b in segment(read_article(path)).blocks if b.kind is not Kind.BLANK]
        found = examples[path.name][1]["blocks"]
        assert [b["kind"] for b in found] == [b.kind.value for b in blocks]
        assert [[s["source"] for s in b["segments"]] for b in found] == [
            [s.source for s in b.segments] for b in blocks
        ]
        assert all(s["target"].strip() for b in found for s in b["segments"])


class Looping(FakeEngine):
    """Goes round in circles unless it is told not to repeat itself."""

    def translate(
        self,
        sentences: Sequence[str],
        *,
        alternatives: int = 0,
        align: bool = False,
        repetition_penalty: float = 1.0,
    ) -> list[Translation]:
        super().translate(sentences, alternatives=alternatives)
        said = "The river rises. " * (1 if repetition_penalty > 1 else 5)
        answer = Translation(said.strip(), -0.3)
        return [replace(answer, alternatives=(answer,) * alternatives) for _ in sentences]


def test_what_goes_in_circles_is_asked_again_without_repeating() -> None:
    (block,) = translate_article(paragraph("Elva stiger."), Looping()).blocks
    assert block.target == "The river rises."
    assert block.segments[0].decoding is Decoding.AGAIN


def test_without_retry_the_first_answer_stands_with_its_finding() -> None:
    (block,) = translate_article(paragraph("Elva stiger."), Looping(), retry=False).blocks
    assert block.segments[0].decoding is Decoding.FIRST
    assert "loops" in {f.check for f in block.segments[0].findings}
