"""The Python API: its names and signatures are a promise, changed on purpose or not at all."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pipeline
from models.fake import FakeEngine

ROOT = Path(__file__).parents[2]
NAMES = """
Article Block Finding InputError Kind NordwireError Origin Segment Settings Severity Span UsageError
__version__ load_engine read_article translate_article write_article
"""
SIGNATURES = {
    "load_engine": ["settings"],
    "read_article": ["path"],
    "translate_article": ["article", "engine"],
    "write_article": ["article", "path"],
}


def test_the_names_are_these() -> None:
    assert sorted(pipeline.__all__) == sorted(NAMES.split())
    assert all(hasattr(pipeline, name) for name in pipeline.__all__)


def test_the_functions_take_these_arguments() -> None:
    """More may be added behind them, with defaults."""
    for name, wanted in SIGNATURES.items():
        given = inspect.signature(getattr(pipeline, name)).parameters.values()
        assert [p.name for p in given][: len(wanted)] == wanted
        assert all(p.default is not p.empty for p in list(given)[len(wanted) :])


def test_an_article_goes_from_file_to_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Det snør.\r\n\r\nFoto: Kari Vik\r\n".encode())
    article = pipeline.read_article(tmp_path / "a.txt")
    pipeline.write_article(pipeline.translate_article(article, FakeEngine()), tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == "DET SNØR.\r\n\r\nPhoto: Kari Vik\r\n".encode()


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, pipeline; print(*sorted(m.partition('.')[0] for m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"torch", "transformers", "ctranslate2", "huggingface_hub", "numpy", "rich", "typer"}
    assert not heavy & set(done.stdout.split())
