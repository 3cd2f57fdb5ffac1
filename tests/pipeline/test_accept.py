"""Accepted findings: what an entry meets becomes a note, nothing else changes, old entries show."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import accept, checks
from pipeline.accept import Suppression
from pipeline.article import Article, Block, Finding, Kind, Segment, Severity
from pipeline.checks import confidence
from pipeline.checks.catalogue import HELP
from pipeline.desk import Desk
from pipeline.errors import UsageError
from pipeline.outcome import Outcome, Status
from pipeline.settings import Settings

TEXTS = ["Elva steg 40 cm.", "Ingen ble skadd."]


def article(*found: tuple[str, str, Severity], name: str = "sport/sak.txt") -> Article:
    """A paragraph for each (source, check, severity), with one finding on it."""
    blocks = [
        Block(
            Kind.PARAGRAPH,
            text,
            segments=(
                Segment(0, len(text), text, target="x", findings=(Finding(check, grade, "found"),)),
            ),
        )
        for text, check, grade in found
    ]
    return Article(name, tuple(blocks), findings=(Finding("extra", Severity.WARNING, "too much"),))


def findings(body: Article) -> list[Finding]:
    return [*body.findings, *(f for b in body.blocks for s in b.segments for f in s.findings)]


def entry(**values: str) -> Suppression:
    return Suppression(**{"check": "numbers", "reason": "house style", **values})


@pytest.mark.parametrize(
    ("suppression", "accepted"),
    [
        (entry(), True),
        (entry(check="names"), False),
        (entry(source="Elva steg 40 cm. Så sank den."), True),
        # How it begins is enough, and line ends of a wrapped paragraph are no matter.
        (entry(source="Elva  steg 40"), True),
        (entry(source="steg 40 cm."), False),
        (entry(source="elva steg"), False),
        (entry(article="sak.txt"), True),
        (entry(article="sport/*.txt"), True),
        (entry(article="*.txt", source="Elva"), True),
        (entry(article="kultur/*.txt"), False),
        (entry(article="ak.txt"), False),
        (entry(article="SAK.TXT"), False),
    ],
)
def test_an_entry_meets_its_check_article_and_sentence(
    suppression: Suppression, accepted: bool
) -> None:
    body = article(("Elva steg\n40 cm. Så sank den.", "numbers", Severity.ERROR))
    found = findings(accept.apply(body, {}, [suppression]))
    assert found[0] == Finding("extra", Severity.WARNING, "too much")
    assert found[1].severity is (Severity.INFO if accepted else Severity.ERROR)
    expected = "Accepted: house style (found)" if accepted else "found"
    assert found[1].message == expected


def test_a_finding_on_the_article_is_accepted_without_a_sentence() -> None:
    body = article()
    assert findings(accept.apply(body, {}, [entry(check="extra")]))[0].severity is Severity.INFO
    named = entry(check="extra", source="too much")
    assert accept.apply(body, {}, [named]) == body


@given(
    st.lists(
        st.tuples(st.sampled_from(TEXTS), st.sampled_from(list(HELP)), st.sampled_from(Severity))
    ),
    st.dictionaries(st.sampled_from(list(HELP)), st.sampled_from([*Severity, None])),
)
def test_severities_change_their_checks_and_nothing_else(
    found: list[tuple[str, str, Severity]], severities: dict[str, Severity | None]
) -> None:
    body = article(*found)
    judged = accept.apply(body, severities, ())
    assert judged.source == body.source
    assert [b.target for b in judged.blocks] == [b.target for b in body.blocks]
    kept = [f for f in findings(body) if severities.get(f.check, f.severity) is not None]
    assert [(f.check, f.message) for f in findings(judged)] == [(f.check, f.message) for f in kept]
    for before, after in zip(kept, findings(judged), strict=True):
        assert after.severity is severities.get(before.check, before.severity)


def load(folder: Path, text: str) -> tuple[Suppression, ...]:
    file = folder / "accepted.toml"
    file.write_text(text, encoding="utf-8")
    return accept.load(file)


def test_the_file_is_read_in_order(tmp_path: Path) -> None:
    first, second = load(
        tmp_path,
        '[[accept]]\ncheck = "numbers"\nreason = "a"\n'
        '[[accept]]\ncheck = "names"\narticle = "*.txt"\nsource = "Å"\nreason = "b"\n',
    )
    assert (first.check, first.reason, first.article, first.source) == ("numbers", "a", None, None)
    assert (second.article, second.source) == ("*.txt", "Å")
    assert second.place == f"{tmp_path / 'accepted.toml'}: entry 2"
    assert load(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('reason = "b"', "entry 2: check is missing"),
        ('check = "numbers"', "entry 2: reason is missing"),
        ('check = "numbers"\nreason = " "', "entry 2: reason needs a text, not ' '"),
        ('check = "numbers"\nreason = 4', "entry 2: reason needs a text, not 4"),
        ('check = "nubmers"\nreason = "b"', "entry 2: unknown check 'nubmers'; did you mean 'numb"),
        ('check = "numbers"\nreson = "b"', "entry 2: unknown key 'reson'; did you mean 'reason'?"),
        ('check = "numbers"\nreason = "b"\narticle = "."', "entry 2: article '.' names no file"),
        ("check = ", "cannot be read as TOML"),
    ],
)
def test_a_fault_is_named_with_the_file_and_the_entry(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(UsageError) as error:
        load(tmp_path, f'[[accept]]\ncheck = "names"\nreason = "a"\n[[accept]]\n{text}\n')
    assert str(error.value).startswith(f"{tmp_path / 'accepted.toml'}: ")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[accept]\ncheck = "names"', "each entry begins with [[accept]]"),
        ("accept = [1]", "entry 1: needs a table, not 1"),
        ('[[acept]]\ncheck = "names"', "unknown key 'acept'; each entry begins with [[accept]]"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        load(tmp_path, text)
    assert message in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.toml: no such file of accepted findings"):
        accept.load(tmp_path / "gone.toml")


def desk(folder: Path, *entries: str) -> Desk:
    file = folder / "accepted.toml"
    file.write_text("".join(f'[[accept]]\nreason = "r"\n{e}\n' for e in entries), encoding="utf-8")
    return Desk(Settings(suppressions=file, checks={"names": "off"}), None)


def outcome(body: Article | None) -> Outcome:
    return Outcome("sport/sak.txt", None, Status.TRANSLATED if body else Status.FAILED, body)


def test_an_entry_that_met_nothing_no_longer_applies(tmp_path: Path) -> None:
    judge = desk(
        tmp_path,
        'check = "numbers"',
        'check = "numbers"\nsource = "Gone."',
        'check = "loops"\narticle = "other.txt"',
        'check = "loops"\narticle = "sak.txt"',
        'check = "names"',
    )
    judge.judged(
        outcome(article(("Ti.", "numbers", Severity.ERROR), ("Ti.", "names", Severity.ERROR)))
    )
    # 3 is about an article that was not in the run; 5 accepts what is off anyway.
    numbers = [
        w.partition("entry ")[2].partition(" no longer applies")[0] for w in judge.warnings()
    ]
    assert numbers == ["2", "4", "5"]


def test_a_run_that_left_something_out_says_nothing_of_old_entries(tmp_path: Path) -> None:
    judge = desk(tmp_path, 'check = "loops"')
    judge.judged(outcome(article()))
    assert judge.warnings()
    assert judge.warnings(interrupted=True) == []
    judge.judged(outcome(None))
    assert judge.warnings() == []


def test_every_check_has_its_help() -> None:
    assert {*checks.CHECKS, *checks.PARAGRAPH_CHECKS, confidence.ID, "split", "extra"} == set(HELP)
