"""The files of the house, and what is written in them."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[2]
# Fetched, made or kept here, but no part of what we wrote.
ELSEWHERE = {
    ".git",
    ".venv",
    ".cache",
    ".hypothesis",
    "data",
    "data-keys",
    "vendor",
    "node_modules",
    "__pycache__",
}
READ_BY_PEOPLE = {"", ".css", ".html", ".in", ".js", ".json", ".md", ".po", ".py", ".svg", ".toml"}
READ_BY_PEOPLE |= {".conf", ".ini", ".mako", ".service", ".sh", ".txt", ".yaml", ".yml"}


def files(*folders: str, ending: str = "") -> list[Path]:
    """Our own files, named from the top of the house; all of them, or those of some folders."""
    return [path for path in _below(*folders) if path.name.endswith(ending)]


@cache
def _below(*folders: str) -> list[Path]:
    found = []
    for top in folders or (".",):
        for folder, inner, names in os.walk(HOUSE / top):
            inner[:] = [name for name in inner if name not in ELSEWHERE and "_cache" not in name]
            found += [Path(folder, name).relative_to(HOUSE) for name in names]
    return sorted(found)


def text(path: Path) -> str:
    return (HOUSE / path).read_text("utf-8")


def written_files() -> list[Path]:
    """Every file of ours that a person reads as text."""
    return [path for path in files() if path.suffix in READ_BY_PEOPLE and path.name != ".coverage"]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), str(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Each import of a file: how many folders up it begins, and the module from there."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((0, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or ""
            if not node.module:
                yield from ((node.level, alias.name) for alias in node.names)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file, with its length in lines."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def strings(path: Path) -> Iterator[str]:
    """Every piece of text that stands between quotes in a Python file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
