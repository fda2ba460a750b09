"""The clinic's mark on paper: drawn, named for whoever hears the page, and no longer lent after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.exports.names import LOOK, NotOnTheTable, address, fetch, lent
from kiosk.exports.paper import paper_html
from kiosk.exports.press import Press
from kiosk.intake.issue import UNNUMBERED, Mark
from tests.builders.records import a_record

SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    b'<path d="M0 0h10v10H0z" fill="#17513d"/></svg>'
)
MARK = Mark("0123456789abcdef01234567.svg", SQUARE)
OURS = replace(UNNUMBERED, mark=MARK)


def test_it_stands_beside_the_clinics_name():
    page = paper_html(a_record(), issue=OURS, asset=address)
    assert f'<img class="mark" src="{address(LOOK + MARK.name)}" alt="' in page
    assert "<img" not in paper_html(a_record(), asset=address)


def test_it_is_on_the_table_only_while_it_is_lent():
    with lent(MARK):
        assert fetch(address(LOOK + MARK.name)) == (SQUARE, "image/svg+xml")
    with pytest.raises(NotOnTheTable):
        fetch(address(LOOK + MARK.name))


@pytest.mark.paper
def test_the_press_draws_it(press: Press):
    plain, marked = press.draw(a_record()), press.draw(a_record(), issue=OURS)
    assert marked.remarks == ()
    assert len(marked.pdf) > len(plain.pdf)
