"""One reader and one writer for each format of article, by suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline import files
from pipeline.article import Article
from pipeline.documents import plain
from pipeline.errors import InputError


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of document is read and written.

    ``read(data, name)`` raises InputError for bytes that are no such document; ``write(article)``
    gives the bytes of the English, and the very bytes that were read where nothing has English.
    """

    read: Callable[[bytes, str], Article]
    write: Callable[[Article], bytes]


_TEXT = Format(plain.read, plain.write)

FORMATS: dict[str, Format] = {".txt": _TEXT, ".text": _TEXT, "": _TEXT}
SUFFIXES = frozenset(FORMATS)


def format_for(suffix: str) -> Format:
    """The format of files with a suffix, in capitals or not; InputError where it is not known."""
    try:
        return FORMATS[suffix.lower()]
    except KeyError:
        known = ", ".join(sorted(s for s in SUFFIXES if s))
        raise InputError(f"{suffix}: not a known format; known are {known}") from None


def read_article(path: str | Path) -> Article:
    """The article in a file. Raises InputError, which names the file and what is wrong with it."""
    path = Path(path)
    return format_for(path.suffix).read(files.read_article_bytes(path), str(path))


def write_article(article: Article, path: str | Path) -> None:
    """Writes an article's English to a file, whole or not at all. Raises InputError."""
    path = Path(path)
    files.write_atomic(path, format_for(path.suffix).write(article))
