"""The structure tree of a paper, without what says nothing: its pieces of lines.

The engine gives every run of letters an element of its own, three of four in the whole tree, which
say only "here is text". Their text goes to the line they are in: what is read, and in which order,
stays. A paper is an eighth smaller for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

LINES = {"/P", "/H1", "/H2", "/H3", "/LBody", "/TD", "/TH", "/Caption", "/Span", "/NonStruct"}
"""What may hold text itself; the others hold elements."""

PIECES = {"/Span", "/NonStruct"}


def thin(pdf: Any) -> None:
    """Take out the pieces, and number what is left anew."""
    tree = _Tree(pdf)
    tree.look_up()
    metadata = at(pdf, pdf.catalog["Metadata"])
    tail = [each for each in pdf.objects[tree.numbers.number :] if each.number not in tree.gone]
    for number, each in enumerate(tail, start=tree.numbers.number):
        each.number = number
    pdf.objects[tree.numbers.number :] = tail
    tree.point_anew()
    pdf.catalog["StructTreeRoot"] = tree.root.reference
    pdf.catalog["Metadata"] = metadata.reference


def at(pdf: Any, reference: str | bytes) -> Any:
    """The object that this points to."""
    return pdf.objects[int(reference.split()[0])]


class _Tree:
    """The tree while it is changed: children are objects for as long as nothing is numbered."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = at(pdf, pdf.catalog["StructTreeRoot"])
        self.numbers = at(pdf, self.root["ParentTree"])
        self.whole = at(pdf, self.root["K"][0])
        self.gone: dict[int, Any] = {}
        """By number, the line that a piece went to."""
        self._seen: set[int] = set()
        self._gather(self.whole)
        # What is in the margins hangs on nothing: each of its branches begins anew.
        self.margins = [each for each in pdf.objects[self.whole.number :] if self._begins(each)]

    def look_up(self) -> None:
        """Find the element that each piece of a page, and each link, now belongs to."""
        self._change(self._stays)

    def point_anew(self) -> None:
        """Once all are numbered, turn objects into pointers again."""
        self._change(lambda element: element.reference)
        self.root["ParentTree"] = self.numbers.reference
        self.root["K"][:] = [self.whole.reference]
        _point(self.whole, self.root)
        for branch in self.margins:
            _point(branch, self.whole)

    def _change(self, how: Callable[[Any], Any]) -> None:
        """A page has a list, in the order of the numbers of its pieces; a link has one element."""
        for place, told in enumerate(self.numbers["Nums"]):
            if isinstance(told, list):
                told[:] = map(how, told)
            elif not isinstance(told, int):
                self.numbers["Nums"][place] = how(told)

    def _stays(self, reference: Any) -> Any:
        element = at(self.pdf, reference)
        while element.number in self.gone:
            element = self.gone[element.number]
        return element

    def _begins(self, thing: Any) -> bool:
        """Whether a branch begins here that was not seen yet; then all of it is."""
        is_element = "S" in getattr(thing, "keys", tuple)()
        if not is_element or thing.number in self._seen:
            return False
        self._gather(thing)
        return True

    def _gather(self, element: Any) -> None:
        """Have each line hold the text of its pieces."""
        self._seen.add(element.number)
        kept: list[Any] = []
        for kid in element["K"]:
            if isinstance(kid, int):
                kept.append(kid)
                continue
            below = at(self.pdf, kid)
            if "S" in below:
                self._gather(below)
            if _is_piece(below, element):
                kept.extend(below["K"])
                self.gone[below.number] = element
            else:
                kept.append(below)
        element["K"][:] = kept


def _is_piece(below: Any, element: Any) -> bool:
    return (
        below.get("S") in PIECES
        and element["S"] in LINES
        and below["Pg"] == element["Pg"]
        and all(isinstance(kid, int) for kid in below["K"])
    )


def _point(element: Any, parent: Any) -> None:
    element["P"] = parent.reference
    for kid in element["K"]:
        if not isinstance(kid, int) and "S" in kid:
            _point(kid, element)
    element["K"][:] = [kid if isinstance(kid, int) else kid.reference for kid in element["K"]]
