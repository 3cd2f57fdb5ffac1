"""No Norwegian is left in the English.

Two signs: a lower-case word with æ, ø or å that stands in the source as well, and three or more
words in a row as the source has them, a Norwegian function word among them. Names are
capitalised, so they show neither sign; a quoted title that the source quotes too is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.article import Finding, Severity, Span

ID = "untranslated"
# Only words that are no English ones: "for", "men", "over", "under" prove nothing.
_FUNCTION_WORDS = (
    "og ikke som på til av er det ble har med fra om å var seg hun skal vil kan eller etter også "
    "ved mot blir være jeg du hva vi et den dette når ut inn nå må sitt sine denne disse hvor "
    "fordi mens alle ingen noe noen henne dem oss deg sier hadde skulle ville kunne mellom hos "
    "uten siden ifølge blitt vært"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
# What joins the parts of a name, here or abroad: "Museet på Bygdøy", "Avenue du Nord".
_NAME_JOINERS = "og av på ved til med fra mot om for i du et den det"
NAME_JOINERS = frozenset(_NAME_JOINERS.split())
# Norwegian words that English copy uses.
LOANWORDS = frozenset(["øre"])
TITLE_WORDS = 8
RUN = 3
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,9}")
_QUOTED = re.compile(r"[«“\"„]([^«»“”\"„]{1,200})[»”\"]")
_NORWEGIAN_LETTER = re.compile(r"[æøå]")


def check(source: str, target: str) -> tuple[Finding, ...]:
    """A warning for each stretch of the English that is still Norwegian.

    >>> [f.message for f in check("Han er på vei hjem.", "He er på vei home.")]
    ['“er på vei” is still Norwegian']
    """
    words = list(_WORD.finditer(_without_titles(source, target)))
    theirs = [w[0] for w in _WORD.finditer(source)]
    copied = list(_copied(words, theirs))
    inside = {at for span in copied for at in range(*span)}
    singles = [Span(w.start(), w.end()) for w in _foreign(words, theirs) if w.start() not in inside]
    return tuple(
        Finding(ID, Severity.WARNING, f"“{target[s.start : s.end]}” is still Norwegian", target=s)
        for s in sorted(copied + singles)
    )


def _without_titles(source: str, target: str) -> str:
    """The target with every quoted title of the source blanked out, so that places stay."""
    titles = {t for t in map(_title, _QUOTED.findall(source)) if len(t.split()) <= TITLE_WORDS}
    return _QUOTED.sub(lambda m: " " * len(m[0]) if _title(m[1]) in titles else m[0], target)


def _title(quoted: str) -> str:
    """Without the comma or full stop that American usage puts inside the quotes."""
    return quoted.strip(" ,.")


def _copied(words: Sequence[re.Match[str]], theirs: Sequence[str]) -> Iterator[Span]:
    """Where three or more words in a row are the source's, and Norwegian."""
    lowered = [t.lower() for t in theirs]
    known = set(zip(lowered, lowered[1:], lowered[2:], strict=False))
    ours = [w[0].lower() for w in words]
    start = 0
    for at in range(len(words)):
        if at + RUN <= len(words) and tuple(ours[at : at + RUN]) in known:
            continue
        # The run that began at start ends with the last word of the trigram before this one.
        run = words[start : at + RUN - 1]
        if at > start and _is_norwegian([w[0] for w in run]):
            yield Span(run[0].start(), run[-1].end())
        start = at + 1


def _is_norwegian(run: Sequence[str]) -> bool:
    joiners = {w for w in run if w in FUNCTION_WORDS}
    others = [w for w in run if w not in FUNCTION_WORDS]
    names = [w for w in others if w not in NAME_JOINERS]
    is_name = joiners <= NAME_JOINERS and bool(names) and all(w[0].isupper() for w in names)
    return not is_name and any(w.lower() in FUNCTION_WORDS for w in run)


def _foreign(words: Sequence[re.Match[str]], theirs: Sequence[str]) -> list[re.Match[str]]:
    """Words with a Norwegian letter, lower-case throughout, that the source has too."""
    known = set(theirs) - LOANWORDS
    return [w for w in words if w[0].islower() and _NORWEGIAN_LETTER.search(w[0]) and w[0] in known]
