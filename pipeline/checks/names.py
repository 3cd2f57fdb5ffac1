"""Every proper name of the source is in the English.

Norwegian capitalises names and nothing else, so a capital inside a sentence is a name; at the
start of one it is only where more speaks for it (:func:`_certain`). A name is kept where its
letters stand in the English, or a form of it that English uses (:mod:`pipeline.checks.exonyms`).
Institutions that are words as well ("Nasjonalgarden", "Statistisk sentralbyrå") may be translated
in many ways: what ends as they do may be absent from the English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.article import Finding, Severity, Span
from pipeline.checks.exonyms import ENGLISH, romanised
from pipeline.checks.openers import FUNCTION_WORDS, NAMES, is_ordinary

ID = "names"
NEAR = 3
LONGEST_NAME = 40
# So many lost names are looked for in so many words: a line of nothing but names stays cheap.
MOST = 50

_WORD = re.compile(r"[^\W\d_]\w*(?:['’]\w+)?(?:-\w+){0,9}")
_PART = re.compile(r"[^\W\d_]\w*")
_DOTTED = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)")
# What stands between a word and the sentence before it, or the one that it begins.
_OPENING = re.compile(r"(?:^|[.!?…:;|/]|[–—•*>(\[«»“”\"„‘]|\n|(?<!\w)[-'])\s*$")
_ABBREVIATED = re.compile(r"(?:\b[A-ZÆØÅ]|\b(?:St|Mr|Mrs|Ms|Dr|dr|prof|jr|Jr|nr|kl|f\.eks))\.\s*$")
# The keyword that opens a caption: "KNUST GLASS: ...".
_LABEL = re.compile(r"\b(?:[A-ZÆØÅ-]+ ){0,5}[A-ZÆØÅ-]+(?=:)")
_LINK = re.compile(r"\s+(?:(?:v[oa]n|van der|de|da|del|di|al|el|bin|ibn|og)\s+)?|\.\s")
_INSTITUTION = re.compile(
    r"(?:[^s]en|elsen|et|er?ne|[dgt]a|at|skap|ing|sk|ske|dom|he[it]t?|sjon|forening|forbund|"
    r"parti|lag|fylke|kommune|skole|sykehus|universitet|råd|rett?|hus|senter|klubb|museum|kirke|"
    r"bank|krig|dag|fest|pris|lov|fengsel|minister|president|seilas)e?s?\Z"
)
# What English keeps though it ends like a word: Holmenkollen, Jonsvatnet, Storgata.
_PLACE = re.compile(r"(?:kollen|vatnet|gata|dalen|odden|foten|moen|vika|åsen|øya)s?\Z")
# Surnames look like institutions too, but are seldom longer: "Brekkhus", "Nybråten".
LONGEST_SURNAME = 10
# An English word may add these to a name: "Trumps", "Iraqi", "Malian", "Trumpism".
_ENDINGS = ("s", "n", "i", "an", "ian", "ish", "ese", "ic", "ist", "ists", "ism", "ans", "ians")


@dataclass(frozen=True, slots=True)
class _Name:
    """A capitalised word, or the capitalised part of a compound, and the one just before it."""

    span: Span
    word: str
    after: str = ""


class _English:
    """The words of the target, ready to be asked for names."""

    def __init__(self, target: str) -> None:
        written = _PART.findall(_DOTTED.sub("", target))
        words = [w.lower() for w in written]
        self.words = set(words)
        # Only of what has a capital: "it houses the library" does not hold the name "House".
        capitalised = {w.lower() for w in written if not w[0].islower()}
        self.stems = {w.removesuffix(e) for w in capitalised for e in _ENDINGS if len(w) > 4}
        self.stems |= {w[:-1] for w in capitalised if w.endswith("s")}
        self.beginnings = {w[:n] for w in self.words for n in range(1, min(len(w), 16) + 1)}
        self.sounds = {romanised(w) for w in self.words if len(w) > 3}
        self.running = f" {' '.join(words)}"

    def has(self, name: str) -> bool:
        """Whether a form of the Norwegian name is here."""
        return any(self._has(form) for form in _base_forms(name.lower()))

    def _has(self, name: str) -> bool:
        if name in self.words or name in self.stems:
            return True
        if any(self._begins(form) for form in ENGLISH.get(name, ())):
            return True
        # "Bodøhalvøya" where the English has "the Bodø peninsula".
        if any(name[:n] in self.words for n in range(4, min(len(name), LONGEST_NAME) - 2)):
            return True
        return len(name) > 3 and romanised(name) in self.sounds

    def _begins(self, form: str) -> bool:
        plain = form.replace(".", "").replace("'", " ")
        return plain in self.beginnings or (" " in plain and f" {plain}" in self.running)


def check(source: str, target: str) -> tuple[Finding, ...]:
    """An error for each name that is not in the English, with what it became where that shows.

    >>> [f.message for f in check("Her er Kyle Lafferty.", "This is Kime Lafferty.")]
    ['“Kyle Lafferty” became “Kime Lafferty”']
    """
    if not any(c.islower() for c in source):
        return ()
    english = _English(target)
    names = list(_names(source))
    lost = [n for n in names if not english.has(n.word) and _must_stay(n, english)]
    if not lost:
        return ()
    rest = list(islice(_unmatched(target, names), MOST))
    findings: dict[str, Finding] = {}
    for name in islice(lost, MOST):
        found = _finding(source, target, name, _nearest(name.word, rest))
        whole = source[slice(*found.source)] if found.source else name.word
        # One for "Kyle Lafferty", though both its words are lost; the one that shows a place.
        if whole not in findings or (found.target and not findings[whole].target):
            findings[whole] = found
    return tuple(findings.values())


def _finding(source: str, target: str, name: _Name, near: _Name | None) -> Finding:
    whole = _whole(source, name.span)
    theirs = source[whole.start : whole.end]
    if near is None:
        return Finding(ID, Severity.ERROR, f"“{theirs}” is not in the English", source=whole)
    place = _whole(target, near.span) if whole != name.span else near.span
    message = f"“{theirs}” became “{target[place.start : place.end]}”"
    return Finding(ID, Severity.ERROR, message, source=whole, target=place)


def _names(source: str) -> Iterator[_Name]:
    """The capitalised words that are names, compounds in their capitalised parts."""
    words = list(_WORD.finditer(source))
    labels = {at for label in _LABEL.finditer(source) for at in range(*label.span())}
    for at, word in enumerate(words):
        starts = _starts_sentence(source, word.start())
        if word.start() in labels or (starts and not _certain(source, words, at)):
            continue
        before = words[at - 1] if at else None
        adjacent = before and source[before.end() : word.start()].isspace()
        for part in _PART.finditer(source, word.start(), word.end()):
            if part[0][0].isupper() and len(part[0]) > 1:
                yield _Name(Span(*part.span()), part[0], before[0] if before and adjacent else "")


def _starts_sentence(source: str, at: int) -> bool:
    before = source[max(0, at - 12) : at]
    return bool(_OPENING.search(before)) and not (at and _ABBREVIATED.search(before))


def _certain(source: str, words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a word that begins a sentence is a name all the same.

    It is with a second capital or a hyphen ("CNN", "Trump-tilhengere"), and where a name follows
    that it may be the first of, unless it is a word that begins many sentences, or a title.
    """
    word = words[at][0]
    if not word[0].isupper() or is_ordinary(word):
        return False
    if "-" in word or sum(map(str.isupper, word)) > 1 or word.lower() in ENGLISH:
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or not following[0][0].isupper() or "-" in following[0]:
        return False
    return source[words[at].end() : following.start()].strip() == ""


def _base_forms(name: str) -> Iterator[str]:
    """The name itself, and what it is the genitive of: "cnns" of "cnn"."""
    yield name
    if name.endswith("s"):
        yield name[:-1]


def _must_stay(name: _Name, english: _English) -> bool:
    """Whether the name is not made of words, as an institution is, or "Unge" of "Unge Venstre"."""
    lowered = name.word.lower()
    if lowered in FUNCTION_WORDS:
        return False
    if len(lowered) <= 6 or not _INSTITUTION.search(lowered):
        return True
    first = name.after.lower()
    is_surname = name.after[:1].isupper() and first in english.words and first not in ENGLISH
    return (
        (is_surname and len(lowered) <= LONGEST_SURNAME)
        or bool(_PLACE.search(lowered))
        or not NAMES.isdisjoint(_base_forms(lowered))
    )


def _unmatched(target: str, names: Sequence[_Name]) -> Iterator[_Name]:
    """The capitalised words of the English that are no name of the source."""
    known = {form for n in names for form in _base_forms(n.word.lower())}
    for part in _PART.finditer(target):
        if part[0][0].isupper() and part[0].lower() not in known and len(part[0]) > 1:
            yield _Name(Span(*part.span()), part[0])


def _nearest(name: str, others: Iterable[_Name]) -> _Name | None:
    """The word that the name may have become: at most NEAR letters and half of them apart."""
    forms = list(_base_forms(name.lower()))
    apart = [(min(_distance(f, o.word.lower()) for f in forms), o.span, o) for o in others]
    distance, _, nearest = min(apart, default=(99, None, None), key=lambda a: a[:2])
    return nearest if distance <= min(NEAR, len(name) // 2) else None


def _distance(one: str, other: str) -> int:
    """Levenshtein's, or a large number where the lengths alone rule a near miss out."""
    if abs(len(one) - len(other)) > NEAR or len(one) > LONGEST_NAME:
        return 99
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def _whole(text: str, span: Span) -> Span:
    """The run of capitalised words that the one at span stands in: "Kyle Lafferty"."""
    low, high = max(0, span.start - 60), span.end + 60
    start, end = span
    for word in _WORD.finditer(text, span.end, high):
        if not word[0][0].isupper() or not _LINK.fullmatch(text, end, word.start()):
            break
        end = word.end()
    for word in reversed(list(_WORD.finditer(text, low, span.start))):
        if not word[0][0].isupper() or not _LINK.fullmatch(text, word.end(), start):
            break
        if word[0].lower() in FUNCTION_WORDS:
            break
        start = word.start()
    return Span(start, end)
