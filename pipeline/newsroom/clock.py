"""Clock times and dates: from Norwegian form to the house's, and back to the source's value.

Norwegian copy runs on 24 hours with a dot (22.30) and puts the day before the month (17. mai,
5.6.2014). Forms after Språkrådet, "Tall, tid og dato", and the AP Stylebook ("10:30 p.m.",
"May 17, 2014,"). Only times and dates that stand in the source are ever written.

>>> from pipeline.edits import replay
>>> text = "At 22.30 time it was quiet."
>>> replay(text, edits("I 22.30-tida var det stille.", text, Style()))
'At about 22:30 it was quiet.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.article import Edit, Span
from pipeline.checks.numbers import without_counterpart
from pipeline.checks.quantities import english, norwegian
from pipeline.newsroom.proof import LONGEST, proven, settled
from pipeline.newsroom.style import Style

_NB = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "desember",
)  # fmt: skip
_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NB_MONTH = "|".join(f"{m}|{m.capitalize()}" for m in _NB)
_EN_MONTH = "|".join(_EN)
_MONTHS = {name.lower(): n for names in (_NB, _EN) for n, name in enumerate(names, 1)}


@dataclass(frozen=True, slots=True)
class _Time:
    """A clock time. ``certain`` is False where it may be morning or evening ("klokka 8")."""

    span: Span
    hour: int
    minute: int
    written: str
    about: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Date:
    """A date. ``form`` is how it is written: d(ay first), m(onth first) or n(umbers only)."""

    span: Span
    day: int
    month: int
    year: int | None
    form: str


_FIGURE = r"(?<![\w.,:/])(?P<h>[0-9]{1,2})(?:(?P<sep>[.:])(?P<m>[0-9]{2}))?(?![.,:]?[0-9])"
_CLOCK = r"(?:(?P<cue>\b(?:kl\.?|klokk[ae]n?)[ \u00a0])[ \u00a0]?)?"
_SOURCE_TIME = re.compile(
    rf"{_CLOCK}{_FIGURE}(?P<about>[ -]tid(?:a|en)\b)?"
    r"(?![ \u00a0]?(?:%|prosent|pst|kr|mill|mrd|dollar|euro|meter|minutt|sek|km|poeng))",
    re.IGNORECASE,
)
_CUE = re.compile(r"\b(?:kl\.?|klokk[ae]n?)[ \u00a0][0-9]|[0-9][ -]tid(?:a|en)\b|[0-9]:[0-9]{2}\b")
_DAY_PART = re.compile(r"(?:ettermiddag|kveld|natt)", re.IGNORECASE)
_TARGET_TIME = re.compile(
    rf"{_CLOCK}{_FIGURE}(?P<meridiem>[ \u00a0]?[ap](?:\.[ \u00a0]?m\b\.?|m\b))?"
    r"(?P<tail>(?:[ -](?:tida|tiden|period)|[ -]time(?! zone)|[ ]o['’]clock)\b)?"
    r"(?![ \u00a0-]?(?:%|per ?cent|kr|mill|bill|dollar|euro|met|min|sec|km|point))",
    re.IGNORECASE,
)
# What may stand after an hour without minutes: anything but the thing that is counted.
_HOUR_ALONE = re.compile(r"[.,;:!?)\"'”’]|$|[ ](?:on|in|this|local|Norwegian|GMT|UTC|and|to)\b")
_BEFORE_HOUR = re.compile(r"\b(?:at|by|around|about|until|till)[ ]$", re.IGNORECASE)
# In "10:00-11:00 p.m." the first time leans on the second's p.m.
_SHARED_MERIDIEM = re.compile(r"[0-9][ ]?(?:[-–]|to|and|or)[ ]?$")
_LEAD = re.compile(r"\b(at|in)[ ](?:the[ ])?$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:at|by|around|about|approximately|from|to|until|till|before|after|between|and|since)[ ]$",
    re.IGNORECASE,
)
_SENTENCE_GOES_ON = re.compile(r"[ \u00a0]+[a-z(]|[,;:]")

_SERIES_BEFORE = re.compile(
    r"(?<![0-9.])[0-9]{1,2}(?:st|nd|rd|th)?\.?[ ]?(?:[-–]|and|to|or|og|til|eller)[ ]?$"
)
_SERIES_AFTER = re.compile(
    rf"[ ]?(?:[-–]|and\b|to\b|or\b)[ ]?[0-9]{{1,2}}\b(?!\.?[ ]?(?:{_EN_MONTH}|{_NB_MONTH}))"
)
# "12 June 5": the month may be either day's.
_DAY_AFTER = re.compile(r",?[ \u00a0][0-9]{1,2}(?![0-9:])")
_SOURCE_DATE = re.compile(
    rf"(?<![\w.,:/])(?:(?P<d>[0-9]{{1,2}})\.?[ \u00a0]?(?P<month>{_NB_MONTH})\b"
    r"(?:[ \u00a0](?P<y>[0-9]{4})(?![.,]?[0-9]))?"
    r"|(?P<nd>[0-9]{1,2})\.(?P<nm>[0-9]{1,2})\.(?P<ny>[0-9]{4})(?![.,]?[0-9]))",
    re.IGNORECASE,
)
_TARGET_DATE = re.compile(
    rf"(?<![\w.,:/])(?P<d>[0-9]{{1,2}})\.?[ \u00a0]?(?P<month>{_EN_MONTH}|{_NB_MONTH})\b"
    r"(?:,?[ \u00a0](?P<y>[0-9]{4})(?![.,]?[0-9]))?"
    rf"|\b(?P<mmonth>{_EN_MONTH}|{_NB_MONTH})[ \u00a0](?P<md>[0-9]{{1,2}})"
    r"(?:\.(?=[ ][a-z0-9,]))?(?![0-9:]|[.,][0-9]|st\b|nd\b|rd\b|th\b)"
    r"(?:,?[ \u00a0](?P<my>[0-9]{4})(?![.,]?[0-9]))?"
    r"|(?<![\w.,:/])(?P<n>[0-9]{1,4}[./][0-9]{1,4}(?:[./][0-9]{2,4})?)(?![.,:/]?[0-9])"
)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[ ]$")
_RACE = re.compile(
    r"(?<![\w.,:/])(?:[0-9]{1,2}[.:])?[0-9]{1,2}[.:][0-9]{2},[0-9]{1,2}(?![.,:]?[0-9])"
)


def edits(source: str, target: str, style: Style) -> tuple[Edit, ...]:
    """What makes the clock times and dates of ``target`` English, in order, without overlaps.

    A time or date that the source does not have is replaced where it can only be meant for the
    one that is missing. An edit that would write a number not in the source is not made.
    """
    return settled(_edits, source, target, style)


def _edits(source: str, target: str, style: Style) -> tuple[Edit, ...]:
    if len(source) + len(target) > LONGEST:
        return ()
    found = [
        *_clock_edits(source, target, style),
        *_date_edits(source, target, style),
        *_race_edits(source, target),
    ]
    if not found:
        return ()
    return proven(norwegian(source), target, found)


def spans(text: str) -> tuple[Span, ...]:
    """Where ``text``, of either language, has a clock time or the day of a date.

    >>> spans("At 22:30 on May 17, 2014")
    (Span(start=3, end=8), Span(start=12, end=18))
    """
    times = (
        Span(m.start(), m.end())
        for m in _TARGET_TIME.finditer(text)
        if m["sep"] == ":" or m["cue"] or m["meridiem"] or m["tail"]
    )
    dates = (
        Span(m.start(), m.end("month") if m["month"] else m.end("md"))
        for m in _TARGET_DATE.finditer(text)
        if not m["n"]
    )
    return tuple(sorted([*times, *dates]))


def _times(source: str) -> list[_Time]:
    """The clock times of a Norwegian text. 22.30 is one where something in the text says so."""
    told = _CUE.search(source) is not None
    day_part = _DAY_PART.search(source) is not None
    found = []
    for m in _SOURCE_TIME.finditer(source):
        hour, minute = int(m["h"]), int(m["m"] or 0)
        cued = bool(m["cue"] or m["about"])
        if hour > 24 or minute > 59 or not (cued or (m["m"] and told)):
            continue
        certain = hour > 12 or m["h"][0] == "0" or (m["m"] is not None and not day_part)
        span = Span(m.start("h"), m.end("m") if m["m"] else m.end("h"))
        found.append(_Time(span, hour, minute, m["h"], bool(m["about"]), certain))
    return found


def _clock_edits(source: str, target: str, style: Style) -> Iterator[Edit]:
    times = {(t.hour, t.minute): t for t in reversed(_times(source))}
    if not times:
        return
    theirs, ours = norwegian(source), english(target)
    lost = {q.span.start for q in without_counterpart(theirs, ours)}
    strange = {q.span.start for q in without_counterpart(ours, theirs)}
    missing = [t for t in times.values() if t.span.start in lost]
    strangers = []
    for m in _TARGET_TIME.finditer(target):
        if same := times.get(_value(m)):
            if _is_time(target, m, same):
                yield _clock_edit(target, m, same, style, "clock")
        elif (m["sep"] == ":" or m["meridiem"]) and m.start("h") in strange:
            strangers.append(m)
    # The only time astray on each side, and no third that could be meant.
    if len(missing) == len(strangers) == 1:
        yield _clock_edit(target, strangers[0], missing[0], style, "clock value")


def _value(m: re.Match[str]) -> tuple[int, int]:
    hour, minute = int(m["h"]), int(m["m"] or 0)
    if m["meridiem"] and hour <= 12:
        hour = hour % 12 + (12 if "p" in m["meridiem"].lower() else 0)
    return hour, minute


def _is_time(target: str, m: re.Match[str], same: _Time) -> bool:
    """Whether a figure with the value of a time is one: an hour alone may count something else."""
    before = target[max(0, m.start() - 12) : m.start()]
    if m["meridiem"]:
        return not _SHARED_MERIDIEM.search(before)
    if m["cue"] or m["m"] or m["tail"]:
        return True
    alone = _HOUR_ALONE.match(target, m.end("h")) is not None
    return alone and _BEFORE_HOUR.search(before) is not None and same.certain


def _clock_edit(target: str, m: re.Match[str], time: _Time, style: Style, rule: str) -> Edit:
    start, end = m.start(), m.end()
    before = target[max(0, start - 20) : start]
    lead = "at " if m["cue"] and not _PREPOSITION.search(before) else ""
    if m["cue"] and m["cue"][0].isupper():
        lead = "At "
    if time.about and (found := _LEAD.search(before)):
        start -= len(found[0])
        lead = f"{'At' if found[1][0].isupper() else 'at'} about "
    if not time.about and m["tail"] and "clock" not in m["tail"]:
        end = m.start("tail")  # "22:30 time" says nothing of an hour about which it was
    after = _render(time, style, m)
    tail = target[end - 1 : end + 1]
    if after.endswith(".") and tail[1:] == "." and tail[0] != ".":
        end += 1
    elif tail[:1] == "." and not after.endswith(".") and not _SENTENCE_GOES_ON.match(target, end):
        end -= 1
    return Edit(rule, Span(start, end), target[start:end], lead + after)


def _render(time: _Time, style: Style, m: re.Match[str]) -> str:
    if style.clock == "24" or not time.certain:
        kept = m["meridiem"] if not time.certain and m["meridiem"] else ""
        hour = m["h"] if kept else time.written
        minutes = f":{time.minute:02}" if m["m"] or not kept else ""
        return f"{hour}{minutes}{kept}"
    if time.minute == 0 and time.hour % 12 == 0:
        return "noon" if time.hour == 12 else "midnight"
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{(time.hour - 1) % 12 + 1}{minutes} {'a.m.' if time.hour % 24 < 12 else 'p.m.'}"


def _source_dates(text: str) -> list[_Date]:
    found = []
    for m in _SOURCE_DATE.finditer(text):
        day = int(m["d"] or m["nd"])
        month = _MONTHS[m["month"].lower()] if m["month"] else int(m["nm"])
        year = m["y"] or m["ny"]
        if 1 <= day <= 31 and 1 <= month <= 12 and not _in_series(text, m):
            span = Span(m.start(), m.end())
            found.append(_Date(span, day, month, int(year) if year else None, "d"))
    return found


def _target_dates(text: str, known: Sequence[_Date]) -> list[_Date]:
    """The dates of an English text; those of numbers only where they have a known one's digits."""
    digits = {f"{d.day}{d.month}{d.year}": d for d in known if d.year}
    digits |= {f"{d.day:02}{d.month:02}{d.year}": d for d in known if d.year}
    found = []
    for m in _TARGET_DATE.finditer(text):
        span = Span(m.start(), m.end())
        if m["n"]:
            if same := digits.get(re.sub(r"\D", "", m["n"])):
                found.append(_Date(span, same.day, same.month, same.year, "n"))
            continue
        month, year = m["month"] or m["mmonth"], m["y"] or m["my"]
        between = m["month"] and not year and _DAY_AFTER.match(text, m.end())
        if not _in_series(text, m) and not between:
            form = "d" if m["month"] else "m"
            number = int(m["d"] or m["md"])
            found.append(_Date(span, number, _MONTHS[month.lower()], int(year or 0) or None, form))
    return found


def _in_series(text: str, m: re.Match[str]) -> bool:
    """Whether the month is shared with another day: "17.–19. mai", "May 17 and 18"."""
    if m.groupdict().get("mmonth"):
        return _SERIES_AFTER.match(text, m.end()) is not None
    return _SERIES_BEFORE.search(text[max(0, m.start() - 12) : m.start()]) is not None


def _date_edits(source: str, target: str, style: Style) -> Iterator[Edit]:
    known = _source_dates(source)
    if not known:
        return
    dates = _target_dates(target, known)
    theirs, ours = _index(known), _index(dates)
    for date in dates:
        if _counterpart(date, theirs):
            yield _date_edit(target, date, date, style, "date")
    missing = [d for d in known if not _counterpart(d, ours)]
    strangers = [d for d in dates if not _counterpart(d, theirs)]
    if len(missing) == len(strangers) == 1 and _alike(missing[0], strangers[0]):
        value = replace(missing[0], year=missing[0].year or strangers[0].year)
        yield _date_edit(target, strangers[0], value, style, "date value")


def _index(dates: Sequence[_Date]) -> dict[tuple[int, int, int | None], _Date]:
    """The dates by day, month and year; those with a year also by 0 for any."""
    return {(d.day, d.month, y): d for d in reversed(dates) for y in (0, d.year)}


def _counterpart(date: _Date, index: Mapping[tuple[int, int, int | None], _Date]) -> _Date | None:
    """The same date; a year on one side only is no difference."""
    years = (date.year, None) if date.year else (0,)
    return next((index[k] for y in years if (k := (date.day, date.month, y)) in index), None)


def _alike(one: _Date, other: _Date) -> bool:
    """Whether one date may be the other damaged: the day or the month is the same."""
    return one.day == other.day or one.month == other.month


def _date_edit(target: str, date: _Date, value: _Date, style: Style, rule: str) -> Edit:
    start, end = date.span
    month, year, lead = _EN[value.month - 1], value.year, ""
    before = target[max(0, start - 12) : start]
    if re.search(r"\bon the $", before, re.IGNORECASE) and date.form != "m":
        start -= 4
    if style.dates == "day-month":
        after = f"{value.day} {month}" + (f" {year}" if year else "")
    else:
        after = f"{month} {value.day}" + (f", {year}" if year else "")
        if year and date.form != "m" and re.match(r"[ ]\w", target[end : end + 2]):
            after += ","  # AP: a comma after the year where the sentence goes on
        if date.form != "m" and _WEEKDAY.search(before):
            start, lead = start - 1, ", "
    return Edit(rule, Span(start, end), target[start:end], lead + after)


def _race_edits(source: str, target: str) -> Iterator[Edit]:
    """24.36,5 is 24 minutes and 36.5 seconds."""
    known = {m[0] for m in _RACE.finditer(source)}
    for m in _RACE.finditer(target):
        if m[0] in known:
            after = m[0].replace(".", ":").replace(",", ".")
            yield Edit("race time", Span(m.start(), m.end()), m[0], after)
