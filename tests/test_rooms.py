"""Who may import whom, and what may be imported only when it is needed."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FORBIDDEN = {"models": {"pipeline", "glossary"}, "glossary": {"pipeline", "models"}}

# Slow to import, or a network client: `nordwire --help` must not pay for them.
HEAVY = {
    "pipeline": {"torch", "transformers", "ctranslate2", "huggingface_hub", "sacrebleu", "rich"},
    "models": {"torch", "transformers"},
}


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(node: ast.AST) -> Iterator[str]:
    """The top-level packages that one import statement names."""
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        yield str(node.module).partition(".")[0]


def everywhere(tree: ast.AST) -> set[str]:
    return {name for node in ast.walk(tree) for name in imported(node)}


def at_import(node: ast.AST) -> set[str]:
    """What is imported by importing the file: not in functions, not for the type checker."""
    found = set(imported(node))
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            found.update(*map(at_import, child.orelse))
            continue
        found |= at_import(child)
    return found


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def test_the_walk_sees_what_python_would_import() -> None:
    tree = ast.parse(
        textwrap.dedent(
            """
            import typing, torch.nn as nn
            from typing import TYPE_CHECKING
            if TYPE_CHECKING:
                import transformers
            else:
                import rich
            try:
                from ctranslate2 import Translator
            except ImportError:
                pass
            class A:
                import sacrebleu
                def f(self):
                    import huggingface_hub
            """
        )
    )
    heavy = HEAVY["pipeline"]
    assert at_import(tree) & heavy == {"torch", "rich", "ctranslate2", "sacrebleu"}
    assert everywhere(tree) & heavy == heavy


@pytest.mark.parametrize("room", ["pipeline", "models", "glossary"])
def test_every_room_has_files_and_imports_by_full_name(room: str) -> None:
    """A relative import could climb out of its room unseen by the tests below."""
    assert files(room)
    for path in files(room):
        relative = [n for n in ast.walk(parsed(path)) if isinstance(n, ast.ImportFrom) and n.level]
        assert not relative, f"{path.relative_to(ROOT)} imports relatively"


@pytest.mark.parametrize(("room", "barred"), FORBIDDEN.items())
def test_a_room_reaches_only_where_it_may(room: str, barred: set[str]) -> None:
    reached = {str(p.relative_to(ROOT)): everywhere(parsed(p)) & barred for p in files(room)}
    assert {path: names for path, names in reached.items() if names} == {}


@pytest.mark.parametrize(("room", "heavy"), HEAVY.items())
def test_heavy_packages_are_imported_only_when_needed(room: str, heavy: set[str]) -> None:
    reached = {str(p.relative_to(ROOT)): at_import(parsed(p)) & heavy for p in files(room)}
    assert {path: names for path, names in reached.items() if names} == {}
