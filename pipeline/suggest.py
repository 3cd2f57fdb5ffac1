"""What to say about a name that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """A message with the nearest known name, or with all of them.

    >>> unknown("check", "nubmers", ["names", "numbers"])
    "unknown check 'nubmers'; did you mean 'numbers'?"
    >>> unknown("check", "x", ["names", "numbers"])
    "unknown check 'x'; the checks are names, numbers"
    """
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"the {what}s are {', '.join(names)}"
    return f"unknown {what} {name!r}; {hint}"
