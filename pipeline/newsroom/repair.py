"""A damaged number in the English, put right by the value that the Norwegian has.

Only where one number of a kind is missing and one of that kind is too many, and the two may be the
same item: the same unit follows, or the digits are the other's with a slip, or it is the same in
order among the numbers of both texts. All else is left to the check to report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.article import Edit, Span
from pipeline.checks.numbers import without_counterpart
from pipeline.checks.quantities import Quantity, english
from pipeline.newsroom.clock import spans

_SCALE_NAMES = {10**6: "million", 10**9: "billion", 10**12: "trillion"}
# Words for one unit, Norwegian before the bar and English after it.
_UNITS = """
kroner krone kr|kroner krone crowns nok
dollar dollarsedlene|dollar dollars usd
euro|euro euros eur
pund|pounds
år åring åringen åringer åringene åra årene årig årige|year years year-old
måned måneder månedene månedsdom|month months
uke uker ukene|week weeks
dag dager dagene|day days
time timer timene|hour hours
minutt minutter minuttene|minute minutes
sekund sekunder|second seconds
meter meters meteren m|meter meters metre metres m
kilometer km|kilometer kilometers kilometre kilometres km
mil|
kilo kg|kilo kilos kilograms kg
gram|gram grams
tonn|ton tons tonnes
liter|liter liters litres
grad grader|degree degrees
person personer personene menneske mennesker|person persons people
soldat soldater|soldier soldiers troops
poeng|point points
prosent pst %|percent %
kvadratkilometer|square
|mile miles mph foot feet inch inches acre acres hectare hectares fahrenheit lb lbs
"""
_NORWEGIAN_UNIT: dict[str, int] = {}
_ENGLISH_UNIT: dict[str, int] = {}
for _row, _line in enumerate(_UNITS.strip().splitlines()):
    _nb, _en = _line.split("|")
    _NORWEGIAN_UNIT |= dict.fromkeys(_nb.split(), _row)
    _ENGLISH_UNIT |= dict.fromkeys(_en.split(), _row)

_UNIT = re.compile(r"[ \u00a0-]{0,2}((?:[^\W\d_]|%){1,30})")
_SUFFIX = re.compile(r"st\b|nd\b|rd\b|th\b")
_PERCENT = re.compile(r"[ \u00a0-]?(?:%|prosent\b|pst\b|per ?cent\b)", re.IGNORECASE)
_NB_CENTURY = re.compile(r"-(?:tallet|tallets|åra|årene)\b")
_EN_CENTURY = re.compile(r"(?:s\b|(?:st|nd|rd|th)[ -]centur)")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_FIGURE = re.compile(
    r"[0-9]{1,3}(?:[,. \u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
)


@dataclass(frozen=True, slots=True)
class _Item:
    """A number that one text has and the other has not. ``unit`` is the word after it."""

    quantity: Quantity
    text: str
    kind: str
    unit: str

    @property
    def figure(self) -> str:
        """The figure as written, without a scale word; empty for number words."""
        found = _FIGURE.match(self.text)
        return found[0] if found else ""

    @property
    def digits(self) -> str:
        return re.sub(r"[^0-9]", "", self.figure)


def suffix(number: int) -> str:
    """What makes a figure an ordinal.

    >>> [f"{n}{suffix(n)}" for n in (1, 2, 13, 23)]
    ['1st', '2nd', '13th', '23rd']
    """
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def repairs(source: str, target: str, theirs: Sequence[Quantity]) -> Iterator[Edit]:
    """The edits of ``target`` that write a number of the source over a wrong one.

    ``theirs`` are the numbers of the source. Clock times and the days of dates are not touched.
    """
    ours = english(target)
    lost, strange = without_counterpart(theirs, ours), without_counterpart(ours, theirs)
    if not lost or not strange:
        return
    missing = _items(source, lost, _NB_CENTURY)
    strangers = _items(target, strange, _EN_CENTURY)
    ranks = _ranks(theirs, ours, lost), _ranks(ours, theirs, strange)
    for kind in ("percent", "century", "year", "plain"):
        these = [i for i in missing if i.kind == kind]
        those = [i for i in strangers if i.kind == kind]
        if len(these) == len(those) == 1:
            missing.remove(these[0])
            strangers.remove(those[0])
            if _same_item(these[0], those[0], ranks):
                yield from _repair(target, these[0], those[0])
    if len(missing) == len(strangers) == 1 and _is_slip(missing[0], strangers[0]):
        yield from _repair(target, missing[0], strangers[0])


def _items(text: str, found: Sequence[Quantity], century: re.Pattern[str]) -> list[_Item]:
    taken = {at for span in spans(text) for at in range(*span)}
    items = []
    for q in found:
        written = text[q.span.start : q.span.end]
        if q.span.start in taken or (written[0].isdigit() and not _is_single(text, q)):
            continue
        kind = _kind(text, q, written, century)
        unit = None if kind == "century" else _UNIT.match(text, q.span.end)
        items.append(_Item(q, written, kind, unit[1].lower() if unit else ""))
    return items


def _is_single(text: str, quantity: Quantity) -> bool:
    """Whether it is one number, and no time, version or model name (802.11b, F-16) in figures."""
    start = quantity.span.start
    figure = _FIGURE.match(text, start)
    if not figure or re.match(r"[.,:/]?[0-9]|[^\W\d]", text[figure.end() : figure.end() + 2]):
        after = text[figure.end() : quantity.span.end + 2] if figure else ""
        return re.match(r"(?:st|nd|rd|th|bn|mn|s|m|km)\b", after) is not None
    return re.search(r"[\w.,:/]$|[^\W\d]-$", text[max(0, start - 2) : start]) is None


def _kind(text: str, quantity: Quantity, written: str, century: re.Pattern[str]) -> str:
    if _PERCENT.match(text, quantity.span.end):
        return "percent"
    if century.match(text, quantity.span.end):
        return "century"
    return "year" if _YEAR.fullmatch(written) else "plain"


def _ranks(
    these: Sequence[Quantity], those: Sequence[Quantity], unmet: Sequence[Quantity]
) -> list[Quantity | None]:
    """The numbers that stand in both texts, in order, with None where one of ``unmet`` stands."""
    firm = {reading for q in those if q.firm for reading in q.readings}
    astray = {q.span for q in unmet}
    shared = (q for q in these if q.firm and (q.span in astray or firm & q.readings))
    return [None if q.span in astray else q for q in shared]


def _same_item(
    missing: _Item, stranger: _Item, ranks: tuple[list[Quantity | None], list[Quantity | None]]
) -> bool:
    same = _same_unit(missing.unit, stranger.unit)
    if same is not None:
        return same
    if _is_slip(missing, stranger):
        return True
    if len(ranks[0]) != len(ranks[1]):
        return False
    return all(
        (a is None and b is None) or (a is not None and b is not None and a.agrees(b))
        for a, b in zip(*ranks, strict=True)
    )


def _same_unit(norwegian: str, other: str) -> bool | None:
    """Whether two words are one unit; None where neither is known to be a unit."""
    if norwegian and norwegian == other:
        return True
    genitive = _NORWEGIAN_UNIT.get(norwegian.removesuffix("s"))
    here, there = _NORWEGIAN_UNIT.get(norwegian, genitive), _ENGLISH_UNIT.get(other)
    if here is None and there is None:
        return None
    return here == there


def _is_slip(missing: _Item, stranger: _Item) -> bool:
    """Whether the digits are the other's but for one, or with some lost or doubled at the end."""
    right, wrong = missing.digits, stranger.digits
    if len(right) < 2 or len(wrong) < 2 or len(right) > 30 or len(wrong) > 30:
        return False
    short, long = sorted((right, wrong), key=len)
    if long.startswith(short):
        return True
    head = next(i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b)
    return short[head:] == long[head + 1 :] or (
        len(short) == len(long) > 2 and short[head + 1 :] == long[head + 1 :]
    )


def _repair(target: str, missing: _Item, stranger: _Item) -> Iterator[Edit]:
    start, end = stranger.quantity.span
    ordinal = _SUFFIX.match(target, start + len(stranger.figure)) if stranger.figure else None
    if ordinal:
        after, end = _ordinal(missing, stranger), ordinal.end()
    elif stranger.kind == "century" and not missing.figure.isdigit():
        return
    else:
        after = _in_english(missing)
        if "," in stranger.figure and after.isdigit() and len(after) > 3:
            after = f"{int(after):,}"  # 14,400 for 1400 is no year
    if after:
        yield Edit("number value", Span(start, end), target[start:end], after)


def _ordinal(missing: _Item, stranger: _Item) -> str:
    if not missing.figure.isdigit() or missing.quantity.scale > 1:
        return ""
    number = int(missing.figure)
    if stranger.kind == "century":
        number = number // 100 + 1
    return f"{number}{suffix(number)}"


def _in_english(item: _Item) -> str:
    """The number in English: 3,5 mrd. is 3.5 billion, 30 tusen is 30,000, 5500 stays."""
    scale = item.quantity.scale
    if item.figure and scale in (1, *_SCALE_NAMES):
        whole, comma, decimals = item.figure.partition(",")
        grouped = re.sub("[. \u00a0\u2009\u202f]", ",", whole)
        number = grouped + comma.replace(",", ".") + decimals
        return f"{number} {_SCALE_NAMES[scale]}" if scale > 1 else number
    value = next(r[0] for r in item.quantity.readings if len(r) == 1)
    largest = max((s for s in _SCALE_NAMES if s <= value), default=1)
    share = (value / Decimal(largest)).normalize()
    return f"{share:,f} {_SCALE_NAMES[largest]}" if largest > 1 else f"{value.normalize():,f}"
