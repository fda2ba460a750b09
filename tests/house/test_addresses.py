"""An address is named by its endpoint; only its own route writes it down."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.each import for_each
from tests.house.tree import HOUSE, files, tree

AREAS = Path("kiosk/web/http/areas.py")
"""Knows what addresses begin with, for what happens before there is a route."""

ADDRESS = re.compile(r"^/[a-z]")
IN_A_PAGE = re.compile(r"""(?:href|src|data|action|hx-\w+)="/\w|\}\}[/?]\w|url_for\([^)]*\)\s*~""")

MEND = (
    "Name the endpoint: url_for('record.paper', intake_id=…); in a template as in Python. "
    f"What begins with a path before there is a route belongs into {AREAS}."
)


def literals(path: Path) -> list[str]:
    """Addresses that a file writes out, past those that its routes declare."""
    whole = tree(path)
    declared = {
        id(part)
        for function in ast.walk(whole)
        if isinstance(function, ast.FunctionDef)
        for decorator in function.decorator_list
        for part in ast.walk(decorator)
    }
    return [
        f"{path}:{node.lineno} {node.value!r}"
        for node in ast.walk(whole)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in declared and ADDRESS.match(node.value)
    ]


@for_each(files("kiosk/web", ending=".py"))
def test_no_view_writes_an_address(path: Path):
    found = literals(path) if path != AREAS else []
    assert not found, f"{found}. {MEND}"


@for_each(files("templates"))
def test_no_template_writes_an_address(path: Path):
    found = IN_A_PAGE.findall((HOUSE / path).read_text("utf-8"))
    assert not found, f"{path}: {found}. {MEND}"


def test_the_guard_sees_an_address():
    assert literals(AREAS), "the one place that has some"
    assert IN_A_PAGE.search('<a href="/staff/">')
    assert IN_A_PAGE.search('<form action="{{ page.url }}/copy">')
    assert not IN_A_PAGE.search("<a href=\"{{ url_for('today.show_today') }}\">")
