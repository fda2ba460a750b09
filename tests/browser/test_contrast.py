"""Contrast is measured once for each look, and each look is measured."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.contrast import Measured
from tests.browser.lending import Lending

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>
<style>.dark {{ color: #222 }} .pale {{ color: {pale} }} .ground {{ background: {ground} }}</style>
<p class="dark">Good to read.</p><p class="pale">As good?</p>
<div class="ground"><p class="dark">And here?</p></div></main></html>"""


def says_of(page: Page, measured: Measured, pale: str = "#333", ground: str = "#fff") -> list[str]:
    page.set_content(PAGE.format(pale=pale, ground=ground))
    return [line for line in measured.axe_says(page) if line.startswith("color-contrast")]


def test_words_and_grounds_that_are_new_are_measured(lending: Lending):
    page, measured = lending.lends(), Measured()
    assert says_of(page, measured) == []
    known = len(measured.looks)
    assert says_of(page, measured) == []
    assert len(measured.looks) == known, "nothing is new"
    (pale,) = says_of(page, measured, pale="#aaa")
    assert "As good?" in pale
    (dim,) = says_of(page, measured, ground="#555")
    assert "And here?" in dim
    lending.takes_back(page)
