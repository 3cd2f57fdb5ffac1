"""How many sentences carry exactly the source's numbers: ``make values EVAL=folder``.

Each file is a TSV, Norwegian first. Printed for the model's first answer, for that answer after the
rules, and for what Nordwire gives: the best of several answers after the rules, and a second try.
The last column counts sentences that are still wrong and not flagged; by construction it is 0.
"""

from __future__ import annotations

import sys
from pathlib import Path

from models import registry
from pipeline import newsroom
from pipeline.article import Article, Block, Kind
from pipeline.ask import join, request
from pipeline.checks import numbers
from pipeline.evaluate import read_pairs
from pipeline.newsroom.style import Style
from pipeline.translate import translate_article


def main(files: list[str]) -> None:
    engine = registry.load("nb-en")
    print(f"{'file':32} sentences   model  +rules  +other answers   wrong, not flagged")
    for name in files:
        sources, _ = read_pairs(Path(name))
        first = engine.translate([r for s in sources for r in request(s, engine)[:1]])
        raw = [join(s, [s], [t])[0] for s, t in zip(sources, first, strict=True)]
        ruled = [newsroom.sentence(s, t, Style())[0] for s, t in zip(sources, raw, strict=True)]
        blocks = tuple(Block(Kind.PARAGRAPH, s, after="\n") for s in sources)
        done = translate_article(Article(name, blocks), engine).blocks
        whole = [block.target for block in done]
        flagged = [any(f.check == numbers.ID for s in b.segments for f in s.findings) for b in done]
        unflagged = sum(
            not right and not flag
            for right, flag in zip(_right(sources, whole), flagged, strict=True)
        )
        shares = [f"{sum(_right(sources, t)) / len(sources):7.1%}" for t in (raw, ruled, whole)]
        print(f"{Path(name).name:32} {len(sources):9} {'  '.join(shares)} {unflagged:12}")


def _right(sources: list[str], targets: list[str]) -> list[bool]:
    return [not numbers.check(s, t) for s, t in zip(sources, targets, strict=True)]


if __name__ == "__main__":
    main(sys.argv[1:])
