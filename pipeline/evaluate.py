"""BLEU and chrF2 of a running engine on sentence pairs, measured with sacrebleu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from models.engine import Engine
from pipeline.errors import UsageError
from pipeline.translate import translate_sentences


@dataclass(frozen=True, slots=True)
class Score:
    """Corpus scores, 0 to 100, with sacrebleu's signatures; ``length_ratio`` is ours over the
    reference's, in characters."""

    file: str
    pairs: int
    bleu: float
    chrf: float
    length_ratio: float
    engine: str
    bleu_signature: str
    chrf_signature: str

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def read_pairs(file: Path, limit: int | None = None) -> tuple[list[str], list[str]]:
    """Sources and references of a TSV. Raises UsageError naming the line that is not a pair."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read: {error}") from error
    # Not splitlines: a sentence may hold a line separator (U+2028) of its own.
    lines = text.removesuffix("\n").split("\n") if text else []
    pairs = [line.split("\t") for line in lines[:limit]]
    for number, pair in enumerate(pairs, 1):
        if len(pair) < 2:
            raise UsageError(f"{file}:{number}: needs Norwegian TAB English, found no tab")
    if not pairs:
        raise UsageError(f"{file}: holds no pairs")
    return [p[0] for p in pairs], [p[1] for p in pairs]


def evaluate(file: Path, engine: Engine, limit: int | None = None) -> Score:
    """Translate every source of the file and score the whole. Raises UsageError."""
    try:
        import sacrebleu
    except ImportError:
        raise UsageError("sacrebleu is not installed: pip install 'nordwire[eval]'") from None
    sources, references = read_pairs(file, limit)
    hypotheses = translate_sentences(sources, engine)
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    return Score(
        file=file.name,
        pairs=len(sources),
        bleu=round(bleu.corpus_score(hypotheses, [references]).score, 2),
        chrf=round(chrf.corpus_score(hypotheses, [references]).score, 2),
        length_ratio=round(sum(map(len, hypotheses)) / max(1, sum(map(len, references))), 3),
        engine=engine.signature,
        bleu_signature=str(bleu.get_signature()),
        chrf_signature=str(chrf.get_signature()),
    )


def table(scores: Sequence[Score]) -> str:
    """For a person: a line a file, then the signatures."""
    width = max(len(s.file) for s in scores)
    lines = [f"{'file':{width}}  pairs   BLEU  chrF2  length"]
    lines += [
        f"{s.file:{width}}  {s.pairs:5}  {s.bleu:5.1f}  {s.chrf:5.1f}  {s.length_ratio:6.2f}"
        for s in scores
    ]
    last = scores[-1]
    signatures = f"BLEU {last.bleu_signature}\nchrF2 {last.chrf_signature}\nengine {last.engine}"
    return "\n".join(lines) + "\n" + signatures
