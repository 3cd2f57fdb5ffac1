"""Numbers as written in Norwegian and English copy, read into values that can be compared.

One piece of text may be read in more than one way: ``22.30`` is half past ten at night or, badly
typed, 22.3. So a quantity holds all its readings, and two quantities agree when they share one. A
reading is a tuple: one value for a plain number, several for what is written in parts (a clock, a
date, a race time). Scale words are multiplied in, so that ``3,5 milliarder`` is ``3.5 billion``.

>>> norwegian("3,5 milliarder")[0].agrees(english("$3.5bn")[0])
True
>>> norwegian("1.100")[0].agrees(english("1.100")[0])
False
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from pipeline.article import Span
from pipeline.checks.number_words import (
    COUNTED,
    ENGLISH_LOOSE,
    ENGLISH_SCALES,
    ENGLISH_UNITS,
    ENGLISH_WORDS,
    NORWEGIAN_LOOSE,
    NORWEGIAN_SCALES,
    NORWEGIAN_UNITS,
    NORWEGIAN_WORDS,
    ROMAN,
    Values,
)

Reading = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at ``span``. ``firm`` is False for words that may have another sense ("one of").

    ``clock`` tells a figure that is a time of day for certain.
    """

    span: Span
    readings: frozenset[Reading]
    firm: bool
    scale: int = 1
    clock: bool = False

    def agrees(self, other: Quantity) -> bool:
        return not self.readings.isdisjoint(other.readings)


class _Language(NamedTuple):
    figure: Callable[[str], set[Reading]]
    words: dict[str, int]
    loose: Mapping[str, Values]
    scales: dict[str, int]
    units: Mapping[str, Decimal]
    joiner: str
    compounds: re.Pattern[str] | None


class _Token(NamedTuple):
    text: str
    start: int
    end: int


# Figures, with the marks between their parts; groups of three may be set apart by a space. A figure
# of more than 30 characters is no quantity, and is cut so that arithmetic on it stays cheap.
_TOKEN = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,5}(?![0-9])(?:[.,][0-9]{1,9})?"
    r"|[0-9]{1,30}(?:[.,:][0-9]{1,9}){0,5}"
    r"|[^\W\d_]+"
)
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]")
_DAY_PART = re.compile(
    r"\b(?:ettermiddag|kveld|natt|afternoon|evening|night|tonight)|\bp\.?\s?m\b", re.IGNORECASE
)
_CLOCK_CUE = re.compile(
    r"\b(?:klokk[ae]n?|kl\.?|at|around|about|by|from|between|fra|mellom|til|to|and|og|until)\W?$",
    re.IGNORECASE,
)
_MERIDIEM = re.compile(r"[ \u00a0]?([ap])\.?[ \u00a0]?m\b", re.IGNORECASE)
_DECADE = re.compile(r"-?(?:år|tall)|[’']?s\b|-[\s,]", re.IGNORECASE)
_RANGE = re.compile(r"[\s$€£-]{0,3}(?:\w{1,5}|[-–—])?[\s$€£-]{0,3}")


def norwegian(text: str) -> tuple[Quantity, ...]:
    """The numbers of a Norwegian text, figures and words, in order."""
    return _quantities(text, _NORWEGIAN)


def english(text: str) -> tuple[Quantity, ...]:
    """The numbers of an English text, figures and words, in order."""
    return _quantities(text, _ENGLISH)


def _norwegian_figure(text: str) -> set[Reading]:
    """Every way to read a figure written the Norwegian way: 1.100, 1 100, 3,5, 22.30, 5.6.2014."""
    if re.fullmatch(r"[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]+)?", text):
        return {(Decimal(re.sub(r"[. ]", "", text).replace(",", ".")),)}
    if re.fullmatch(r"[0-9]+,[0-9]+", text):
        return {(Decimal(text.replace(",", ".")),)}
    readings = _in_parts(text)
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text):
        readings.add((Decimal(text),))
    return readings


def _english_figure(text: str) -> set[Reading]:
    """Every way to read a figure written the English way; none for one left in Norwegian form."""
    if re.fullmatch(r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?", text):
        return {(Decimal(re.sub(r"[, ]", "", text)),)}
    if re.fullmatch(r"[0-9]+\.[0-9]+", text):
        return {(Decimal(text),)}
    if re.fullmatch(r"[0-9]+,[0-9]+", text):
        return set()
    return _in_parts(text)


def _in_parts(text: str) -> set[Reading]:
    """The parts as one reading; a whole hour ("22:00") is also the hour alone."""
    parts = tuple(Decimal(part) for part in re.split(r"[.,: ]", text))
    if len(parts) == 3 and re.search(r"\.[0-9]{2}$", text):
        return {parts} | {(*parts[:2], parts[2] + century) for century in (1900, 2000)}
    whole_hour = (
        len(parts) == 2 and parts[1] == 0 and parts[0] <= 24 and re.search(r"[.:]00$", text)
    )
    return {parts, parts[:1]} if whole_hour else {parts}


# A number as the first part of a word: "toåring", "femmannsrom", "milliardunderskudd".
_COMPOUND = re.compile(
    rf"({'|'.join(sorted(NORWEGIAN_WORDS, key=len, reverse=True))})[se]?(?:{'|'.join(COUNTED)})"
    r"|(million|milliard)"
)
_NORWEGIAN = _Language(
    _norwegian_figure,
    NORWEGIAN_WORDS,
    NORWEGIAN_LOOSE,
    NORWEGIAN_SCALES,
    NORWEGIAN_UNITS,
    "og",
    _COMPOUND,
)
_ENGLISH = _Language(
    _english_figure, ENGLISH_WORDS, ENGLISH_LOOSE, ENGLISH_SCALES, ENGLISH_UNITS, "and", None
)


def _quantities(text: str, language: _Language) -> tuple[Quantity, ...]:
    tokens = [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
    evening = _DAY_PART.search(text) is not None
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        read = _figure if tokens[at].text[0] in "0123456789" else _words
        quantity, at = read(text, tokens, at, language)
        if quantity:
            found.append(_with_evening(text, quantity) if evening else quantity)
    return _share_scales(text, found)


def _figure(
    text: str, tokens: Sequence[_Token], at: int, language: _Language
) -> tuple[Quantity | None, int]:
    token = tokens[at]
    readings = language.figure(_SPACES.sub(" ", token.text))
    scale, after = _scale(text, tokens, at + 1, language.scales)
    if scale > 1:
        readings = _times(readings, scale)
    readings |= _times(readings, _unit(text, tokens, after, language.units))
    if token.text.isdigit() and scale == 1:
        readings |= _of_a_whole(text, token)
    meridiem = _MERIDIEM.match(text, token.end) if language is _ENGLISH else None
    if meridiem:
        readings = _twelve_hour(readings, meridiem[1])
    span = Span(token.start, tokens[after - 1].end)
    clock = ":" in token.text or meridiem is not None
    return Quantity(span, frozenset(readings), True, scale, clock), after


def _unit(text: str, tokens: Sequence[_Token], at: int, units: Mapping[str, Decimal]) -> Decimal:
    """What the unit at token ``at`` may multiply by, 1 if it is none or there is no token."""
    if at == len(tokens) or not _adjoins(text, tokens, at):
        return Decimal(1)
    return units.get(tokens[at].text.lower(), Decimal(1))


def _times(readings: set[Reading], scale: int | Decimal) -> set[Reading]:
    return {(r[0] * scale,) for r in readings if len(r) == 1}


def _scale(
    text: str, tokens: Sequence[_Token], at: int, scales: Mapping[str, int]
) -> tuple[int, int]:
    """What the scale words from token ``at`` on multiply by, and the token after them."""
    scale = 1
    while at < len(tokens) and _adjoins(text, tokens, at):
        if (factor := scales.get(tokens[at].text.lower())) is None:
            break
        scale, at = scale * factor, at + 1
    return scale, at


def _adjoins(text: str, tokens: Sequence[_Token], at: int) -> bool:
    return text[tokens[at - 1].end : tokens[at].start] in ("", " ", "-", "\u00a0", "\u202f")


def _of_a_whole(text: str, token: _Token) -> set[Reading]:
    """Readings of a bare whole number as a decade, a century or the short form of a year."""
    value = Decimal(token.text)
    values: set[Decimal] = set()
    if _DECADE.match(text, token.end):
        if value < 100:
            values.add(value + 1900)
        if 1900 < value < 2100 and value % 100:
            values.add(value % 100)
        if 100 <= value < 2100 and value % 100 == 0:
            values.add(value / 100 + 1)  # 1800-tallet is the 19th century
    if len(token.text) == 2 and text[max(0, token.start - 1) : token.start] in tuple("'’/-–."):
        values |= {value + 1900, value + 2000}
    return {(v,) for v in values}


def _twelve_hour(readings: set[Reading], meridiem: str) -> set[Reading]:
    later = 12 if meridiem.lower() == "p" else 0
    clock = {(r[0] % 12 + later, *r[1:]) for r in readings if r[0] <= 12}
    return clock | {(r[0], Decimal(0)) for r in clock if len(r) == 1}


def _with_evening(text: str, quantity: Quantity) -> Quantity:
    """Half past ten on Tuesday night may be 22.30: readings twelve hours later, where told."""
    before = text[max(0, quantity.span.start - 10) : quantity.span.start]
    bare = _CLOCK_CUE.search(before) is not None
    later = {
        (r[0] + 12, *r[1:])
        for r in quantity.readings
        if r[0] < 12 and (len(r) == 2 or (bare and len(r) == 1 and r[0] % 1 == 0))
    }
    later |= {(r[0], Decimal(0)) for r in later if len(r) == 1}
    return replace(quantity, readings=quantity.readings | later)


def _words(
    text: str, tokens: Sequence[_Token], at: int, language: _Language
) -> tuple[Quantity | None, int]:
    word = tokens[at].text.lower()
    if word in language.words or word in language.scales:
        return _cardinal(text, tokens, at, language)
    after = at + 1
    values = {Decimal(v) for v in language.loose.get(word, ())}
    if tokens[at].text in ROMAN:
        values.add(Decimal(ROMAN[tokens[at].text]))
    if language.compounds and (compound := language.compounds.match(word)):
        values.add(Decimal(language.words.get(compound[1]) or language.scales[compound[2]]))
    if not values:
        return None, after
    readings: set[Reading] = {(v,) for v in values}
    if word == "halv" and after < len(tokens):
        readings |= _half_hour(language.words.get(tokens[after].text.lower()))
    scale, scaled_to = _scale(text, tokens, _skip_article(tokens, after), language.scales)
    if scale > 1:
        # Its least value is the word's own: of "half" one half, not fifty per cent.
        readings, after = {(min(values) * scale,)}, scaled_to
    firm = scale >= 10**6 and min(values) < 1
    span = Span(tokens[at].start, tokens[after - 1].end)
    return Quantity(span, frozenset(readings), firm, scale), after


def _skip_article(tokens: Sequence[_Token], at: int) -> int:
    """Past the article or "of" of "half a million", "a couple of million"."""
    return at + 1 if at < len(tokens) and tokens[at].text.lower() in ("a", "of") else at


def _half_hour(hour: int | None) -> set[Reading]:
    """ "Halv elleve" is half past ten, in the morning or at night."""
    if hour is None or not 1 <= hour <= 12:
        return set()
    return {(Decimal(h), Decimal(30)) for h in (hour - 1, hour + 11)}


def _cardinal(
    text: str, tokens: Sequence[_Token], at: int, language: _Language
) -> tuple[Quantity, int]:
    """A run of number words: "to hundre og femti tusen", "twenty-five", "a million"."""
    start, total, current, biggest = at, 0, 0, 1
    counted = tokens[at].text.lower() in language.words
    while at < len(tokens):
        joined = tokens[at].text.lower() == language.joiner and at > start and at + 1 < len(tokens)
        word = tokens[at + joined].text.lower()
        if at > start and not all(_adjoins(text, tokens, i) for i in range(at, at + joined + 1)):
            break
        if (factor := language.scales.get(word)) and not joined:
            if not current:  # "tre tusen milliarder": the scale is for the number so far
                current, total = total or 1, 0
            current *= factor
            biggest = max(biggest, factor)
            if factor >= 1000:
                total, current = total + current, 0
        elif at == start or _adds(current, total, language.words.get(word), joined):
            current += language.words[word]
        else:
            break
        at += 1 + joined
    readings: set[Reading] = {(Decimal(total + current),)}
    readings |= _times(readings, _unit(text, tokens, at, language.units))
    span = Span(tokens[start].start, tokens[at - 1].end)
    return Quantity(span, frozenset(readings), counted and biggest >= 10**6, biggest), at


def _adds(current: int, total: int, value: int | None, joined: bool) -> bool:
    """Whether a number word goes on the number so far, and is not a number of its own."""
    if not value:
        return False
    if current and current % 100 == 0:
        return value < 100
    if 20 <= current % 100 <= 90 and current % 10 == 0:
        return value < 10 and not joined
    return current == 0 and 1000 <= total < 10**6 and value < 100


def _share_scales(text: str, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """In "12 til 14 milliarder" the first number may be billions too: give it that reading."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        this, following = shared[at], shared[at + 1]
        gap = text[this.span.end : following.span.start]
        if this.scale == 1 and following.scale > 1 and len(gap) < 12 and _RANGE.fullmatch(gap):
            scaled = this.readings | _times(set(this.readings), following.scale)
            shared[at] = replace(this, readings=scaled)
    return tuple(shared)
