"""What a desk writes by rule in English: credits, bylines and datelines. Names stay to the letter.

>>> render("Foto: John Minchillo/AP/NTB", Kind.CAPTION)
'Photo: John Minchillo/AP/NTB'
>>> render("KØBENHAVN (NTB):", Kind.PARAGRAPH)
'COPENHAGEN (NTB):'
"""

from __future__ import annotations

import re

from pipeline.article import Kind

# What stands before the colon of a credit. "File photo" and "Illustrative photo" are what AP and
# Reuters captions call a picture that does not show the event itself.
LABELS = {
    "foto": "photo",
    "begge foto": "both photos",
    "alle foto": "all photos",
    "arkivfoto": "file photo",
    "arkivbilde": "file photo",
    "illustrasjonsfoto": "illustrative photo",
    "illustrasjonsbilde": "illustrative photo",
    "pressefoto": "press photo",
    "dronefoto": "drone photo",
    "flyfoto": "aerial photo",
    "fotograf": "photographer",
    "fotomontasje": "photo montage",
    "montasje": "montage",
    "illustrasjon": "illustration",
    "tegning": "drawing",
    "grafikk": "graphic",
    "kart": "map",
    "skjermdump": "screenshot",
    "skjermbilde": "screenshot",
    "faksimile": "facsimile",
    "video": "video",
    "tekst": "text",
    "journalist": "reporter",
    "kilde": "source",
    "kilder": "sources",
}
BYLINE_LABELS = frozenset({"tekst", "journalist"})

# A whole part of a credit, between slashes, commas and brackets, that is a word and not a name.
PARTS = {
    "privat": "private",
    "arkiv": "file",
    "arkivfoto": "file photo",
    "illustrasjonsfoto": "illustrative photo",
    "pressefoto": "press photo",
    "skjermdump": "screenshot",
    "stillbilde": "still",
    "montasje": "montage",
    "politiet": "police",
    "forsvaret": "Norwegian Armed Forces",
    "kystvakten": "Norwegian Coast Guard",
    "brannvesenet": "fire department",
}
_PROPER = frozenset({"forsvaret", "kystvakten"})

# Cities that Norwegian and English news call differently: Språkrådet's list of place names against
# the names in the AP Stylebook.
EXONYMS = {
    "Addis Abeba": "Addis Ababa",
    "Antwerpen": "Antwerp",
    "Aten": "Athens",
    "Athen": "Athens",
    "Bagdad": "Baghdad",
    "Beograd": "Belgrade",
    "Brussel": "Brussels",
    "Bucuresti": "Bucharest",
    "București": "Bucharest",
    "Bukarest": "Bucharest",
    "Damaskus": "Damascus",
    "Firenze": "Florence",
    "Gaza by": "Gaza City",
    "Genève": "Geneva",
    "Göteborg": "Gothenburg",
    "Gøteborg": "Gothenburg",
    "Haag": "The Hague",
    "Havanna": "Havana",
    "Helsingfors": "Helsinki",
    "Jerevan": "Yerevan",
    "Kairo": "Cairo",
    "Katmandu": "Kathmandu",
    "Kiev": "Kyiv",
    "København": "Copenhagen",
    "Köln": "Cologne",
    "Lisboa": "Lisbon",
    "Mexico by": "Mexico City",
    "Milano": "Milan",
    "Moskva": "Moscow",
    "München": "Munich",
    "Napoli": "Naples",
    "Nikosia": "Nicosia",
    "Nürnberg": "Nuremberg",
    "Praha": "Prague",
    "Riad": "Riyadh",
    "Roma": "Rome",
    "Sevilla": "Seville",
    "Tasjkent": "Tashkent",
    "Teheran": "Tehran",
    "Torino": "Turin",
    "Venezia": "Venice",
    "Warszawa": "Warsaw",
    "Wien": "Vienna",
    "Zürich": "Zurich",
}
_EXONYM_BY_KEY = {city.casefold(): english for city, english in EXONYMS.items()}

_WORDS = "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True))
_LABEL = rf"(?:{_WORDS})"
# "Foto:", "Tekst og foto:", "Foto/video:"; nothing that could backtrack over more than a few words.
LABEL = re.compile(
    rf"(?<![\w-])(?P<labels>{_LABEL}(?:\s?(?:og|/|,|&)\s?{_LABEL}){{0,3}})\s?:",
    re.IGNORECASE,
)
_LABEL_WORD = re.compile(rf"(?<!\w){_LABEL}(?!\w)", re.IGNORECASE)
_AND = re.compile(r"(?<=\s)(?:og|OG)(?=\s)")
_PART = re.compile(r"[^/,()]+")
_FROM = re.compile(r"(?i:(skjermdump|skjermbilde|stillbilde|faksimile)\s+fra)(?=\s)")
_STILL = {
    "skjermdump": "screenshot",
    "skjermbilde": "screenshot",
    "stillbilde": "still",
    "faksimile": "facsimile",
}
_BY = re.compile(r"av\b", re.IGNORECASE)


def render(text: str, kind: Kind) -> str:
    """The English of a credit, a byline or a dateline that stands in a block of this kind.

    Spacing, slashes, brackets and every name stay as they are. A text that is none of the three
    comes back unchanged.
    """
    if LABEL.search(text):
        return _credit(text)
    if kind is Kind.BYLINE:
        return _byline(text)
    if kind in (Kind.CREDIT, Kind.CAPTION) and not _dateline_city(text):
        return _credit_body(text)
    return _dateline(text)


def _credit(text: str) -> str:
    parts, at = [], 0
    for match in LABEL.finditer(text):
        parts.append(_credit_body(text[at : match.start()]))
        parts.append(_labels(match[0]))
        at = match.end()
    parts.append(_credit_body(text[at:]))
    return "".join(parts)


def _labels(text: str) -> str:
    english = _LABEL_WORD.sub(lambda m: _like(m[0], LABELS[m[0].casefold()]), text)
    return _AND.sub(lambda m: _like(m[0], "and"), english)


def _credit_body(text: str) -> str:
    return _PART.sub(lambda m: _part(m[0]), _and_between_names(text))


def _and_between_names(text: str) -> str:
    """ "og" joins two people only between full names: Natur og Ungdom is one organisation."""
    left, joined, right = text.partition(" og ")
    if not joined or len(left.split()) < 2 or len(re.split(r"[/,(]", right)[0].split()) < 2:
        return text
    return f"{left} and {right}"


def _part(text: str) -> str:
    text = _FROM.sub(lambda m: f"{_like(m[1], _STILL[m[1].casefold()])} from", text)
    word = text.strip(" .")
    english = PARTS.get(word.casefold())
    if english is None:
        return text
    return text.replace(word, english if word.casefold() in _PROPER else _like(word, english))


def _byline(text: str) -> str:
    match = _BY.match(text)
    if match:
        text = _like(match[0], "by") + text[match.end() :]
    return _AND.sub(lambda m: _like(m[0], "and"), text)


def _dateline_city(text: str) -> str:
    """The city of a dateline as the table has it, or nothing."""
    city = re.split(r"\s*[(:–]", text, maxsplit=1)[0]
    return city if city.casefold() in _EXONYM_BY_KEY else ""


def _dateline(text: str) -> str:
    city = _dateline_city(text)
    if not city:
        return text
    english = _EXONYM_BY_KEY[city.casefold()]
    return (english.upper() if city.isupper() else english) + text[len(city) :]


def _like(source: str, english: str) -> str:
    """``english`` with the capitals of ``source``: FOTO, Foto or foto."""
    if source.isupper():
        return english.upper()
    return english[0].upper() + english[1:] if source[0].isupper() else english
