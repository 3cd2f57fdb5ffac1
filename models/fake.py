"""An engine without a model, for tests: it keeps the engines' promises and needs no weights.

>>> engine = FakeEngine(words={"Det": "It", "snør": "snows"})
>>> [t.text for t in engine.translate(["Det snør.", "Det blåser i Oslo."])]
['It snows.', 'It BLÅSER I OSLO.']
>>> engine.asked
['Det snør.', 'Det blåser i Oslo.']
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from models.engine import Link, Translation

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\S+")
SCORE = -0.25


class FakeEngine:
    """Replaces each word that ``words`` knows, and writes the others in capitals.

    A token is what stands between white space, and there is the end mark. A sentence that contains
    ``fail_on`` brings the engine down with a RuntimeError, as a sick model does. ``asked`` holds
    every sentence it was given, in order, and ``calls`` the size of every batch.
    """

    def __init__(
        self,
        *,
        max_tokens: int = 50,
        fail_on: str | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        self.max_tokens = max_tokens
        self.signature = f"fake-{max_tokens}"
        self.asked: list[str] = []
        self.calls: list[int] = []
        self._fail_on = fail_on
        self._words = dict(words or {})

    def count_tokens(self, sentence: str) -> int:
        return len(sentence.split()) + 1

    def translate(
        self,
        sentences: Sequence[str],
        *,
        alternatives: int = 0,
        align: bool = False,
        repetition_penalty: float = 1.0,
    ) -> list[Translation]:
        self.asked.extend(sentences)
        self.calls.append(len(sentences))
        return [self._translate(sentence, alternatives, align) for sentence in sentences]

    def _translate(self, sentence: str, alternatives: int, align: bool) -> Translation:
        if self.count_tokens(sentence) > self.max_tokens:
            raise ValueError(f"over the limit of {self.max_tokens} tokens: {sentence[:60]!r}")
        if self._fail_on is not None and self._fail_on in sentence:
            raise RuntimeError(f"the fake engine fails on {self._fail_on!r}")
        text = _WORD.sub(lambda m: self._words.get(m[0], m[0].upper()), sentence)
        others = tuple(
            Translation(f"{text} ({number})", SCORE - number)
            for number in range(1, alternatives + 1)
        )
        return Translation(text, SCORE, _links(sentence, text) if align else (), others)


def _links(source: str, target: str) -> tuple[Link, ...]:
    """Each token linked to the one in its place."""
    pairs = zip(_TOKEN.finditer(source), _TOKEN.finditer(target), strict=False)
    return tuple(Link(s.span(), t.span()) for s, t in pairs)
