"""Numbers: from Norwegian form to English, and a damaged one back to the source's value.

The form follows Språkrådet, "Tall, tid og dato" on the Norwegian side and the AP Stylebook on the
English. A value is repaired only where exactly one of its kind is missing and exactly one stands
in the English that the Norwegian does not have, and only if the two can be the same item.

>>> from pipeline.edits import replay
>>> text = "1.100 soldiers and 35 percent"
>>> replay(text, edits("1.100 soldater og 3,5 prosent", text, Style()))
'1,100 soldiers and 3.5 percent'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.article import Edit, Span
from pipeline.checks.number_words import ENGLISH_SCALES, NORWEGIAN_SCALES
from pipeline.checks.quantities import Quantity, Reading, english, norwegian
from pipeline.edits import replay
from pipeline.newsroom.proof import LONGEST, in_order, proven, settled
from pipeline.newsroom.repair import repairs, suffix
from pipeline.newsroom.style import Style

_S = "[ \u00a0\u2009\u202f]"
_STOP = rf"(?:\.(?={_S}[a-z0-9]|,))?"
_GROUPED = rf"[0-9]{{1,3}}(?:[.]|{_S})[0-9]{{3}}(?:[. \u00a0\u2009\u202f][0-9]{{3}}){{0,4}}"
_NUMBER = rf"(?:{_GROUPED}(?:,[0-9]{{1,9}})?|[0-9]{{1,15}}(?:[.,][0-9]{{1,9}}){{0,5}})"
_FIGURE = re.compile(
    rf"(?<![\w.,:/])(?P<kr>(?:kr\.?{_S}?){{1,9}})?(?P<n>{_NUMBER})(?![.,:/]?[0-9])"
    rf"(?P<scale>{_S}?(?:mill{_STOP}|mrd{_STOP}|millioner|milliard(?:er)?|billioner"
    rf"|million|billion|trillion)(?!\w))?"
    rf"(?P<unit>,-(?!\w)|{_S}%|{_S}?(?:pst{_STOP}|prosent|kr{_STOP})(?!\w))?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?<![\w.,:/-])(?P<n>[0-9]{1,3})\.(?P<gap>[ -]{0,2})"
    r"(?!(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b)"
    r"(?=[a-zæøå])(?P<place>plass(?:en)?\b)?"
)
_SOURCE_ORDINAL = re.compile(r"(?<![\w.,:/])([0-9]{1,3})\.(?=-|,|[ -]{0,2}[a-zæøå])")
_SUFFIXED = re.compile(r"(?<![\w.,:/])([0-9]{1,4})(st|nd|rd|th)\b")
_MINUTES = re.compile(r"(?<=\bthe )([0-9]{1,3}) minutes?\b")
_POWER = re.compile(r"(?<=[0-9][ \u00a0])(k?m|cm|mm)([23])(?![\w.,])")
_SERIAL = re.compile(
    r"\b(?:n[ro]s?|nummer|number|tlf|tel|telefon|phone|konto|account|org)\W{0,3}$", re.IGNORECASE
)
_ENGLISH_GROUP = re.compile(r"[0-9]{1,3},[0-9]{3}")
_DIGIT = re.compile("[0-9]")
_SCALE_NAMES = {10**6: "million", 10**9: "billion", 10**12: "trillion"}


def edits(source: str, target: str, style: Style) -> tuple[Edit, ...]:
    """What makes the numbers of ``target`` English and true, in order, without overlaps.

    An edit whose text would read as a number that the source does not have is not made.
    """
    return settled(_edits, source, target, style)


def _edits(source: str, target: str, style: Style) -> tuple[Edit, ...]:
    if len(source) + len(target) > LONGEST or not _DIGIT.search(target):
        return ()
    theirs = norwegian(source)
    found = [
        *_figures(source, target, theirs, style),
        *_ordinals(source, target),
        *_powers(source, target),
    ]
    formats = proven(theirs, target, found)
    formatted = replay(target, formats)
    repaired = proven(theirs, formatted, repairs(source, formatted, theirs))
    return in_order([*formats, *(_moved_back(e, formats) for e in repaired)])


def _moved_back(edit: Edit, made: Sequence[Edit]) -> Edit:
    """An edit of the text in which ``made`` were made, as an edit of the text before that."""
    start = edit.span.start
    for earlier in made:
        if earlier.span.start >= start:
            break
        start -= len(earlier.after) - len(earlier.before)
    return replace(edit, span=Span(start, start + len(edit.before)))


def _figures(source: str, target: str, theirs: Sequence[Quantity], style: Style) -> Iterator[Edit]:
    readings = {r for q in theirs for r in q.readings}
    grouped = _values_grouped(source, theirs)
    for m in _FIGURE.finditer(target):
        if _in_serial(target, m):
            continue
        scale = _scale(m["scale"])
        number = _number(m["n"], readings, grouped, scale)
        if "." in number.text and _ENGLISH_GROUP.fullmatch(m["n"]) and m["n"] not in source:
            continue  # "100,000" for 100 is a wrong number, and no 100.000 in Norwegian form
        if (number.value * scale,) in readings:
            after = number.text + _scale_after(m["scale"], scale) + _unit_after(m, style)
            span = Span(m.start(), m.end())
            yield Edit("number", span, m[0], after)


@dataclass(frozen=True, slots=True)
class _Number:
    value: Decimal
    text: str


def _number(text: str, readings: set[Reading], grouped: set[Decimal], scale: int) -> _Number:
    """A figure of the target as the English value it has, or else as the Norwegian one."""
    local = _norwegian_value(text)
    if "." in text and local in grouped:
        return _Number(local, _in_english(text))
    for quantity in english(text):
        ours = [r[0] for r in quantity.readings if len(r) == 1 and (r[0] * scale,) in readings]
        if ours and quantity.span == (0, len(text)):
            bare = text.isdigit() and len(text) > 3 and ours[0] in grouped
            spaced = re.search(_S, text) is not None
            return _Number(ours[0], f"{ours[0]:,}" if bare or spaced else text)
    return _Number(local, _in_english(text))


def _norwegian_value(text: str) -> Decimal:
    """The value of a Norwegian figure, -1 where it is not a single number."""
    if not re.fullmatch(rf"{_GROUPED}(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?", text):
        return Decimal(-1)
    return Decimal(re.sub(r"[^0-9,]", "", text).replace(",", "."))


def _in_english(figure: str) -> str:
    """A Norwegian figure with English marks: 1.234,5 is 1,234.5. Groups stay, or stay away."""
    whole, comma, decimals = figure.partition(",")
    return re.sub(rf"[.]|{_S}", ",", whole) + comma.replace(",", ".") + decimals


def _values_grouped(source: str, theirs: Sequence[Quantity]) -> set[Decimal]:
    """The values that the source writes in groups, and nowhere without: none of them is a year."""
    texts = [(source[q.span.start : q.span.end], q) for q in theirs]
    apart = {r[0] for t, q in texts if re.match(rf"{_GROUPED}(?![0-9])", t) for r in q.readings}
    return apart - {r[0] for t, q in texts if t.isdigit() for r in q.readings}


def _in_serial(target: str, m: re.Match[str]) -> bool:
    """Whether the figure is part of a telephone or account number, which keep their spaces."""
    if not re.search(_S, m["n"]) and not m["kr"]:
        return False
    before, after = target[max(0, m.start() - 16) : m.start()], target[m.end() : m.end() + 2]
    beside = re.search(rf"[0-9+]{_S}$", before) or re.match(rf"{_S}[0-9]", after)
    return beside is not None or _SERIAL.search(before) is not None


def _scale(text: str | None) -> int:
    word = (text or "").strip(" .\u00a0\u2009\u202f").lower()
    return ENGLISH_SCALES.get(word) or NORWEGIAN_SCALES.get(word) or 1


def _scale_after(text: str | None, scale: int) -> str:
    return f" {_SCALE_NAMES[scale]}" if text else ""


def _unit_after(m: re.Match[str], style: Style) -> str:
    unit = (m["unit"] or "").strip(" .\u00a0\u2009\u202f").lower()
    if unit in ("pst", "prosent"):
        return " percent" if style.spelling == "american" else " per cent"
    if m["kr"] or unit in ("kr", ",-"):
        return " kroner"
    return unit


def _ordinals(source: str, target: str) -> Iterator[Edit]:
    known = {m[1] for m in _SOURCE_ORDINAL.finditer(source)}
    for m in _ORDINAL.finditer(target):
        if m["n"] in known and re.search(r"[^\W\d]", target[max(0, m.start() - 40) : m.start()]):
            after = f"{m['n']}{suffix(int(m['n']))} " + ("place" if m["place"] else "")
            yield Edit("ordinal", Span(m.start(), m.end()), m[0], after)
    for m in _SUFFIXED.finditer(target):
        yield Edit("ordinal", Span(m.start(), m.end()), m[0], m[1] + suffix(int(m[1])))
    for m in _MINUTES.finditer(target):
        if re.search(rf"(?<![\w.,:]){m[1]}\. minutt", source):
            after = f"{m[1]}{suffix(int(m[1]))} minute"
            yield Edit("ordinal", Span(m.start(), m.end()), m[0], after)


def _powers(source: str, target: str) -> Iterator[Edit]:
    """km2 is km² where the source has it, so that the 2 is not read as a number."""
    for m in _POWER.finditer(target):
        after = m[1] + {"2": "²", "3": "³"}[m[2]]
        if after in source:
            yield Edit("power", Span(m.start(), m.end()), m[0], after)
