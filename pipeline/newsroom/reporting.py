"""The clause that says who spoke, in both languages: ", sier Hansen" and ", Hansen told NTB".

Norwegian puts the verb first in it (Norsk referansegrammatikk, 9.5.4), which is how it is told from
speech; English may put the speaker first. The lists hold every form that a news text uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NORWEGIAN = """
sier sa spør spurte skriver skrev svarer svarte mener mente forteller fortalte opplyser opplyste
forklarer forklarte utdyper utdypet legger la understreker understreket påpeker påpekte fastslår
fastslo slår slo konstaterer konstaterte hevder hevdet innrømmer innrømmet medgir medga vedgår
vedgikk erkjenner erkjente advarer advarte krever krevde kommenterer kommenterte tilføyer tilføyde
fortsetter fortsatte roper ropte hvisker hvisket ler lo sukker sukket smiler smilte flirer flirte
humrer humret spøker spøkte bekrefter bekreftet avkrefter avkreftet avviser avviste bedyrer
bedyret beklager beklaget jubler jublet tordner tordnet raser raste freser freste melder meldte
presiserer presiserte oppsummerer oppsummerte oppfordrer oppfordret lover lovet lovte håper håpet
tror trodde uttaler uttalte utbryter utbrøt innvender innvendte gjentar gjentok minner minnet
poengterer poengterte fremholder fremholdt framholder framholdt røper røpte avslører
avslørte anslår anslo vurderer vurderte varsler varslet tvitrer tvitret twitrer twitret rapporterer
rapporterte fastholder fastholdt insisterer insisterte argumenterer argumenterte bemerker bemerket
begrunner begrunnet betoner betonte beskriver beskrev skryter skrøt roser roste klager klaget
mumler mumlet skriker skrek tenker tenkte stadfester stadfestet foreslår foreslo ber ba
gratulerer gratulerte hilser hilste kvitterer kvitterte repliserer repliserte replisererte
undrer undret oppgir oppga anfører anførte siterer siterte redegjør redegjorde kontrer kontret
parerer parerte trygler tryglet truer truet nekter nektet fleiper fleipet messer messet
formaner formante buldrer buldret stråler strålte gliser gliste hulker hulket gråter gråt
tilstår tilsto heter het lyder lød står sto ifølge
spådde spår konkluderer konkluderte meddeler meddelte informerer informerte orienterer orienterte
"""
_PARTICIPLES = (
    "sagt uttalt skrevet fortalt opplyst forklart svart kommentert understreket bekreftet"
)
_PARTICLES = {"legger": "til", "la": "til", "slår": "fast", "slo": "fast"}
# After these the verb is part of what is said: "Når de spør, sier vi nei".
_NOT_SPEAKERS = "vi du man dere meg oss deg ikke"
# Speech that begins so has a comma and a verb of its own before the reporting clause.
_FRONTED = "når hvis da dersom om siden fordi selv etter før mens ettersom"

_SEPARATOR = r"(?P<stop>[,?!…]|\.\.\.|-)"
_CLAUSE = re.compile(
    rf"{_SEPARATOR}(?P<marks>[»\"”“]?,?)\s+(?:"
    rf"(?P<verb>{'|'.join(sorted(set(_NORWEGIAN.split()), key=len, reverse=True))})"
    rf"\b(?!\s+(?:{'|'.join(_NOT_SPEAKERS.split())})\b)"
    rf"|(?:har|hadde|skal)\s+(?:[^\s,.?!]{{1,30}}\s+){{1,6}}?(?:{'|'.join(_PARTICIPLES.split())})\b)"
)
_FRONTED_START = re.compile(rf"[–—\-\s«\"]*(?:{'|'.join(_FRONTED.split())})\b", re.IGNORECASE)
# "Det sier statsråd Moe": a sentence of its own that says who spoke.
_WHOLE_SENTENCE = re.compile(
    r"(?:Det|Dette|Slik|Ordene|Beskjeden)\s+(?:sier|sa|skriver|skrev|opplyser|opplyste|forteller|"
    r"fortalte|melder|meldte|svarer|svarte|lyder|lød|kommer|kom|tilhører|uttaler|uttalte|er\s+fra|"
    r"beskriver|beskrev|skal\s+\S{1,30}\s+ha\s+sagt)\b"
)

_ENGLISH = """
says said say tells told asks asked writes wrote answers answered replies replied responds responded
believes believed thinks thought explains explained adds added stresses stressed emphasizes
emphasized underlines underlined underscores underscored notes noted points pointed states stated
declares declared maintains maintained claims claimed admits admitted concedes conceded acknowledges
acknowledged warns warned demands demanded comments commented continues continued shouts shouted
yells yelled whispers whispered laughs laughed sighs sighed smiles smiled jokes joked confirms
confirmed denies denied rejects rejected dismisses dismissed insists insisted regrets regretted
apologizes apologized cheers cheered thunders thundered rages raged reports reported specifies
specified clarifies clarified concludes concluded urges urged promises promised hopes hoped
exclaims exclaimed objects objected repeats repeated reminds reminded reveals revealed estimates
estimated tweets tweeted argues argued remarks remarked observes observed describes described boasts
boasted praises praised complains complained mumbles mumbled screams screamed suggests suggested
congratulates congratulated wonders wondered predicts predicted reads announces announced
informs informed elaborates elaborated asserts asserted contends contended pleads pleaded
threatens threatened recounts recounted recalls recalled quips quipped grins grinned cries cried
sobs sobbed beams beamed begs begged calls called according
"""
_VERB = re.compile(rf"\b(?:{'|'.join(sorted(set(_ENGLISH.split()), key=len, reverse=True))})\b")
_STOP = re.compile(r"(?:[,?!…]|\.\.\.)\"?(?=\s)")
_WORD = re.compile(r"\w+")
_REACH = 160
_CLAUSE_END = re.compile(r"[,;:?!\"]")
# What opens a clause of the speech itself, not a speaker.
_OWN_CLAUSE = re.compile(
    r"\s*(?:but|and|so|or|because|if|which|who|that|when|where|while|I|we|you|they say|as|to|for|"
    r"not|then|there|this|what|how)\b"
)


def norwegian_clause(text: str, start: int = 0, stop: int | None = None) -> int | None:
    """Where speech that begins at ``start`` ends: just after the comma or mark before the clause.

    None when nothing before ``stop`` says who spoke.

    >>> "– Ja, sier Hansen."[: norwegian_clause("– Ja, sier Hansen.")]
    '– Ja,'
    """
    stop = len(text) if stop is None else stop
    clauses = (m.end("stop") for m in _CLAUSE.finditer(text, start, stop) if _whole_verb(m))
    first = next(clauses, None)
    return max(clauses, default=first) if _FRONTED_START.match(text, start) else first


def _whole_verb(match: re.Match[str]) -> bool:
    """ "legger", "la" and "slår" speak only with their particle: "legger hun til"."""
    particle = _PARTICLES.get(match["verb"])
    following = match.string[match.end() : match.end() + _REACH]
    return particle is None or particle in _WORD.findall(following)


def names_the_speaker(sentence: str) -> bool:
    """Whether a sentence without speech says who spoke before it: "Det sier Moe til NTB."."""
    return _WHOLE_SENTENCE.match(sentence.lstrip()) is not None


def english_clause(text: str, start: int, expected: int) -> int | None:
    """Just after the comma before the English reporting clause that is nearest ``expected``.

    >>> text = "Before Christmas, it will be ready, Minister Moe tells NTB."
    >>> text[english_clause(text, 0, 40) :]
    ' Minister Moe tells NTB.'
    """
    places = list(_english_clauses(text, start))
    return min(places, key=lambda at: abs(at - expected), default=None)


def opens_english_clause(text: str, at: int) -> bool:
    """Whether a reporting clause stands at ``at``, where a quotation has just closed."""
    if _OWN_CLAUSE.match(text, at):
        return False
    return _VERB.search(_first_clause(text, at)) is not None


def _english_clauses(text: str, start: int) -> Iterator[int]:
    for match in _STOP.finditer(text, start):
        if opens_english_clause(text, match.end()):
            yield match.end()


def _first_clause(text: str, at: int) -> str:
    window = text[at : at + _REACH]
    end = _CLAUSE_END.search(window)
    return window[: end.start()] if end else window
