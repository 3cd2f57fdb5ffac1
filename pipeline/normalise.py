"""Between the article's typography and the model's.

The model was trained on news with « » and – on the Norwegian side, straight apostrophes, "..." for
an ellipsis, and no invisible characters: in the 35,941 news pairs … never occurs against 90 of
"...", and 85 lines have a straight apostrophe in a word against 11 with ’. What it has not seen is
put in the form that it has. The way back is short: the end mark belongs to the article.
"""

from __future__ import annotations

import re
import unicodedata

# CSI and OSC sequences whole, so that "[31m" does not stay behind as text.
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)|[ -/]*[0-~])")
# Soft hyphen, zero-width characters, direction marks, and controls that are no white space.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_SIGNS = str.maketrans(
    {
        "‐": "-", "‑": "-", "−": "-", "﹣": "-", "－": "-",
        "‒": "–", "—": "–", "―": "–",
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "ʼ": "'",
        "…": "...",
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
    }
)  # fmt: skip
# "Trump-" at the end of a wrapped line goes on in the next, but not in "pris- / og lønnsvekst".
_HYPHEN_BREAK = re.compile(
    r"(?<=\w-)[ \t\r]{0,9}\n[ \t]{0,99}(?=[^\W\d_])(?!(?:og|eller|samt|men|til)\b)"
)
_CURLY = re.compile("[„“”‟]")

_CLOSERS = "\"'»”’)]"
# What a stop may be taken from: a word, or a quote or bracket that closes behind one.
_STOPPED = re.compile(r"[\w%°][\"'»”’)\]]?\Z")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]\.[A-Za-z]|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|St|Mr|Mrs|Ms|Dr|No|vs|etc|approx))\.\Z"
)


def for_model(text: str) -> str:
    """A sentence as the model's training data would have it, on one line.

    Idempotent, and a plain clean sentence comes back unchanged. NBSP and thin spaces become plain
    ones, also between the digits of "1 100", which is how the training news groups them.

    >>> for_model("Politi\u00adet – “det gikk bra” —  fikk 1\u202f100 kroner…")
    'Politiet – «det gikk bra» – fikk 1 100 kroner...'
    """
    text = _INVISIBLE.sub("", _ESCAPE.sub("", text))
    text = unicodedata.normalize("NFC", text).translate(_SIGNS)
    return " ".join(_guillemets(_HYPHEN_BREAK.sub("", text)).split())


def _guillemets(text: str) -> str:
    """Curly double quotes as « and », by where they stand; “ opens in English, closes in German."""
    opened = 0

    def turn(match: re.Match[str]) -> str:
        nonlocal opened
        before = text[match.start() - 1 : match.start()]
        if match[0] == "„" or not before or before.isspace() or before in "([«/-–'":
            opened += 1
            return "«"
        if opened == 0:
            return '"'
        opened -= 1
        return "»"

    return _CURLY.sub(turn, text)


def restore(source: str, target: str) -> str:
    """The English with the end mark of the Norwegian; nothing else is touched.

    A headline without a stop gets none; a sentence with one keeps it, as it does "?" and "!".
    An abbreviation ("the U.S.") keeps its own. Idempotent.

    >>> restore("Klarte ikke stoppe dem", "Could not stop them.")
    'Could not stop them'
    >>> restore("– Vil han vinne?", '"Will he win."')
    '"Will he win?"'
    """
    target = target.rstrip()
    mark, found = _end_mark(source.rstrip()), _end_mark(target)
    if not target or mark == found or found not in ("", "."):
        return target
    if mark in ("", ",", ";"):
        return target if _is_abbreviation(target) else _with_stop_as("", target)
    if mark not in (".", "?", "!", ":"):
        return target
    if found == ".":
        return _with_stop_as(mark, target)
    return _with_mark(source.rstrip(), target, mark)


def _end_mark(text: str) -> str:
    """The mark a text ends in, looking through closing quotes and brackets; "" where none."""
    core = _core(text)
    if core.endswith("..."):
        return "…"
    return core[-1:] if core[-1:] in tuple(".?!:;,…") else ""


def _core(text: str) -> str:
    return text.rstrip(_CLOSERS)


def _with_stop_as(mark: str, target: str) -> str:
    core = _core(target)
    if not _STOPPED.search(core[-3:-1]):
        return target
    return core[:-1] + mark + target[len(core) :]


def _is_abbreviation(text: str) -> bool:
    return _ABBREVIATION.search(_core(text)[-12:]) is not None


def _with_mark(source: str, target: str, mark: str) -> str:
    """``target`` with ``mark``: inside a closing quote, beside a bracket as in the source."""
    inside = target[-1:] in tuple("\"'»”’") or not source.endswith(mark)
    at = len(_core(target)) if inside else len(target)
    return target[:at] + mark + target[at:]
