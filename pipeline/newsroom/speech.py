"""Speech and quotations as American news copy sets them: "...," says Hansen.

The model was trained to write straight double quotes for dashes and « », and mostly does. What is
right is left alone. What is not is mended from the source, which says where a quotation opens and
ends: a paragraph's speech opens once and closes once, a quotation inside speech has single quotes,
commas and full stops stand inside (AP Stylebook, "quotation marks").

>>> from pipeline.edits import replay
>>> [replay("– It's bad, says Hansen.", e) for e in edits([("– Det er ille, sier Hansen.",
...     "– It's bad, says Hansen.")])]
['"It\\'s bad," says Hansen.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.article import Edit, Span
from pipeline.edits import replay
from pipeline.newsroom.placing import END, LEAD, Boundary, boundaries
from pipeline.newsroom.quotations import Quoted, Zone, nested, quotations
from pipeline.newsroom.quote_marks import Mark, balanced, quote_marks, strays, unbalanced_at
from pipeline.newsroom.reporting import norwegian_clause, opens_english_clause
from pipeline.newsroom.sheet import Sheet

__all__ = ["GUESS", "RULE", "balanced", "edits", "unbalanced_at"]

RULE = "speech"
# Something had to be put or taken out without a sure sign of where: an editor should look.
GUESS = "speech-guess"

_ANCHOR = re.compile(r"(?:\bthat|:)\s+(?=\S)")
# A sentence with more quotations than this is no prose; its marks are only counted.
_MOST_ZONES = 40
_MOST_ROUNDS = 2
_DASH = re.compile(r"[–—―-]\s+\Z")
_FIRST_PERSON = re.compile(
    r"\b(?:jeg|vi|meg|oss|min|mitt|mine|vår|vårt|våre|du|dere|deg|din)\b", re.IGNORECASE
)


def edits(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[Edit, ...], ...]:
    """The edits to each target of one paragraph, given as its (source, target) sentences in order.

    They touch quote marks, the dashes that stood for them, and commas or stops at a quotation's
    end. Edits of a sentence in which a place had to be guessed carry the rule ``GUESS``.
    """
    plans = _plans(pairs)
    for _ in range(_MOST_ROUNDS):
        done = [replay(target, plan) for (_, target), plan in zip(pairs, plans, strict=True)]
        again = _plans([(source, text) for (source, _), text in zip(pairs, done, strict=True)])
        if not any(again):
            break
        plans = tuple(map(_joined, pairs, plans, done, again))
    return plans


def _plans(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[Edit, ...], ...]:
    quoted = quotations([source for source, _ in pairs])
    ended = _as_the_target_ends(quoted, pairs)
    return tuple(_mend(*pair, said) for pair, said in zip(pairs, ended, strict=True))


def _joined(
    pair: tuple[str, str], plan: tuple[Edit, ...], done: str, again: tuple[Edit, ...]
) -> tuple[Edit, ...]:
    """Two rounds as one edit: what the first took out can let the second see more."""
    if not again:
        return plan
    before, after = pair[1], replay(done, again)
    if before == after:
        return ()
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    span = Span(start, len(before) - end)
    return (Edit(GUESS, span, before[slice(*span)], after[start : len(after) - end]),)


def _shared(one: str, other: str) -> int:
    """The length of what two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _as_the_target_ends(
    quoted: Sequence[Quoted], pairs: Sequence[tuple[str, str]]
) -> Iterator[Quoted]:
    """Where nothing in the source ends the speech and the target does, the target is believed.

    Not where what follows says "I" or "we": then it is speech, whatever the model made of it.
    """
    believed = False
    rest_is_bare = _bare_from(pairs)
    for at, said in enumerate(quoted):
        if not (said.open_ended and said.speech):
            believed = False
            yield said
            continue
        if believed and said.inside:
            yield Quoted()
            continue
        believed = said.goes_on and rest_is_bare[at + 1] and _closes(pairs[at][1], said.inside)
        yield replace(said, goes_on=False) if believed else said


def _bare_from(pairs: Sequence[tuple[str, str]]) -> list[bool]:
    """For each place, whether all that follows has no quote mark and speaks of nobody's self."""
    bare = [True]
    for source, target in reversed(pairs):
        bare.append(bare[-1] and not quote_marks(target) and not _FIRST_PERSON.search(source))
    return bare[::-1]


def _closes(target: str, inside: bool) -> bool:
    marks = quote_marks(target)
    paired = inside or len(marks) % 2 == 0
    return bool(marks) and paired and END.match(target, marks[-1].end) is not None


def _mend(source: str, target: str, said: Quoted) -> tuple[Edit, ...]:
    marks = quote_marks(target, source)
    if not said.zones and not marks:
        return ()
    if not said.zones and norwegian_clause(source):
        said = _without_marks(source, said)
    sheet = Sheet(target, RULE)
    for mark in marks:
        sheet.change(mark.at, '"')
        sheet.drop(Span(mark.at + 1, mark.end))
    if not said.zones:
        _unquote(sheet, source, marks)
    elif not _is_right(source, target, said, marks):
        _rewrite(sheet, source, said, marks)
    if said.speech and said.zones[0].quoted and not said.inside:
        lead = LEAD.match(target)
        _drop_dash(sheet, lead.end() if lead else 0)
    sheet.tuck()
    return sheet.edits()


def _without_marks(source: str, said: Quoted) -> Quoted:
    """Speech that the paragraph before opened: "Vi tar gjerne flere, sier Berg."."""
    clause = norwegian_clause(source)
    if clause is None or not _FIRST_PERSON.search(source, 0, clause):
        return said
    return Quoted((Zone(True, 0, clause, True), Zone(False, clause, len(source))))


def _unquote(sheet: Sheet, source: str, marks: Sequence[Mark]) -> None:
    """Nothing is quoted in the source: marks without a partner go, and a reported clause's pair."""
    indirect = norwegian_clause(source) is not None and len(marks) == 2
    if indirect and marks[0].at == 0:
        pair = marks if opens_english_clause(sheet.target, marks[1].end) else ()
        _drop(sheet, pair)
    else:
        _drop(sheet, strays(marks))


def _is_right(source: str, target: str, said: Quoted, marks: Sequence[Mark]) -> bool:
    """Whether the marks open and close by turns, as often as the source makes them."""
    inside = said.inside
    for mark in marks:
        if mark.turn == (1 if inside else -1):
            return False
        inside = not inside
    if inside != said.goes_on:
        return False
    return not said.speech or _has_the_turns(source, target, said, marks)


def _has_the_turns(source: str, target: str, said: Quoted, marks: Sequence[Mark]) -> bool:
    first, last = said.zones[0], said.zones[-1]
    opens = (len(marks) + (not said.inside)) // 2
    if first.quoted and not said.inside and not _opens_well(source, target, said, marks):
        return False
    if not said.inside and not marks:
        return False
    if len(said.zones) > 1 and said.inside and not marks:
        return False
    wanted = sum(z.quoted and z.speech for z in said.zones) - said.inside
    tail = len(target) - marks[-1].at if marks else 0
    resumes = last.quoted and len(said.zones) > 2 and said.zones[-3].speech
    return not resumes or opens >= wanted or tail < len(source) - last.start


def _opens_well(source: str, target: str, said: Quoted, marks: Sequence[Mark]) -> bool:
    """At its start, or after the colon or comma of a reporting clause put first."""
    if not marks:
        return False
    before = target[: marks[0].at].rstrip()
    if not any(c.isalnum() for c in before):
        return True
    has_nested = bool(nested(source[said.zones[0].start : said.zones[0].end]))
    return not has_nested and before.endswith((",", ":"))


def _rewrite(sheet: Sheet, source: str, said: Quoted, marks: Sequence[Mark]) -> None:
    prose = not said.speech and not said.inside and not said.zones[0].quoted
    if prose or len(said.zones) > _MOST_ZONES:
        _quote_within(sheet, source, said, marks)
        return
    turns = boundaries(source, sheet.target, said, marks)
    if turns is None:
        sheet.rule = GUESS
        turns = boundaries(source, sheet.target, _whole(source, said), marks)
    if turns is None:
        _drop(sheet, strays(marks, said.inside))
        return
    for turn in turns:
        _drop_dash(sheet, turn.at)
        if not turn.existing:
            sheet.put(turn.at)
    _inner_marks(sheet, source, said, marks, turns)


def _whole(source: str, said: Quoted) -> Quoted:
    """No telling where the speech ends in the English: all of it, then, up to the sentence end."""
    before = said.zones[: 0 if said.zones[0].quoted else 1]
    start = said.zones[len(before)]
    return replace(said, zones=(*before, start._replace(end=len(source))))


def _drop_dash(sheet: Sheet, at: int) -> None:
    """The dash before ``at`` that stood for a mark in the source and was copied."""
    dash = _DASH.search(sheet.target, max(0, at - 3), at)
    if dash:
        sheet.drop(Span(*dash.span()))


def _inner_marks(
    sheet: Sheet,
    source: str,
    said: Quoted,
    marks: Sequence[Mark],
    turns: Sequence[Boundary],
) -> None:
    """What the other marks become: single ones inside speech, pairs of their own outside it."""
    spoken = "".join(source[z.start : z.end] for z in said.zones if z.quoted)
    taken = {turn.at for turn in turns if turn.existing}
    marks = [m for m in marks if m.at not in taken]
    marks = _without_rims(sheet, spoken, said, marks)
    start, quoted = 0, said.inside
    for turn in [*turns, None]:
        end = turn.at if turn else len(sheet.target)
        inner = [m for m in marks if start <= m.at < end]
        if quoted:
            _nest(sheet, spoken, inner, Span(start, end))
        elif inner:
            for mark in strays(inner):
                sheet.rule = GUESS
                sheet.change(mark.at, "")
        start, quoted = turn.beyond if turn else end, not quoted


def _without_rims(sheet: Sheet, spoken: str, said: Quoted, marks: Sequence[Mark]) -> Sequence[Mark]:
    """Drops the marks with which each sentence of a longer speech was opened and closed anew."""
    lead = LEAD.match(sheet.target)
    if said.inside and marks and lead and marks[0].at == lead.end() and not _quoted(spoken[:1]):
        _drop(sheet, marks[:1])
        marks = marks[1:]
    ends = said.goes_on and marks and END.match(sheet.target, marks[-1].end)
    if ends and marks[-1].turn <= 0 and not _quoted(spoken.rstrip(" .!?…")[-1:]):
        _drop(sheet, marks[-1:])
        marks = marks[:-1]
    return marks


def _quoted(edge: str) -> bool:
    return bool(edge) and edge in '«»“”"'


def _nest(sheet: Sheet, spoken: str, inner: Sequence[Mark], zone: Span) -> None:
    """Double marks inside speech become single; a lone one gets its partner at the speech's end."""
    for mark in inner:
        sheet.change(mark.at, "'")
    if len(inner) % 2 == 0:
        return
    if nested(spoken) and inner[-1].turn >= 0:
        sheet.put_before(zone.end, "'")
        _drop_blank(sheet, inner[-1].end)
    elif nested(spoken) and inner[0].turn < 0:
        sheet.put(zone.start, "'")
    else:
        sheet.rule = GUESS
        sheet.change(inner[-1].at, "")


def _drop_blank(sheet: Sheet, at: int) -> None:
    if sheet.target[at : at + 1] == " ":
        sheet.change(at, "")


def _quote_within(sheet: Sheet, source: str, said: Quoted, marks: Sequence[Mark]) -> None:
    """A title or a few words quoted in a sentence that is not speech, one of two marks lost."""
    quoted = [zone for zone in said.zones if zone.quoted]
    if len(marks) == 1 and len(quoted) == 1 and not said.goes_on:
        words = source[quoted[0].start : quoted[0].end]
        at = _partner(sheet.target, marks[0], words, quoted[0] == said.zones[-1])
        if at is not None:
            sheet.put(at)
            return
    sheet.rule = GUESS
    lone = strays(marks, said.inside)
    if said.goes_on and lone and lone[-1].turn >= 0:
        lone.pop()
    _drop(sheet, lone)


def _drop(sheet: Sheet, marks: Sequence[Mark]) -> None:
    for mark in marks:
        sheet.change(mark.at, "")


def _partner(target: str, mark: Mark, words: str, is_last: bool) -> int | None:
    """Where the only mark's partner stood: round the same words, or at the obvious end."""
    if mark.turn >= 0:
        if target.startswith(words, mark.at + 1):
            at = mark.at + 1 + len(words)
            return at + (target[at : at + 1] in (",", "."))
        return len(target.rstrip()) if is_last else None
    if target.endswith(words, 0, mark.at):
        return mark.at - len(words)
    anchors = [m.end() for m in _ANCHOR.finditer(target, 0, mark.at)]
    return anchors[-1] if anchors else None
