"""How the model's score separates good sentences from bad.

``python -m tests.benchmarks.confidence PAIRS...`` takes pair files (Norwegian TAB English),
translates them with the embedded model, and compares each score with the sentence's chrF2 against
the reference. Prints a table of deciles, the area under the ROC curve and the precision of
thresholds; ``--svg`` writes the plot of the docs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import sacrebleu

GOOD, BAD = 60, 40
WIDTH, HEIGHT, MARGIN = 640, 360, 48
LOWEST = -1.6


class Point(NamedTuple):
    """One sentence: its score (mean log-probability a token) and its chrF2 (0 to 100)."""

    score: float
    chrf: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=500, help="pairs of each file")
    parser.add_argument("--cache", type=Path, help="keep the points in this JSON file, or use them")
    parser.add_argument("--svg", type=Path)
    arguments = parser.parse_args()
    points = measured(arguments.pairs, arguments.limit, arguments.cache)
    print(table(points))
    print(f"\nROC-AUC, good (chrF2 >= {GOOD}) from bad (< {BAD}): {auc(points):.3f}\n")
    print(thresholds(points))
    if arguments.svg:
        arguments.svg.write_text(svg(points), encoding="utf-8")


def measured(paths: Sequence[Path], limit: int, cache: Path | None) -> list[Point]:
    if cache and cache.exists():
        return [Point(*point) for point in json.loads(cache.read_text("utf-8"))]
    points = [point for path in paths for point in translated(path, limit)]
    if cache:
        cache.write_text(json.dumps(points), encoding="utf-8")
    return points


def translated(path: Path, limit: int) -> list[Point]:
    from models import registry

    lines = path.read_text("utf-8").splitlines()[:limit]
    pairs = [line.split("\t")[:2] for line in lines]
    results = registry.load("nb-en").translate([source for source, _ in pairs])
    return [
        Point(result.score, sacrebleu.sentence_chrf(result.text, [reference]).score)
        for result, (_, reference) in zip(results, pairs, strict=True)
    ]


def table(points: Sequence[Point]) -> str:
    """Ten groups of equal size, from the least certain to the most, as Markdown."""
    ordered = sorted(points)
    edges = [len(ordered) * tenth // 10 for tenth in range(11)]
    rows = ["| scores | mean chrF2 | below 40 | 60 and more |", "| --- | ---: | ---: | ---: |"]
    for group in (ordered[a:b] for a, b in pairwise(edges)):
        chrf = [p.chrf for p in group]
        bad, good = (share(c < BAD for c in chrf), share(c >= GOOD for c in chrf))
        scores = f"{group[0].score:.2f} to {group[-1].score:.2f}"
        rows.append(f"| {scores} | {sum(chrf) / len(chrf):.1f} | {bad:.0%} | {good:.0%} |")
    return "\n".join(rows)


def share(flags: Iterable[bool]) -> float:
    listed = list(flags)
    return sum(listed) / max(len(listed), 1)


def auc(points: Sequence[Point]) -> float:
    """The chance that a good sentence has a higher score than a bad one."""
    good = [p.score for p in points if p.chrf >= GOOD]
    bad = [p.score for p in points if p.chrf < BAD]
    return sum((g > b) + (g == b) / 2 for g in good for b in bad) / (len(good) * len(bad))


def thresholds(points: Sequence[Point]) -> str:
    """What a warning below each threshold would say, as Markdown."""
    rows = ["| below | sentences | not good (< 60) | bad (< 40) | of all bad |"]
    rows.append("| ---: | ---: | ---: | ---: | ---: |")
    all_bad = sum(p.chrf < BAD for p in points)
    for cut in (-0.5, -0.6, -0.7, -0.8, -0.9, -1.0, -1.1):
        below = [p for p in points if p.score < cut]
        doubtful, bad = share(p.chrf < GOOD for p in below), sum(p.chrf < BAD for p in below)
        rows.append(
            f"| {cut} | {len(below) / len(points):.1%} | {doubtful:.0%} "
            f"| {bad / max(len(below), 1):.0%} | {bad / max(all_bad, 1):.0%} |"
        )
    return "\n".join(rows)


def svg(points: Sequence[Point]) -> str:
    """A dot a sentence, the score to the right and chrF2 upwards, and the threshold."""
    from pipeline.checks.confidence import LOWEST as THRESHOLD

    dots = "".join(f'<circle cx="{x(p.score):.1f}" cy="{y(p.chrf):.1f}" r="2.2"/>' for p in points)
    across = "".join(
        f'<text x="{x(s / 10):.1f}" y="{HEIGHT - MARGIN + 18}">{s / 10:.1f}</text>'
        for s in range(-16, 1, 4)
    )
    up = "".join(
        f'<line x1="{MARGIN}" x2="{WIDTH - 8}" y1="{y(c):.1f}" y2="{y(c):.1f}"/>'
        f'<text x="{MARGIN - 18}" y="{y(c) + 4:.1f}">{c}</text>'
        for c in range(0, 101, 20)
    )
    cut = x(THRESHOLD)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12" text-anchor="middle">\n'
        "<title>chrF2 of each sentence against the model's score</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n'
        f'<g stroke="#ddd" stroke-width=".5" fill="#444">{up}</g>\n'
        f'<g fill="#444">{across}</g>\n'
        f'<g fill="#1f5fa8" fill-opacity=".45">{dots}</g>\n'
        f'<line x1="{cut:.1f}" x2="{cut:.1f}" y1="{y(100)}" y2="{y(0)}" stroke="#c0392b" '
        'stroke-dasharray="4 3"/>\n'
        f'<text x="{cut:.1f}" y="{y(100) - 6}" fill="#c0392b">warned below {THRESHOLD}</text>\n'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}">score: mean log-probability a token</text>\n'
        f'<text transform="translate(12 {HEIGHT / 2}) rotate(-90)">chrF2</text>\n</svg>\n'
    )


def x(score: float) -> float:
    return MARGIN + (max(score, LOWEST) - LOWEST) / -LOWEST * (WIDTH - MARGIN - 16)


def y(chrf: float) -> float:
    return HEIGHT - MARGIN - chrf / 100 * (HEIGHT - MARGIN - 28)


if __name__ == "__main__":
    main()
