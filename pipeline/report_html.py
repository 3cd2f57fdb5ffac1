"""The report for editors: one page with each article in both languages, side by side.

The page stands alone: no script, nothing fetched, and a content policy that forbids both. What
comes from a document is escaped, and characters that could reorder or hide text are shown as
signs. What needs an editor comes first: failures, then articles with findings, then the rest.
"""

from __future__ import annotations

import html
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pipeline.article import Article, Block, Finding, Kind, Segment, Severity
from pipeline.report_json import plain

if TYPE_CHECKING:
    from pipeline.outcome import Outcome, Run

WORDS = {Severity.ERROR: "Wrong", Severity.WARNING: "Check this", Severity.INFO: "Note"}
_COUNTED = {Severity.ERROR: "wrong", Severity.WARNING: "to check", Severity.INFO: "to note"}
_TAGS = {Kind.HEADLINE: "h3", Kind.SUBHEAD: "h4"}

_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SIGNS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\u2421",
    **{code: f"⟨U+{code:04X}⟩" for code in (*range(0x80, 0xA0), *_BIDI)},
}
_COPY_SIGNS = {**_SIGNS, 0x09: "\t", 0x0A: "\n", 0x0D: "\n"}

Note: TypeAlias = tuple[Finding, str]
"""A finding, and the label that ties its message to its marks; empty where it has none."""


class _Mark(NamedTuple):
    start: int
    end: int
    severity: Severity
    label: str


def one_line(text: str) -> str:
    """The text with every control character shown as a sign, line ends too.

    >>> one_line("a\\x1b[31m\\nb\\u202e")
    'a␛[31m␊b⟨U+202E⟩'
    """
    return text.translate(_SIGNS)


def in_words(findings: Mapping[Severity, int]) -> str:
    """The findings counted, the gravest first; empty where there are none.

    >>> in_words({Severity.INFO: 1, Severity.ERROR: 2})
    '2 wrong, 1 to note'
    """
    return ", ".join(f"{findings[s]} {word}" for s, word in _COUNTED.items() if findings.get(s))


def sections(outcome: Outcome, number: int) -> dict[str, str]:
    """What this outcome adds to the page; ``number`` is 1 for the first."""
    if outcome.article is None:
        return {"failed": _failure(outcome)}
    shelf = "flagged" if outcome.flagged else "clean"
    return {
        f"contents {shelf}": _contents_entry(outcome, outcome.article, number),
        f"articles {shelf}": _article(outcome, outcome.article, number),
    }


def document(run: Run, parked: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The whole page in pieces; ``parked`` gives back what was added to a section."""
    counts = run.counts
    translated = counts.articles - counts.failed
    yield _head(run)
    if counts.failed:
        yield '<section class="failures">\n<h2>Failed</h2>\n<ul>\n'
        yield from parked("failed")
        yield "</ul>\n</section>\n"
    if translated > 1:
        yield from _contents(counts.flagged, translated - counts.flagged, parked)
    yield "<main>\n"
    yield from parked("articles flagged")
    yield from parked("articles clean")
    yield f"</main>\n{_foot(run)}</body>\n</html>\n"


def _head(run: Run) -> str:
    """Everything down to the end of the page's header."""
    css = resources.files("pipeline").joinpath("report.css").read_text("utf-8")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Nordwire: {run.headline}</title>
<style>
{css}</style>
</head>
<body>
<header>
<p class="brand">Nordwire</p>
<h1>{run.headline}</h1>
{_overview(run)}</header>
"""


def _overview(run: Run) -> str:
    """The figures of the run as sentences, and what the marks mean where there are any."""
    counts = run.counts
    found = in_words(counts.findings)
    lines = []
    if counts.segments:
        lines.append(
            f"{counts.source_words:,} words of Norwegian became {counts.target_words:,} words of "
            f"English, in {_many(counts.segments, 'sentence')}."
        )
        lines.append(f"The checks found {found}." if found else "The checks found nothing.")
    legend = _legend(counts.findings) if found else ""
    warnings = "".join(f"<p>{_bdi(warning)}</p>\n" for warning in run.warnings)
    return (f"<p>{' '.join(lines)}</p>\n{legend}" if lines else "") + warnings


def _legend(findings: Mapping[Severity, int]) -> str:
    meanings = {
        Severity.ERROR: "the English does not say what the Norwegian says",
        Severity.WARNING: "may be right, and is worth a look",
        Severity.INFO: "good to know; nothing to do",
    }
    items = [
        f"<li>{_mark(WORDS[s], s, '')} <span>{meaning}</span></li>\n"
        for s, meaning in meanings.items()
        if findings[s]
    ]
    return f'<ul class="legend">\n{"".join(items)}</ul>\n'


def _contents(flagged: int, clean: int, parked: Callable[[str], Iterable[str]]) -> Iterator[str]:
    yield '<nav aria-label="Articles">\n'
    if flagged:
        yield "<h2>To look at</h2>\n<ol>\n"
        yield from parked("contents flagged")
        yield "</ol>\n"
    if clean:
        opened = "" if flagged else " open"
        yield f"<details{opened}>\n<summary>{_many(clean, 'article')} with nothing to look at"
        yield "</summary>\n<ol>\n"
        yield from parked("contents clean")
        yield "</ol>\n</details>\n"
    yield "</nav>\n"


def _contents_entry(outcome: Outcome, article: Article, number: int) -> str:
    return (
        f'<li><a href="#a{number}">{_title(article)}</a> '
        f'<span class="file">{_source(outcome)}</span>{_count(outcome)}</li>\n'
    )


def _title(article: Article) -> str:
    """The English of what opens the article, cut to a line's length."""
    first = next((block.target.strip() for block in article.blocks if block.segments), "")
    return _bdi(first[:90] + "…" * (len(first) > 90) or article.name)


def _failure(outcome: Outcome) -> str:
    return f"<li>{_bdi(outcome.reason)}</li>\n"


def _article(outcome: Outcome, article: Article, number: int) -> str:
    written = outcome.target not in (None, "-")
    target = f" <span>→ {_bdi(outcome.target or '')}</span>" if written else ""
    blocks = [block for block in article.blocks if block.kind is not Kind.BLANK]
    return (
        f'<article id="a{number}">\n'
        f"<header><h2>{_source(outcome)}{target}</h2>{_count(outcome)}</header>\n"
        f"{_notes([(finding, '') for finding in article.findings])}"
        f"{''.join(_row(block) for block in blocks)}</article>\n"
    )


def _count(outcome: Outcome) -> str:
    found = in_words(outcome.severities)
    return f' <span class="count">{found}</span>' if found else ""


def _row(block: Block) -> str:
    """A block in both languages, with what was found in it below."""
    if not block.segments:
        return f'<p class="kept">{_escape(block.text)}</p>\n' if block.text.strip() else ""
    labelled = _labelled(block)
    sources = [_marked(s.source, _marks(notes, "source")) for s, notes in labelled]
    targets = [_marked(_english(s), _marks(notes, "target")) for s, notes in labelled]
    tag = _TAGS.get(block.kind, "p")
    return (
        f'<section class="row {block.kind.value.replace(" ", "-")}">\n'
        f'<p class="nb" lang="nb">{_filled(block, sources)}</p>\n'
        f'<{tag} class="en" lang="en">{_filled(block, targets)}</{tag}>\n'
        f"{_notes([note for _, notes in labelled for note in notes])}</section>\n"
    )


def _english(segment: Segment) -> str:
    return segment.source if segment.target is None else segment.target


def _filled(block: Block, pieces: Sequence[str]) -> str:
    """The block's text as HTML, with a piece of HTML in the place of each segment."""
    parts, at = [], 0
    for segment, piece in zip(block.segments, pieces, strict=True):
        parts += [_escape(block.text[at : segment.start]), piece]
        at = segment.end
    return "".join([*parts, _escape(block.text[at:])])


def _labelled(block: Block) -> list[tuple[Segment, list[Note]]]:
    """The findings of each segment, numbered through the block where they point at a place."""
    numbers = itertools.count(1)
    return [
        (s, [(f, str(next(numbers)) if f.source or f.target else "") for f in s.findings])
        for s in block.segments
    ]


def _marks(notes: Iterable[Note], side: Literal["source", "target"]) -> list[_Mark]:
    spans = [(f.source if side == "source" else f.target, f, label) for f, label in notes]
    return [_Mark(*span, f.severity, label) for span, f, label in spans if span]


def _marked(text: str, marks: Sequence[_Mark]) -> str:
    """The text as HTML with its marks, which may overlap or reach outside it.

    >>> print(_marked("a < b", [_Mark(4, 99, Severity.ERROR, "1")]))
    a &lt; <mark class="error" data-label="1">b</mark>
    """
    inside = [m._replace(start=max(m.start, 0), end=min(m.end, len(text))) for m in marks]
    inside = [m for m in inside if m.start < m.end]
    cuts = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    pieces = []
    for start, end in pairwise(cuts):
        over = [m for m in inside if m.start <= start < m.end]
        piece = _escape(text[start:end])
        if over:
            label = " ".join(m.label for m in over if m.start == start)
            piece = _mark(piece, max((m.severity for m in over), key=lambda s: s.rank), label)
        pieces.append(piece)
    return "".join(pieces)


def _mark(piece: str, severity: Severity, label: str) -> str:
    number = f' data-label="{label}"' if label else ""
    return f'<mark class="{severity.value}"{number}>{piece}</mark>'


def _notes(notes: Sequence[Note]) -> str:
    items = [
        f'<li class="{finding.severity.value}"><span class="label">{label}</span>'
        f"<p><strong>{WORDS[finding.severity]}:</strong> {_bdi(finding.message)} "
        f'<span class="check">{_escape(finding.check)}</span></p></li>\n'
        for finding, label in notes
    ]
    return f'<ul class="notes">\n{"".join(items)}</ul>\n' if items else ""


def _foot(run: Run) -> str:
    signature = _table("How it was made", run.signature)
    settings = _table("Settings", run.settings)
    return f"<footer>\n{signature}{settings}</footer>\n" if signature or settings else ""


def _table(title: str, values: Mapping[str, object]) -> str:
    rows = [
        f"<dt>{_bdi(name)}</dt><dd>{_setting(value)}</dd>\n"
        for name, value in sorted(values.items())
    ]
    body = f"<summary>{title}</summary>\n<dl>\n{''.join(rows)}</dl>"
    return f"<details>\n{body}\n</details>\n" if rows else ""


def _setting(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "not set", True: "yes", False: "no"}[value]
    words = plain(value)
    return _bdi(", ".join(map(str, words)) if isinstance(words, list) else str(words))


def _source(outcome: Outcome) -> str:
    return _bdi("standard input" if outcome.source == "-" else outcome.source)


def _bdi(text: str) -> str:
    """A line of foreign text, kept from turning the direction of what stands around it."""
    return f"<bdi>{html.escape(one_line(text))}</bdi>"


def _escape(text: str) -> str:
    """Copy as HTML: line ends stay, every other control character is shown as a sign."""
    return html.escape(text.translate(_COPY_SIGNS))


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
