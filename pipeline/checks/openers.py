"""Words that begin Norwegian sentences and are no names, so that their capital says nothing.

Function words by list; titles, professions and inflected words by their last letters, since new
ones are compounded every day ("forsvarsminister", "landslagstrener").

>>> is_ordinary("Forsvarsminister"), is_ordinary("Samtidig"), is_ordinary("Kyle")
(True, True, False)
"""

from __future__ import annotations

import re

_FUNCTION_WORDS = """
jeg du han hun den det vi dere de man en ei et én min mitt mine din ditt dine sin sitt sine hans
hennes dens dets vår vårt våre deres denne dette disse slik slike slikt samme selv hver hvert
alle alt all ingen intet noen noe mange flere fleste få begge annen annet andre første siste
neste forrige hvem hva hvor hvorfor hvordan hvilken hvilket hvilke når da så nå her der hit dit
både enten verken og men eller for at om hvis dersom fordi siden ettersom mens før etter inntil
selvom skjønt enn som i på til fra med uten av ved hos mot mellom under over gjennom langs rundt
bak foran innen utenfor innenfor blant ifølge tross grunnet ved utover ned opp ut inn fram
tilbake hjem ikke aldri alltid ofte kanskje trolig sannsynligvis heller også bare kun likevel
dermed derfor derimot dessuten samtidig deretter tidligere senere imidlertid foreløpig fortsatt
ennå allerede igjen nylig snart straks endelig dessverre heldigvis faktisk egentlig særlig
spesielt generelt totalt omtrent nesten cirka minst høyst mest mer mindre altså ellers foruten
deriblant er var har hadde blir ble vil ville skal skulle kan kunne må måtte bør burde får fikk
går gikk kommer kom tar tok gjør gjorde sier sa mener mente ser så vet visste la ligger står sto
gi ja nei hei takk men foto kilde tekst video arkiv illustrasjon les se hør les også fakta
mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar mars april mai juni juli
august september oktober november desember morgen kveld natt dag år uke måned to tre fire fem
seks sju syv åtte ni ti elleve tolv hundre tusen ny nytt nye gammel gamle stor stort store liten
lite små god godt gode ung unge norsk norske svensk svenske dansk danske tysk tyske fransk
franske britisk britiske russisk russiske amerikansk amerikanske engelsk engelske hele hel halve
halvparten tidlig sent herr fru frøken fetter onkel tante mor far bror søster sønn datter venn
skredder oldemor bestemor bestefar oldefar jordmor farmor mormor farfar morfar svoger pater
kaptein oberst general major løytnant admiral sersjant keiser konge kong dronning prins
prinsesse kronprins kronprinsesse pave biskop prest pastor imam professor doktor dr rektor byråd
lensmann sheriff senator guvernør kansler popstjerne skuespiller artist rapper komiker forfatter
bonde ekspert forsker tolk pilot ambulanse verge kusine enke baron hertug hertugen grev greve
lord sir lady sjeik ayatolla mulla sultan emir
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())

# Professions, inflected nouns, adjectives and verbs: "Kunstekspert", "Navnet", "Australske".
_ORDINARY = re.compile(
    r"(?:[^s]en|[^s]et|else[nr]?|ene|er|ør|tor|ent|ist|ert|log|ant|ske|isk|ede|ige|mann|kvinne|"
    r"mester|sjef|stjerne|president|kommisær|general|advokat|kandidat|medlem|ansvarlig|biskop|"
    r"prest|lege|offiser|aktor|råd|venn|mamma|pappa|hjelp|skytter|kompis|duo|trio|geni|profil|"
    r"talent|veteran|legende|kjempe|avis(?:a|en)|prisen|elva|gruppa|øya|boka|byrå|"
    r"magasin|band|lag|klubb|konge|dame|bonde|viter|strateg|bilder|professor)\Z"
)
_NAMES = """
espen morten steffen torben jørgen carsten karsten maarten mårten halsten bergen horten halden
drammen notodden kirkenes lofoten bodø vinstra bislett storgata biden ben owen helen ellen karen
kirsten maren solveig peter petter roger alexander oliver walter werner günther xavier xander
christer krister kasper jasper jesper casper ester esther jennifer victor viktor igor thor
hector robert albert norbert hubert herbert gilbert vincent kent brent trent laurent clement
margaret janet harriet bennet herman norman hermann tucker parker hunter spencer tyler
"""
NAMES = frozenset(_NAMES.split())


def is_ordinary(word: str) -> bool:
    """Whether the word, as it begins a sentence, is in all likelihood no name."""
    lowered = word.lower()
    if lowered in NAMES or lowered.removesuffix("s") in NAMES:
        return False
    return lowered in FUNCTION_WORDS or bool(_ORDINARY.search(lowered))
