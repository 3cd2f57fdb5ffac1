"""What a run found, in the forms that other tools read: one file each, from findings to text."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.formats import github, junit, sarif, text
from pipeline.places import Found

FORMATS: dict[str, Callable[[Found], str]] = {
    "text": text.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "github": github.render,
}
