"""A page of ours as the tree that the press lays out, read by the parser of XML.

It reads a page in a twentieth of the time that one for any HTML takes, and gives the same bytes of
a PDF. What it cannot read (no page of ours so far) the engine reads itself.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as Tree

EMPTY = re.compile(r"<(br|col|hr|img|link|meta|wbr)\b([^<>]*?)/?>")
"""Elements without an end. Nothing that stands in an attribute of ours has an angle in it."""

DOCTYPE = re.compile(r"\s*<!doctype html>\s*", re.IGNORECASE)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"'


def page_tree(html: str) -> Tree.Element | None:
    """The page's root; None where it is not written as XML has it."""
    page = EMPTY.sub(r"<\1\2/>", DOCTYPE.sub("", html, count=1)).replace("<svg", SVG)
    try:
        return Tree.fromstring(page)  # noqa: S314 - our own page, and no DTD in it
    except Tree.ParseError:
        return None
