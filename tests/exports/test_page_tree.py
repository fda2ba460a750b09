"""Pages of ours are read by the parser of XML, and printed just as the engine's own reads them."""

from __future__ import annotations

from typing import Any

import pytest
import tinyhtml5

from kiosk.exports import drawing
from kiosk.exports.blank_form import blank_html
from kiosk.exports.client_copy import copy_html
from kiosk.exports.handout import HandoutSheet, handout_html
from kiosk.exports.page_tree import page_tree
from kiosk.exports.paper.html import paper_html
from tests.builders.records import a_record, the_record, ticks_everything
from tests.exports.test_handed_out import a_form
from tests.exports.test_handout import a_handout

PAGES = {
    "paper": lambda: paper_html(the_record(ticks_everything(), "es")),
    "screen": lambda: paper_html(a_record(), for_screen=True, styles=("a.css",), watermark="Demo"),
    "copy": lambda: copy_html(a_record(language="es")),
    "blank": lambda: blank_html(a_form("en")),
    "handout": lambda: handout_html(HandoutSheet(a_handout())),
}


def told(element: Any) -> Any:
    """What an element is, says and holds; space between elements aside."""
    said = [" ".join((text or "").split()) for text in (element.text, element.tail)]
    return element.tag, dict(element.attrib), said, [told(each) for each in element]


@pytest.mark.parametrize("kind", PAGES)
def test_both_parsers_read_the_same_page(kind: str):
    html = PAGES[kind]()
    tree = page_tree(html)
    assert tree is not None, f"{kind}: end every element, quote every attribute, name no entity"
    assert told(tree) == told(tinyhtml5.parse(html, namespace_html_elements=False))


@pytest.mark.paper
def test_the_paper_is_the_same_to_the_byte(monkeypatch: pytest.MonkeyPatch):
    record = a_record()
    drawing.draw(record)  # the first of a process numbers its faces otherwise
    quick = drawing.draw(record).pdf
    monkeypatch.setattr(drawing, "page_tree", lambda _: None)
    assert drawing.draw(record).pdf == quick


@pytest.mark.parametrize("page", ["<p>never ended", "<p>&nbsp;</p>", "<p>\x0b</p>", "<p a=b></p>"])
def test_what_is_not_written_so_is_left_to_the_engine(page: str):
    assert page_tree(f"<!doctype html>\n<html><body>{page}</body></html>") is None


@pytest.mark.paper
def test_the_engine_prints_what_is_left_to_it():
    page = '<!doctype html><html lang="en"><head><title>x</title></head><body><p>Word&nbsp;'
    assert drawing.printed(drawing.SHEET, page).pdf.startswith(b"%PDF")
