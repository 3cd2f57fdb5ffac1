"""The value that moves through every room: Article > Block > Segment, and Finding.

An article is a sequence of blocks whose texts, put one after the other with what stands before and
after each, are the source to the last character. A block is what an editor would point at: the
headline, a paragraph, a caption. A segment is a stretch of a block that gets its English in one
piece: a sentence for the model, or a credit for a rule. What lies between segments is kept as is.

>>> greeting, you = Segment(0, 4, "Hei."), Segment(5, 8, "Du.")
>>> block = Block(Kind.PARAGRAPH, "Hei. Du.", segments=(greeting, you))
>>> [block.text[s.start:s.end] for s in block.segments]
['Hei.', 'Du.']
>>> block.with_targets(["Hi.", "You."]).target
'Hi. You.'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, NamedTuple


class Kind(StrEnum):
    """What a block is in the article. Only the first nine hold text for a reader."""

    HEADLINE = "headline"
    LEAD = "lead"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    BYLINE = "byline"
    CREDIT = "credit"
    DATELINE = "dateline"
    LIST_ITEM = "list item"
    UNTOUCHED = "untouched"
    BLANK = "blank"


class Origin(StrEnum):
    """Where a segment's English comes from."""

    MODEL = "model"
    RULE = "rule"
    KEPT = "kept"
    GIVEN = "given"


class Decoding(StrEnum):
    """Which answer of the model it is: its first, another of the same search, or a later try."""

    FIRST = "first"
    N_BEST = "n-best"
    AGAIN = "again"


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error: so severities can be compared."""
        return list(Severity).index(self)


class Span(NamedTuple):
    """Character offsets into a text: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at, with its place.

    ``source`` and ``target`` are offsets into the segment's two texts, None where there is no
    place to point at. For a finding on an article they are offsets into the two documents.
    """

    check: str
    severity: Severity
    message: str
    source: Span | None = None
    target: Span | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement: ``span`` is where ``before`` stood in the text the rule was given."""

    rule: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a block, ``block.text[start:end] == source``, and its English.

    ``target`` is None until it has been translated. ``score`` is the mean natural log-probability
    per target token (0 is certainty), None where no model was asked. ``decoding`` says which of
    the model's answers it is, None where no model was asked. ``edits`` is what rules changed in it.
    """

    start: int
    end: int
    source: str
    origin: Origin = Origin.MODEL
    target: str | None = None
    score: float | None = None
    findings: tuple[Finding, ...] = ()
    decoding: Decoding | None = None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """``before + text + after`` is what stood in the document; only ``text`` is ever changed.

    ``line`` is the 1-based line of the source on which ``text`` begins. ``width`` is the column
    at which a paragraph was wrapped over several lines, 0 when it stands on one line; ``eol`` is
    the line end to wrap its English with.
    """

    kind: Kind
    text: str
    before: str = ""
    after: str = ""
    line: int = 1
    width: int = 0
    eol: str = "\n"
    segments: tuple[Segment, ...] = ()

    def with_targets(self, targets: Iterable[str]) -> Block:
        """A copy whose segments carry these targets, one each, in order."""
        pairs = zip(self.segments, targets, strict=True)
        return replace(self, segments=tuple(replace(s, target=t) for s, t in pairs))

    @property
    def target(self) -> str:
        """The block's English: targets in place of segments, everything between them kept."""
        parts, at = [], 0
        for segment in self.segments:
            parts.append(self.text[at : segment.start])
            parts.append(segment.source if segment.target is None else segment.target)
            at = segment.end
        parts.append(self.text[at:])
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Article:
    """One document. ``name`` is what messages call it; ``encoding`` is what it was read as."""

    name: str
    blocks: tuple[Block, ...]
    format: Literal["text"] = "text"
    encoding: str = "utf-8"
    findings: tuple[Finding, ...] = field(default=())

    @property
    def source(self) -> str:
        """The document as it was read, character for character."""
        return "".join(b.before + b.text + b.after for b in self.blocks)
