"""Nordwire's Python API: the names below, and nothing else, stay stable between versions.

See the README for an example.
"""

from __future__ import annotations

from pipeline.article import Article, Block, Finding, Kind, Origin, Segment, Severity, Span
from pipeline.documents import read_article, write_article
from pipeline.errors import InputError, NordwireError, UsageError
from pipeline.run import load_engine
from pipeline.settings import Settings
from pipeline.translate import translate_article
from pipeline.version import VERSION as __version__

__all__ = [
    "Article",
    "Block",
    "Finding",
    "InputError",
    "Kind",
    "NordwireError",
    "Origin",
    "Segment",
    "Settings",
    "Severity",
    "Span",
    "UsageError",
    "__version__",
    "load_engine",
    "read_article",
    "translate_article",
    "write_article",
]
