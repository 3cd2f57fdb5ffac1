"""No negation of the source is lost.

Counted in both languages: when the English denies nothing at all and the Norwegian does, an
editor should look. What the two count is not compared one by one: "har ikke gjort noe" is "did
nothing", and a double negation may become none ("ikke uvanlig", "common").
"""

from __future__ import annotations

import re

from pipeline.article import Finding, Severity, Span

ID = "negation"
_NEGATION = re.compile(
    r"\b(?:ikke|ikkje|aldri|ingen|ingenting|intet|uten|verken|hverken|neppe|knapt)\b", re.IGNORECASE
)
# "ikke" that denies nothing, or that English mostly says without a negation.
_IDIOM = re.compile(
    r"\bikke (?:bare|minst|sjelden|desto mindre|sant|rent lite|få|så rent|så lite|før|lenge|"
    r"langt|ubetydelig\w*|u(?:vanlig|ventet|lik|tenkelig|mulig)\w*|mer enn|mindre enn|annet enn|"
    r"så verst)\b|"
    r"\b(?:om|hvorfor|selvfølgelig|hva|har du|kan du|vil du|er det|var det|skal vi|kan vi) ikke\b|"
    r"\bikke\b[^.!?]{0,40}\b(?:før|annet enn)\b|\b(?:uten|ingen) (?:tvil|sidestykke|unntak)\b|"
    r"\b(?:det er|å være) ingen tvil\b|\binntil\b[^.!?]{0,30}\bikke\b|"
    r"\bingen(?:ting)? (?:andre|annen|annet) enn\b|\bikke\b[^.!?]{0,15}\bfor ingenting\b|"
    r"\b(?:uten|ikke) (?:videre|opphold)\b|\bhvis ikke\b|\bmed mindre\b|\buten for\b|\?\s*$|"
    r"\baldri så lit\w+\b|\bgir seg ikke\b|"
    r"\bikke[ -](?:voldelig|vold|statlig|medlem|røyker|spredning|europeisk|vestlig|jødisk)\w*",
    re.IGNORECASE,
)
# Plain negations, and words that deny by their sense or their prefix.
_DENIAL = re.compile(
    r"\b(?:not|no|none|nobody|nothing|nowhere|never|neither|nor|without|hardly|barely|scarcely|"
    r"rarely|seldom|cannot|unable|unless|except|instead|other than|far from|free of|until|"
    r"fail\w*|refus\w*|den(?:y|ies|ied|ying|ial)|lack\w*|avoid\w*|prevent\w*|declin\w*|"
    r"absen\w+|zero|yet to|few(?:er)?|little|stop\w*|forbid\w*|miss(?:ed|ing)|too|"
    r"un(?!i|der|til)[a-z]{4,}|non\w+|dis(?:agree|like|trust|honest)\w*|\w{3,}less(?:ly)?|"
    r"in(?:ability|capable|complete|correct|adequa\w+|sufficient\w*|dependent\w*|visible)|"
    r"im(?:possib|plausib|proba)\w+|irrelevan\w+|illegal\w*)\b|n['’]t\b|\bnon-",
    re.IGNORECASE,
)


def check(source: str, target: str) -> tuple[Finding, ...]:
    """An error at the first negation of a source whose English denies nothing.

    >>> [f.message for f in check("Han vant ikke.", "He won.")]
    ['“ikke” has no counterpart in the English']
    """
    if not target.strip() or _DENIAL.search(target):
        return ()
    # Idioms are blanked out, so that places stay.
    negation = _NEGATION.search(_IDIOM.sub(lambda m: " " * len(m[0]), source))
    if not negation:
        return ()
    message = f"“{negation[0]}” has no counterpart in the English"
    return (Finding(ID, Severity.ERROR, message, source=Span(*negation.span())),)
