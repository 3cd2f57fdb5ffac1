"""The seam between the pipeline and a translation engine: one protocol, one result.

An engine takes Norwegian sentences and gives one Translation for each, in order. It promises that
a sentence's translation does not depend on its neighbours, the batch size or the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Link(NamedTuple):
    """One target piece and the source piece it attends to most; offsets in characters."""

    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Translation:
    """One sentence's English.

    ``score`` is the mean natural log-probability of the target tokens, end mark included: 0 is
    certainty, below -1.5 or so is a guess. ``alignment`` is empty unless asked for; so are the
    ``alternatives``, the rest of the n-best list, best first.
    """

    text: str
    score: float
    alignment: tuple[Link, ...] = ()
    alternatives: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search. The defaults suit news: beam 4, scores divided by length.

    ``patience`` 2 makes CTranslate2 look as long as transformers does before it stops.
    """

    beam: int = 4
    length_penalty: float = 1.0
    patience: float = 2.0

    @property
    def signature(self) -> str:
        """A short text that changes whenever the search does."""
        return f"beam{self.beam}-lp{self.length_penalty:g}-patience{self.patience:g}"


class Engine(Protocol):
    """What the pipeline needs of an engine."""

    @property
    def signature(self) -> str:
        """Names everything that can change a translation: checkpoint, engine, precision, search."""
        ...

    @property
    def max_tokens(self) -> int:
        """The longest source, in tokens, that may be given to :meth:`translate`."""
        ...

    def count_tokens(self, sentence: str) -> int:
        """How many source tokens the sentence makes, end mark included."""
        ...

    def translate(
        self,
        sentences: Sequence[str],
        *,
        alternatives: int = 0,
        align: bool = False,
        repetition_penalty: float = 1.0,
    ) -> list[Translation]:
        """One Translation a sentence, in order.

        ``repetition_penalty`` over 1 makes a token that was written before less likely (Keskar et
        al. 2019); scores under it do not compare with others.

        Raises ``ValueError`` for a sentence of more than :attr:`max_tokens` tokens, since nothing
        may be cut silently.
        """
        ...
