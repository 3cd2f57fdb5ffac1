"""Word lists for the sentence splitter: what a full stop after a word may mean.

Each set answers one question about the word before the stop. Words stand without their last stop,
in lower case unless the set says otherwise. Sources: Språkrådet's list of abbreviations and the
usage of Norwegian newsrooms.

>>> "f.eks" in PREFIXES, "kap" in BEFORE_NUMBER, "etter" in OPENERS
(True, True, True)
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The sentence always goes on: "f.eks. Norge", "dr. Hansen", "ca. 40".
PREFIXES = _words(
    """
    adm adv ang antl bl.a bla ca cand.jur cand.mag cand.med cand.philol cand.polit cand.real
    cand.theol d.v.s dr dr.ing dr.med dr.philos dr.scient dvs eks ekskl evt f.eks f.o.m feks fhv
    fmr fom forh fung gj.sn h.r.adv hhv hr ifm ift iht inkl jf jfr kapt kgl m.a maks mao meld
    mht mr mrs ms omkr p.g.a pga pr prof res.kap sgt siv.ing siv.øk sokn.pr st t.o.m tidl vedk
    vedr vs
    """
)

# The sentence goes on when a number follows: "nr. 4", "s. 12", "jan. 2014", "kr. 200".
BEFORE_NUMBER = _words(
    """
    apr art aug avd avsn bd bnr des dok ev feb fig fnr fre fv gnr innst jan jul jun
    kap kl kr lør man mar mars min mnd nov nr okt ons ot.prp p pkt prop ref rt rv s s.nr sep
    sept snr st.meld st.prp str strl strpl søn tir tlf tor vol § §§ årg
    """
)

# Weekdays and months that are also names: "Jan. 14 personer" is a new sentence.
NAMES_WITH_CAPITAL = _words("Jan Jun Mar Min Nov Tor")

# A unit: the sentence goes on when a currency code follows ("200 mill. USD").
UNITS = _words("bill mill mrd pst")

# Stands before a name: a new sentence only when a typical first word follows.
BEFORE_NAMES = _words(
    "chr dept dir ed fr ft gen gov joh kontonr mt org.nr pl red reg.nr rep rev sekr sen th ths wm"
)

# Ends a name or is a part of one ("U.S. Open"): the same, but a definite noun will also do, since
# what follows is seldom a Norwegian surname ("Haugen", "Bakken").
AFTER_NAMES = _words("a.m bros co corp d.c inc jr l.a ltd p.m ph.d sr u.k u.s u.s.a univ")

# Written as letters with stops, yet they can end a sentence like any other word.
CLOSERS = _words("d.e d.y e.l m.m m.v o.a o.l o.m.a o.s.v t.h t.v")

# After these a single letter is a label, not an initial: "plan B. Vi ...", "gruppe C. Sverige".
LABELS = _words(
    """
    alternativ avdeling blokk bokstav bygg fase felt gruppe hall hepatitt influensa kategori
    klasse nivå oppgang plan pulje punkt serie terminal type variant vitamin
    """
)

# "kong Olav V. Kongen ...": the letter is a Roman number.
ROYALTY = _words("dronning keiser kong konge kongen pave paven tsar")

# Written with a mark of their own: "Yahoo! Finance". Lower case.
MARKED_NAMES = _words("jeopardy mia oklahoma panic wham yahoo")

# After an ordinal these belong to it even with a capital: "17. Mai", "1. Mosebok", "2. Divisjon".
AFTER_ORDINAL = _words(
    """
    april august bataljon desember divisjon februar januar johannesbrev juli juni kongebok
    korinterbrev korintierbrev krønikebok mai mars mosebok november oktober petersbrev
    samuelsbok september tessalonikerbrev timoteusbrev verdenskrig
    """
)

# Words that begin Norwegian sentences and are no part of a name: they tell "i U.S. Det er ..."
# from "U.S. Open". Lower case.
OPENERS = _words(
    """
    akkurat alle allerede alt altså andre at av bak bakgrunnen bare begge blant ble blir
    bortsett både da dagen de deler deltakerne dem den denne der deres deretter derfor derfra
    derimot dermed dersom dessuten dessverre det dette disse dog du eller ellers en enda endelig
    enkelte ennå er et ett etter ettersom fem fire flere for foran fordi foreløpig fra fram
    fremdeles følgelig før først gjennom ha hadde han hans har hele heller henne hennes her hos
    hun hva hvem hver hverken hvilke hvilken hvis hvor hvordan hvorfor i ifølge igjen ikke imens
    imidlertid ingen ingenting innen ja jeg kan kanskje kom kun kunne lenge like likevel man
    mange med medan mellom men mens mer mest min mot måtte nei nesten noe noen normalt nylig nå
    når og også om opp oppe over overfor plutselig på rundt samme sammen samtidig selv selvsagt
    siden sist sitat skal skulle slik slike snart som straks så særlig ta tall tidlig tidligere
    til tilbake to totalt trass tre trolig tross under ute uten utenfor utover ved verken vi via
    videre viktig vil ville visstnok vår våre være å år åtte
    """
)
