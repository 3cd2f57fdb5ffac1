"""Number words of both languages, as tables: what a word is worth, what a scale multiplies by.

The tables are built from the few irregular stems, so that ``tjuefem``, ``femogtjue`` and
``tjuefemte`` need no lines of their own. Rules for the Norwegian forms: Språkrådet, "Tall, tid og
dato".

>>> NORWEGIAN_WORDS["femogtjue"], NORWEGIAN_WORDS["tjuefemte"], ENGLISH_WORDS["fifth"]
(25, 25, 5)
"""

from __future__ import annotations

from decimal import Decimal

Values = tuple[int | Decimal, ...]


def _worth(words: str, *values: int | Decimal) -> dict[str, Values]:
    return dict.fromkeys(words.split(), values)


def _by(words: str, factor: int) -> dict[str, int]:
    return dict.fromkeys(words.split(), factor)


_NB_UNITS = {
    "null": 0, "en": 1, "én": 1, "ei": 1, "et": 1, "ett": 1, "to": 2, "tre": 3, "fire": 4,
    "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9,
}  # fmt: skip
_NB_TEENS = {
    "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15,
    "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19,
}  # fmt: skip
_NB_TENS = {
    "tjue": 20, "tyve": 20, "tretti": 30, "tredve": 30, "førti": 40, "femti": 50, "seksti": 60,
    "sytti": 70, "åtti": 80, "nitti": 90,
}  # fmt: skip
_NB_ORDINALS = {
    "første": 1, "andre": 2, "annen": 2, "annet": 2, "tredje": 3, "fjerde": 4, "femte": 5,
    "sjette": 6, "sjuende": 7, "syvende": 7, "åttende": 8, "niende": 9,
}  # fmt: skip
_NB_LATER_ORDINALS = {
    "tiende": 10, "ellevte": 11, "tolvte": 12, "trettende": 13, "fjortende": 14, "femtende": 15,
    "sekstende": 16, "syttende": 17, "attende": 18, "nittende": 19, "tjuende": 20, "tyvende": 20,
    "trettiende": 30, "førtiende": 40, "femtiende": 50, "sekstiende": 60, "syttiende": 70,
    "åttiende": 80, "nittiende": 90, "hundrede": 100, "tusende": 1000,
}  # fmt: skip
_NB_MONTHS = "januar februar mars april mai juni juli august september oktober november desember"

_EN_UNITS = {
    "zero": 0, "nil": 0, "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_EN_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_EN_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_EN_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "twelfth": 12, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_EN_MONTHS = "january february march april may june july august september october november december"


def _norwegian_words() -> dict[str, int]:
    words = _NB_UNITS | _NB_TEENS | _NB_TENS | _NB_ORDINALS | _NB_LATER_ORDINALS
    for ten, value in _NB_TENS.items():
        words |= {ten + last: value + n for last, n in (_NB_UNITS | _NB_ORDINALS).items() if n}
        words |= {f"{unit}og{ten}": value + n for unit, n in _NB_UNITS.items() if n}
    for unit, value in (_NB_UNITS | _NB_TEENS).items():
        words |= {f"{unit}hundre": value * 100, f"{unit}tusen": value * 1000}
    return words


def _english_words() -> dict[str, int]:
    words = _EN_UNITS | _EN_TEENS | _EN_TENS | _EN_ORDINALS
    words |= {f"{teen}th": value for teen, value in _EN_TEENS.items()}
    words |= {f"{ten[:-1]}ieth": value for ten, value in _EN_TENS.items()}
    return words | {f"{ten[:-1]}ies": value for ten, value in _EN_TENS.items()}


NORWEGIAN_WORDS = _norwegian_words()
ENGLISH_WORDS = _english_words()

# Norwegian milliard is English billion, and Norwegian billion is English trillion.
NORWEGIAN_SCALES = (
    {"hundre": 100, "tusen": 1000}
    | _by("million millioner millionen millionene mill", 10**6)
    | _by("milliard milliarder milliarden milliardene mrd", 10**9)
    | _by("billion billioner", 10**12)
)
ENGLISH_SCALES = (
    {"hundred": 100, "thousand": 1000}
    | _by("million millions mn", 10**6)
    | _by("billion billions bn", 10**9)
    | _by("trillion trillions tn", 10**12)
)
# Units that may multiply: "18 mil" is 180 kilometres, "700 mål" is 70 hectares, "100m" is money
# or metres.
_TENTH = Decimal("0.1")
NORWEGIAN_UNITS = {"mil": Decimal(10), "mila": Decimal(10), "mål": _TENTH, "promille": _TENTH}
ENGLISH_UNITS = {"k": Decimal(1000), "m": Decimal(10**6), "b": Decimal(10**9)}

_HALF = (Decimal("0.5"), 50, 30)
_QUARTER = (Decimal("0.25"), 25, 15, 4)

# Words that may stand for a figure in the other language ("begge" for "the 2"), never the reverse.
NORWEGIAN_LOOSE: dict[str, Values] = (
    _worth("halv halvt halve halvparten halvtime halvtimen", *_HALF)
    | _worth("halvannen halvannet", Decimal("1.5"))
    | _worth("kvart kvarter kvarteret firedel fjerdedel kvartal", *_QUARTER)
    | _worth("begge par paret dobbelt dobbel doblet dobles dobling", 2)
    | _worth("eneste ene", 1)
    | _worth("ingen uten", 0)
    | _worth("trippel tredoblet tredobling tredjedel hattrick", 3)
    | _worth("firedoblet firedobling", 4)
    | _worth("tiår tiåret tiårene tidoblet titalls", 10)
    | _worth("dusin middag", 12)
    | _worth("midnatt døgn døgnet", 24, 0)
    | _worth("århundre århundret hundrevis", 100)
    | _worth("tusenvis", 1000)
    | _worth("straffefeltet", 16)
    | _worth("tremil tremila", 30)
    | _worth("femmil femmila", 50)
    # A Norwegian round of eighths is the English round of 16.
    | _worth("åttedelsfinale åttedelsfinalen åttedelsfinaler åttedelsfinalene", 16)
    | _worth("åttendedelsfinale åttendedelsfinalen åttendedelsfinalene", 16)
    | {month: (n,) for n, month in enumerate(_NB_MONTHS.split(), 1)}
)
ENGLISH_LOOSE: dict[str, Values] = (
    _worth("half halftime halves", *_HALF)
    | _worth("quarter quarters", *_QUARTER)
    | _worth("both couple pair twice double doubled doubling", 2)
    | _worth("once only single sole", 1)
    | _worth("no none without goalless scoreless", 0)
    | _worth("triple tripled thrice thirds", 3)
    | _worth("quadruple quadrupled", 4)
    | _worth("fifths", 5)
    | _worth("decade decades tenfold", 10)
    | _worth("dozen noon midday", 12)
    | _worth("teenager teen", *range(13, 20))
    | _worth("midnight", 24, 0)
    | _worth("day", 24)
    | _worth("century", 100)
    # The sixteen-metre line of Norwegian football is the edge of the penalty area.
    | _worth("box area", 16)
    | {month: (n,) for n, month in enumerate(_EN_MONTHS.split(), 1)}
)
# Kings and popes: "Karl 1." is "Charles I". Only in capitals.
ROMAN = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18,
}  # fmt: skip

# Second parts of Norwegian compounds whose first part is a number: toåring, femmannsrom, tredje-.
COUNTED = (
    "år", "måned", "uke", "dag", "døgn", "tim", "minutt", "sekund", "mann", "barn", "dobl", "del",
    "sifr", "meter", "mil", "kamp", "poeng", "mål", "sett", "rom", "etasj", "part", "gang", "kron",
    "tall", "bind", "punkt", "kant", "tid", "plass",
)  # fmt: skip
