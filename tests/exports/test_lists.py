"""Lists on the paper are lists to a screen reader as well (ISO 14289-1, 7.2)."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from tests.exports.papers import EACH_SIZE, everything, paper_of

pytestmark = pytest.mark.paper

INSIDE_A_LIST = {"/L", "/LI", "/Caption"}


def elements(node: Any) -> Iterator[tuple[str, set[str]]]:
    """Every element of the structure tree: its kind, and the kinds right below it."""
    below = node.get("/K", [])
    kids = [kid for kid in (below if isinstance(below, pikepdf.Array) else [below]) if _is_one(kid)]
    yield str(node.get("/S", "")), {str(kid["/S"]) for kid in kids}
    for kid in kids:
        yield from elements(kid)


def _is_one(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


@pytest.mark.parametrize("size", EACH_SIZE)
@pytest.mark.parametrize("who", ["p5_anticoagulant", "everything"])
def test_a_list_holds_nothing_but_its_lines(who: str, size: str):
    drawn = (everything(size) if who == "everything" else paper_of(who, size)).drawn
    with pikepdf.open(io.BytesIO(drawn.pdf)) as paper:
        found = list(elements(paper.Root.StructTreeRoot))
    lists = [below for kind, below in found if kind == "/L"]
    assert lists
    assert all(below <= INSIDE_A_LIST for below in lists)
