"""What each block of a plain article is, and which parts of it a rule translates.

A line is looked at alone first (a credit, a byline, a web address), then with its neighbours (a
subhead stands before a paragraph, list items stand together). A wrong guess never loses text. Where
it is uncertain, the text goes to the model: an untranslated sentence is worse than an odd credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.article import Block, Kind, Origin, Span
from pipeline.newsroom.credits import BYLINE_LABELS, EXONYMS, LABEL, PARTS

HEADLINE_LENGTH = 120
SUBHEAD_LENGTH = 60
# Credits, bylines and datelines are short: nothing further from the edge of a text is looked at.
_EDGE = 200

_AGENCY = "(?:NTB|NPK|ANB|AP|AFP|DPA|TT|Ritzau|STT|Reuters|Bloomberg|TASS|Interfax|Xinhua|EFE|ANSA)"
_AGENCIES = rf"{_AGENCY}(?:\s?[-/–,]\s?{_AGENCY}){{0,4}}"
_CITY = r"[A-ZÆØÅÄÖÜ][\w.'’-]*(?:\s[A-ZÆØÅÄÖÜ][\w.'’-]*|\sby){0,3}"
# "OSLO (NTB): ", "Oslo (NTB-AFP)" alone on its line, "Oslo (NTB) – ".
_AGENCY_DATELINE = re.compile(
    rf"(?P<city>{_CITY})\s\((?P<agencies>{_AGENCIES})\)(?P<end>\s?:|\s?[–-](?=\s)|\.?\Z)(?=\s|\Z)"
)
# "WASHINGTON: " needs a city that is known: "TØRKES: Blomstene henges opp" opens a caption.
_CITY_DATELINE = re.compile(rf"(?P<city>{_CITY})\s?:(?=\s|\Z)")
_CITIES = frozenset(
    city.casefold()
    for city in (
        *EXONYMS, "Oslo", "Bergen", "Trondheim", "Stavanger", "Tromsø", "Bodø", "Kristiansand",
        "Drammen", "Fredrikstad", "Ålesund", "Hamar", "Lillehammer", "Kirkenes", "Longyearbyen",
        "Stockholm", "Helsinki", "Reykjavik", "London", "Paris", "Berlin", "Madrid", "Barcelona",
        "Amsterdam", "Dublin", "Bern", "Geneve", "Strasbourg", "Luxembourg", "Budapest", "Riga",
        "Tallinn", "Vilnius", "Kyiv", "Minsk", "Sarajevo", "Zagreb", "Istanbul", "Ankara", "Beirut",
        "Jerusalem", "Tel Aviv", "Gaza", "Amman", "Dubai", "Doha", "Kabul", "Islamabad",
        "New Delhi",
        "Beijing", "Hongkong", "Seoul", "Tokyo", "Bangkok", "Jakarta", "Manila", "Sydney",
        "Washington", "New York", "Los Angeles", "Chicago", "Ottawa", "Toronto", "Bogota", "Lima",
        "Caracas", "Brasilia", "Rio de Janeiro", "Buenos Aires", "Nairobi", "Lagos", "Khartoum",
        "Johannesburg", "Cape Town", "Tripoli", "Tunis",
    )
)  # fmt: skip
_AGENCY_LINE = re.compile(rf"\(?{_AGENCIES}\)?\.?")

# Small letters that names and credits contain, and the ends of Norwegian institutions' names.
_SMALL = frozenset(
    {
        "og", "via", "fra", "for", "av", "de", "den", "der", "di", "da", "du", "la", "le", "el",
        "al", "bin", "ibn", "von", "van", "zu", "dos", "scanpix", "shutterstock", "istock",
        "unsplash", "pexels", "pixabay", "mostphotos", "colourbox", "handout", "pool", "arkiv",
        "vegvesen", *PARTS,
    }
)  # fmt: skip
_INSTITUTION = re.compile(
    r"(?:departementet|direktoratet|verket|vesenet|tilsynet|etaten|kommune|universitet|forbund|"
    r"universitetssykehus|sykehus|politidistrikt|museum|arkivet|bibliotek|forvalteren|selskapet)s?"
)
_BARE_CREDIT = re.compile(
    r"\((?:arkivfoto|arkiv|illustrasjonsfoto|pressefoto|skjermdump|privat)\)\.?\Z", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"\(\s?©[^()\n]{1,60}\)\s*\Z")
_BYLINE = re.compile(r"(?:Av|AV)\b:?\s+(?P<names>\S.*)", re.DOTALL)

_URL = r"(?:https?://|www\.)\S+"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_DOMAIN = r"[\w-]+(?:\.[\w-]+){0,4}\.(?:no|com|org|net|se|dk|eu)(?:/\S*)?"
_UNTOUCHED = re.compile(
    rf"\W*(?:{_URL}|{_EMAIL})\W*|{_DOMAIN}"  # an address alone
    r"|(?:[#@][\w.-]+\s*)+"  # hashtags and accounts alone
    r"|\(?\s?(?:©|\(c\)\s?\d{4}|copyright\s(?:©|\(c\)|\d{4})).{0,100}"
    # Placeholders, markup, code.
    r"|(?:<[^<>]*>\s*)+|\{.*|.*[{}]|\[/?\w+[:=/][^\]]*\]|\S*[=<>{}\\|~^]\S*"
    r"|[\w.$]+\s?=\s.*;|[\w.$]+\([^()]*\);",
    re.IGNORECASE | re.DOTALL,
)

_BULLET = re.compile(r"(?:[•*▪●◦·‣■►]|\d{1,2}\)|[a-z]\))\s+(?=\S)")
_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_NUMBER = re.compile(rf"\d{{1,2}}\.\s+(?=\S)(?!(?:{_MONTHS})\b)")
_HYPHEN = re.compile(r"-\s+(?=\S)")
_SAYING = re.compile(
    r"[,?!»]\s(?:sier|sa|forteller|fortalte|mener|mente|opplyser|opplyste|skriver|skrev|svarer|"
    r"svarte|spør|spurte|fortsetter|legger|la|tilføyer|påpeker|understreker|forklarer|forklarte|"
    r"hevder|kommenterer|uttaler|uttalte)\b"
)
_SCORE = re.compile(r"\d\s?[-–]\s?\d")
_CLOSERS = "\"'»”’)"


def classify(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their kinds; a list item's marker moves from ``text`` to ``before``.

    Blocks without text are BLANK and separate runs of lines. Everything else is judged anew,
    whatever kind it came with.

    >>> lines = ("Brann i natt", "", "En bygning brant i natt, sier politiet.", "Foto: Privat")
    >>> [block.kind.value for block in classify([Block(Kind.PARAGRAPH, line) for line in lines])]
    ['headline', 'blank', 'lead', 'credit']
    """
    kinds = [_alone(b.text) for b in blocks]
    markers = _markers(blocks, kinds)
    for i in markers:
        kinds[i] = Kind.LIST_ITEM
    placed = zip(blocks, _placed(blocks, kinds), strict=True)
    return tuple(_as_kind(b, kind, markers.get(i, 0)) for i, (b, kind) in enumerate(placed))


def _as_kind(block: Block, kind: Kind, marker: int) -> Block:
    before, text = block.before + block.text[:marker], block.text[marker:]
    return replace(block, kind=kind, before=before, text=text)


def _placed(blocks: Sequence[Block], kinds: Sequence[Kind | None]) -> list[Kind]:
    """The kinds, with those of running text told by where it stands: headline, lead, subhead."""
    placed: list[Kind] = []
    opened = led = False
    for i, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        if kind is not None:
            placed.append(kind)
        elif not opened and _is_headline(block.text):
            placed.append(Kind.HEADLINE)
        elif _is_short(block.text):
            placed.append(Kind.SUBHEAD if _is_subhead(blocks, kinds, i) else Kind.PARAGRAPH)
        else:
            placed.append(Kind.PARAGRAPH if led else Kind.LEAD)
            led = True
        opened = opened or kind is None
    return placed


def _is_subhead(blocks: Sequence[Block], kinds: Sequence[Kind | None], i: int) -> bool:
    """Whether a short line stands over text, pictures aside, and in no column of short lines."""
    if i > 0 and kinds[i - 1] is None and _is_short(blocks[i - 1].text):
        return False
    for block, kind in zip(blocks[i + 1 : i + 20], kinds[i + 1 : i + 20], strict=True):
        if kind not in (Kind.BLANK, Kind.CAPTION, Kind.CREDIT):
            return kind is Kind.LIST_ITEM or (kind is None and not _is_short(block.text))
    return False


def _markers(blocks: Sequence[Block], kinds: Sequence[Kind | None]) -> dict[int, int]:
    """Which blocks are list items, and the length of each one's marker."""
    markers = {}
    texts = [i for i, kind in enumerate(kinds) if kind is not Kind.BLANK]
    for i in texts:
        match = _BULLET.match(blocks[i].text) if kinds[i] is None else None
        if match:
            markers[i] = match.end()
    for pattern, is_list in ((_HYPHEN, _is_hyphen_list), (_NUMBER, _is_numbered_list)):
        for at, group in _groups(blocks, kinds, texts, pattern):
            lead_in = blocks[texts[at - 1]].text if at else ""
            tight = group[-1] - group[0] == len(group) - 1
            items = [pattern.sub("", blocks[i].text, count=1) for i in group]
            if is_list(items, tight, lead_in.rstrip().endswith(":")):
                markers |= {
                    i: len(blocks[i].text) - len(t) for i, t in zip(group, items, strict=True)
                }
    return markers


def _groups(
    blocks: Sequence[Block],
    kinds: Sequence[Kind | None],
    texts: Sequence[int],
    pattern: re.Pattern[str],
) -> Iterator[tuple[int, list[int]]]:
    """Blocks that open with a marker, one after the other, blank lines aside; where each begins."""
    marked = groupby(
        enumerate(texts),
        lambda at: kinds[at[1]] is None and bool(pattern.match(blocks[at[1]].text)),
    )
    for is_marked, members in marked:
        if is_marked:
            group = list(members)
            yield group[0][0], [i for _, i in group]


def _is_hyphen_list(items: Sequence[str], tight: bool, announced: bool) -> bool:
    """A list, not the speeches of an interview, which many papers open with a hyphen, too."""
    if len(items) < 2 or any(_SAYING.search(item[: 10 * _EDGE]) for item in items):
        return False
    stops = sum(_core(item).endswith((".", "!", "?")) for item in items)
    return announced or all(i[0].islower() for i in items) or (tight and stops * 2 < len(items))


def _is_numbered_list(items: Sequence[str], tight: bool, announced: bool) -> bool:
    """A list, not a line that opens with an ordinal: "2. verdenskrig"."""
    return len(items) > 1 or announced or items[0][0].isupper() or items[0][0] in '«"'


def stands_alone(text: str) -> bool:
    """Whether a line is a whole of its own, such as a byline, and no part of a paragraph."""
    return _alone(text) not in (None, Kind.CAPTION)


def opens_item(text: str) -> bool:
    """Whether a line opens a list item or a speech; "1. mai" may go on from the line before."""
    marker = _BULLET.match(text) or _NUMBER.match(text) or _HYPHEN.match(text)
    return marker is not None and not text[marker.end()].islower()


def fixed_spans(text: str, kind: Kind) -> tuple[tuple[Span, Origin], ...]:
    """The parts of a block's text that must not go through the model, in order.

    RULE: a byline, a credit, a dateline (its colon included), for ``newsroom.credits.render``.
    KEPT: what stays as it is, such as a web address or (©NTB).

    >>> fixed_spans("Sjefen i går. Foto: Kari Vik / NTB", Kind.CAPTION)
    ((Span(start=14, end=34), <Origin.RULE: 'rule'>),)
    """
    if not text or kind is Kind.BLANK:
        return ()
    if kind is Kind.UNTOUCHED:
        return ((Span(0, len(text)), Origin.KEPT),)
    if kind in (Kind.CREDIT, Kind.BYLINE, Kind.DATELINE):
        return ((Span(0, len(text)), Origin.RULE),)
    spans: list[tuple[Span, Origin]] = []
    start = _dateline_end(text) or _opening_credit_end(text)
    if start:
        spans.append((Span(0, start), Origin.RULE))
    end = _copyright_start(text)
    credit = max(_credit_start(text[:end].rstrip()), start)
    if credit < len(text[:end].rstrip()):
        spans.append((Span(credit, len(text[:end].rstrip())), Origin.RULE))
    if end < len(text):
        spans.append((Span(end, len(text.rstrip())), Origin.KEPT))
    return tuple(spans)


def _alone(text: str) -> Kind | None:
    """The kind of a text that shows by itself; None for running text."""
    if not text or text.isspace():
        return Kind.BLANK
    if not any(c.isalpha() for c in text):
        return Kind.UNTOUCHED
    if len(text) > 10 * _EDGE:
        return None
    if _UNTOUCHED.fullmatch(text.strip()):
        return Kind.UNTOUCHED
    if _is_byline(text):
        return Kind.BYLINE
    if _dateline_end(text) == len(text.rstrip()):
        return Kind.DATELINE
    start = _credit_start(text)
    if start == 0:
        return Kind.CREDIT
    return Kind.CAPTION if start < len(text) or _opening_credit_end(text) else None


def _is_byline(text: str) -> bool:
    if len(text) > _EDGE:
        return False
    if _AGENCY_LINE.fullmatch(text.strip()):
        return True
    match = _BYLINE.fullmatch(text)
    if match:
        return _is_names(match["names"]) and not text.rstrip().endswith((".", ":", "?", "!"))
    label = LABEL.match(text)
    # "Kilde" and "Foto" alone credit a picture; "Tekst" names who wrote the article.
    return (
        label is not None
        and any(word in label["labels"].casefold() for word in BYLINE_LABELS)
        and _credit_start(text) == 0
    )


def _is_names(text: str) -> bool:
    """Whether a text is made of names and what stands between them, and of no sentence."""
    words = re.sub(r"[/,()&|]|(?<=\s)[–-](?=\s)", " ", text[: _EDGE + 1]).split()
    named = any(not w.islower() or w.strip(".)") in PARTS | {"scanpix": ""} for w in words)
    return named and len(text) <= _EDGE and len(words) <= 14 and all(map(_is_name, words))


def _is_name(word: str) -> bool:
    """Kari, NTB, iStock, @bruker, kari@avis.no, van, vegvesen; not "viser"."""
    bare = word.strip(".;()\"'«»")
    if "://" in word or word.endswith(("?", "!", ":", "...")):
        return False
    return (
        not bare
        or any(c.isupper() or c.isdigit() or c in "@." for c in bare)
        or bare in _SMALL
        or _INSTITUTION.search(bare) is not None
    )


def _credit_start(text: str) -> int:
    """Where the credits at the end of a text begin; its length where there are none."""
    start = end = len(text)
    bare = _BARE_CREDIT.search(text, max(0, end - _EDGE))
    for label in reversed(list(LABEL.finditer(text, max(0, end - _EDGE)))):
        body = text[label.end() : end]
        # Some systems write the field's name and the label: "FOTO: Foto: Kari Vik".
        if not _is_names(body) and (body.strip() or end == len(text)):
            break
        end = label.start()
        start = end - 1 if text[end - 1 : end] == "(" else end
    return min(start, bare.start()) if bare else start


def _opening_credit_end(text: str) -> int:
    """The end of a credit in brackets before a caption's text; 0 where there is none."""
    label = LABEL.match(text, 1) if text.startswith("(") else None
    close = text.find(")", 0, _EDGE)
    if label is None or close < 0 or not _is_names(text[label.end() : close]):
        return 0
    return close + 1 if text[close + 1 :].strip(" .") else 0


def _copyright_start(text: str) -> int:
    match = _COPYRIGHT.search(text, max(0, len(text) - _EDGE))
    return match.start() if match else len(text)


def _dateline_end(text: str) -> int:
    """The end of a dateline at the start of a text, behind its colon; 0 where there is none."""
    match = _AGENCY_DATELINE.match(text, 0, _EDGE)
    if match:
        # "Jonas Dal (AP): " is a politician: the party's letters are an agency's, too.
        known = match["agencies"] != "AP" or match["city"].casefold() in _CITIES
        return match.end() if known else 0
    match = _CITY_DATELINE.match(text, 0, _EDGE)
    if match and match["city"].isupper() and match["city"].casefold() in _CITIES:
        return match.end()
    return 0


def _is_headline(text: str) -> bool:
    return len(text) <= HEADLINE_LENGTH and not _core(text).endswith((".", ":", ";", ","))


def _is_short(text: str) -> bool:
    """Whether a line could be a subhead: short, without a stop, no question of an interview."""
    if len(text) > SUBHEAD_LENGTH or _SCORE.search(text):
        return False
    asked = _core(text).endswith("?") and text.startswith(("–", "-"))
    return not asked and not _core(text).endswith((".", ":", ";", ",", "!", "…"))


def _core(text: str) -> str:
    return text.rstrip().rstrip(_CLOSERS)
