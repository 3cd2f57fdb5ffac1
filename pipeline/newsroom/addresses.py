"""Web addresses, e-mail, tags and placeholders come through letter by letter.

The model spells them again, and wrong. Where the English has as many as the Norwegian, they are
the same ones in the same order; where it has not, nothing is guessed and the check says so.
"""

from __future__ import annotations

from pipeline.article import Edit
from pipeline.checks import markup


def edits(source: str, target: str) -> tuple[Edit, ...]:
    """What puts the source's own markup in place of the target's.

    >>> [e.after for e in edits("Se https://vg.no/a.", "See https://gv.no/a.")]
    ['https://vg.no/a']
    """
    theirs, ours = markup.pieces(source), markup.pieces(target)
    if len(theirs) != len(ours) or sorted(p for p, _ in theirs) == sorted(p for p, _ in ours):
        return ()
    return tuple(
        Edit("address", span, written, wanted)
        for (wanted, _), (written, span) in zip(theirs, ours, strict=True)
        if wanted != written
    )
