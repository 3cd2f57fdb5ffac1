"""What a text rule did: a plan of edits that can be shown, counted and replayed.

>>> from pipeline.article import Span
>>> replay("It cost 1.100 kroner.", (Edit("thousands", Span(8, 13), "1.100", "1,100"),))
'It cost 1,100 kroner.'
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.article import Edit


def replay(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made. They are in order and do not overlap.

    Raises ValueError when an edit's ``before`` is not what stands at its place.
    """
    parts, at = [], 0
    for edit in edits:
        if edit.span.start < at or text[edit.span.start : edit.span.end] != edit.before:
            raise ValueError(f"{edit} does not fit {text!r}")
        parts += [text[at : edit.span.start], edit.after]
        at = edit.span.end
    return "".join([*parts, text[at:]])
