"""A page that waits for the answer to its post gets the next one in it: the part that changes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html
from sqlalchemy import Engine, event

from kiosk.catalogue.regions import REGIONS
from tests.walks.page import Page
from tests.walks.tablet import HTMX, Tablet

SWAPPED = ("//title", "//*[@id='thread']", "//*[@id='page']")


def rows_that_say_nothing(page: Page) -> list[html.HtmlElement]:
    """Of the list of the body's regions, those that are not marked."""
    rows: list[html.HtmlElement] = page.tree.xpath("//*[@class='mark-row'][not(.//@checked)]")
    return rows


def swapped(page: Page) -> list[bytes]:
    """What htmx takes out of a page, the form's token aside: that is never the same twice."""
    for token in page.tree.xpath("//input[@name='csrf_token']"):
        token.set("value", "")
    for row in rows_that_say_nothing(page):
        row.drop_tree()
    parts = [part for place in SWAPPED for part in page.tree.xpath(place)]
    return [re.sub(rb"\s*\n\s*", b"\n", html.tostring(part, with_tail=False)) for part in parts]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("reason", {"goals": ["pain", "sleep"], "session_focus": "together"}),
        ("body_map", {"body_marks": [{"region": "calf_left", "mark": "work"}]}),
        ("life", {"activity_level": "some"}),
    ],
)
@pytest.mark.parametrize("go", ["next", "stop", "back"])
def test_the_answer_to_a_post_is_the_next_page(tablet: Tablet, step: str, said: Any, go: str):
    tablet.is_at(step)
    response = tablet.sends(tablet.fills(go, **said), headers=HTMX)
    assert response.status_code == 200
    there = Page(response)
    whole = tablet.opens()
    assert there.step == whole.step
    assert there.form["rev"] == whole.form["rev"]
    assert swapped(there) == swapped(whole)


def test_a_region_s_row_comes_where_it_says_something_or_no_script_could_make_it(tablet: Tablet):
    tablet.is_at("life", body_marks=[{"region": "calf_left", "mark": "work"}])
    there = Page(tablet.sends(tablet.fills("back"), headers=HTMX))
    assert there.step == "body_map"
    assert rows_that_say_nothing(there) == []
    assert there.tree.xpath("//*[@class='mark-row']/@id") == ["row-calf_left"]
    assert len(rows_that_say_nothing(tablet.opens())) == len(REGIONS) - 1


def test_all_that_was_said_comes_once_it_is_opened(tablet: Tablet):
    tablet.is_at("sign", goals=["pain"])
    there = Page(tablet.sends(tablet.fills("back"), headers=HTMX))
    assert there.step == "review"
    (asks,) = there.tree.xpath("//details[@data-hx-get]")
    assert asks.get("data-hx-get") == tablet.here
    assert not asks.xpath("*[@id='everything']/*")
    (brought,) = Page(tablet.gets(tablet.here, headers=HTMX)).tree.xpath("//*[@id='everything']")
    (plain,) = tablet.opens().tree.xpath("//details//*[@id='everything']")
    assert plain.xpath(".//dl")
    assert "data-hx-get" not in plain.getparent().attrib
    assert brought.text_content() == plain.text_content()


def test_nothing_comes_again_that_stays_on_the_screen(tablet: Tablet):
    tablet.is_at("life")
    there = Page(tablet.sends(tablet.fills("next"), headers=HTMX))
    assert not there.tree.xpath("//header | //head/link | //head/script | //dialog")
    assert not there.tree.xpath("//*[@id='tools']"), "no step of the walk changes its tools"


def test_the_tools_come_along_where_they_change(tablet: Tablet):
    tablet.is_at("life")
    stop = Page(tablet.sends(tablet.fills("stop"), headers=HTMX))
    assert stop.tree.xpath("//*[@id='tools']")
    assert not stop.tree.xpath("//*[@id='tools']//button[@value='stop']")
    tablet.opens()
    response = tablet.sends(tablet.fills("next"), headers=HTMX, follow_redirects=True)
    assert Page(response).tree.xpath("//*[@id='tools']//button[@value='stop']")


class Told:
    """What the database is told."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def listens(self, raw: Any, _: object) -> None:
        raw.set_trace_callback(self.statements.append)


@pytest.mark.on_sqlite
def test_a_step_says_little_to_the_database(tablet: Tablet):
    tablet.is_at("life")
    sent = tablet.fills("next", activity_level="some")
    told = Told()
    event.listen(Engine, "connect", told.listens)
    try:
        tablet.clinic.store.close()  # its connections are made anew, and heard
        assert tablet.sends(sent, headers=HTMX).status_code == 200
    finally:
        event.remove(Engine, "connect", told.listens)
    said = [each for each in told.statements if not each.startswith("PRAGMA")]
    begun = [each for each in said if each.startswith("BEGIN")]
    asked = [each for each in said if not each.startswith(("BEGIN", "COMMIT", "ROLLBACK"))]
    assert len(begun) == 2, begun
    assert len(asked) <= 6, asked
