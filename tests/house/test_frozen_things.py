"""Frozen things are made the quick way: a start compiles no method that nobody calls."""

from __future__ import annotations

import ast

from tests.house.tree import files, tree


def needs_none(node: ast.expr) -> bool:
    """A decorator that asks nothing of the standard library that kiosk/frozen.py has not."""
    if not isinstance(node, ast.Call):
        return False
    said = {word.arg: ast.unparse(word.value) for word in node.keywords}
    return said.get("frozen") == "True" and not said.keys() - {"frozen", "kw_only"}


def takes_the_standard(module: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "dataclasses"
        and any(name.name == "dataclass" for name in node.names)
        for node in module.body
    )


def test_a_file_of_frozen_things_makes_them_when_they_are_called():
    slow = []
    for path in files("kiosk", ending=".py"):
        made = [
            decorator
            for node in ast.walk(tree(path))
            if isinstance(node, ast.ClassDef)
            for decorator in node.decorator_list
            if ast.unparse(decorator).startswith("dataclass")
        ]
        if takes_the_standard(tree(path)) and made and all(map(needs_none, made)):
            slow.append(str(path))
    assert not slow, f"take dataclass from kiosk/frozen.py, not from dataclasses, in {slow}"
