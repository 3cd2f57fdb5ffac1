"""One fault is planted in each good pair, and the checks find it; the untouched pairs pass.

Every fault is made by a rule, so the same one each time; which check has to find it is written
beside it. ``pytest -s`` shows the recall of each and the rate of false alarms.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.article import Severity
from pipeline.checks import run, run_paragraph

PAIRS = [
    (source, target)
    for line in (Path(__file__).parent.parent / "cases" / "faults" / "pairs.tsv")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
    for source, target in [line.split("\t")]
]

Plant = Callable[[str, str], str | None]


class Fault(NamedTuple):
    """``plant`` gives the faulty English, None for a pair that it does not fit.

    One of ``checks`` has to find it, in at least ``recall`` of the pairs.
    """

    plant: Plant
    checks: str
    recall: float


def _wrong_digit(source: str, target: str) -> str | None:
    digit = re.search(r"\d", target)
    if not digit:
        return None
    changed = str(int(digit[0]) % 9 + 1)
    return target[: digit.start()] + changed + target[digit.end() :]


def _million_for_billion(source: str, target: str) -> str | None:
    swapped = {"million": "billion", "billion": "million"}
    changed = re.sub(r"million|billion", lambda m: swapped[m[0]], target, count=1)
    return changed if changed != target else None


def _dropped_negation(source: str, target: str) -> str | None:
    plain = {
        "still not ": "", "cannot": "can", "does not ": "does ", "do not ": "do ",
        "did not ": "did ", " not ": " ",
        " never ": " ", "None of": "Some of", "No one": "Someone", "no one": "someone",
        "No Norwegian": "Norwegian", " no ": " some ", "Neither": "Both", "Without": "With",
        "without": "with",
    }  # fmt: skip
    if not re.search(r"\b(?:ikke|aldri|ingen|uten|verken)\b", source, re.IGNORECASE):
        return None
    for negation, rest in plain.items():
        if negation in target:
            return target.replace(negation, rest, 1)
    return None


_FULL_NAME = re.compile(r"\b([A-ZÅØ][\w]+) ([A-ZÅØ]\w{3,})\b")


def _shared_name(source: str, target: str) -> re.Match[str] | None:
    names = (m for m in _FULL_NAME.finditer(target) if m[0] in source)
    return next(names, None)


def _changed_name(source: str, target: str) -> str | None:
    name = _shared_name(source, target)
    return target.replace(name[0], f"{name[1]} Wexelhoff", 1) if name else None


def _garbled_name(source: str, target: str) -> str | None:
    name = _shared_name(source, target)
    if not name:
        return None
    first, last = name[1], name[2]
    other = "n" if last[2] == "m" else "m"
    return target.replace(name[0], f"{first} {last[:2]}{other}{last[3:]}", 1)


def _other_place(source: str, target: str) -> str | None:
    """The last name of the sentence, when it is one word and the same in both languages."""
    names = [m for m in re.finditer(r"(?<=\bin )[A-ZÅØ]\w{2,}", target) if m[0] in source]
    return target.replace(names[-1][0], "Montevideo", 1) if names else None


def _missing_sentence(source: str, target: str) -> str | None:
    parts = re.split(r"(?<=[.!?])[\"]? (?=[A-Z])", target)
    two = len(parts) == 2 and re.search(r"\. [A-ZÅØ]", source)
    return parts[len(source) % 2] if two else None


def _loop(source: str, target: str) -> str | None:
    words = target.split()
    again = words[2:5]
    return " ".join([*words[:5], *again, *again, *words[5:]]) if len(words) > 5 else None


def _untranslated_clause(source: str, target: str) -> str | None:
    """The last words stay Norwegian, where they would be taken for nothing else."""
    theirs, ours = source.split(), target.split()
    tail = theirs[-5:]
    if len(theirs) < 9 or not {w.lower() for w in tail} & {"og", "på", "av", "til", "som", "er"}:
        return None
    return " ".join([*ours[: -min(5, len(ours) // 2)], *tail])


def _lost_quote_mark(source: str, target: str) -> str | None:
    at = target.find('"')
    return target[:at] + target[at + 1 :] if at >= 0 else None


def _lost_quote_marks(source: str, target: str) -> str | None:
    return target.replace('"', "") if '"' in target else None


FAULTS = {
    "wrong digit": Fault(_wrong_digit, "numbers", 0.98),
    "million for billion": Fault(_million_for_billion, "numbers", 1),
    "dropped negation": Fault(_dropped_negation, "negation", 0.9),
    "another person": Fault(_changed_name, "names", 0.95),
    "a garbled person": Fault(_garbled_name, "names", 0.95),
    "another place": Fault(_other_place, "names", 0.95),
    "missing sentence": Fault(_missing_sentence, "missing length", 0.95),
    "loop": Fault(_loop, "loops", 0.98),
    "untranslated clause": Fault(_untranslated_clause, "untranslated", 0.95),
    "lost quote mark": Fault(_lost_quote_mark, "quotes", 0.98),
    "lost quote marks": Fault(_lost_quote_marks, "quotes", 0.95),
}


def _alarms(source: str, target: str) -> set[str]:
    """The checks that an editor would see: warnings and errors."""
    findings = (*run(source, target), *run_paragraph([(source, target)])[0])
    return {f.check for f in findings if f.severity is not Severity.INFO}


@pytest.mark.parametrize("name", FAULTS)
def test_planted_faults_are_found(name: str) -> None:
    plant, checks, least = FAULTS[name]
    planted = [(s, faulty) for s, t in PAIRS if (faulty := plant(s, t)) is not None]
    missed = [(s, faulty) for s, faulty in planted if not _alarms(s, faulty) & set(checks.split())]
    recall = 1 - len(missed) / len(planted)
    print(f"{name}: {recall:.1%} of {len(planted)}")
    assert len(planted) >= 20
    assert recall >= least, missed


def test_good_pairs_raise_next_to_no_alarms() -> None:
    alarmed = {pair: found for pair in PAIRS if (found := _alarms(*pair))}
    print(f"false alarms: {len(alarmed) / len(PAIRS):.1%} of {len(PAIRS)}")
    assert len(PAIRS) >= 300
    assert len(alarmed) / len(PAIRS) < 0.03, alarmed
