"""Two browsers: what a client asks for on the tablet stands on the staff's Today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kiosk.store.engine.tables import OWED
from kiosk.store.intakes import intakes
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.browser.clinic import MORNING, Clinic
from tests.browser.personas import persona
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

AT_ONCE = 1_500
"""Milliseconds by the page's own clock: Today looks every second and a half."""
SOON = 500
"""While somebody signs."""


def asks_for_a_person(tablet: Tablet, name: str) -> None:
    tablet.comes_to("reason", {"full_name": f"{name} Archer"})
    tablet.goes("stop")
    tablet.goes("person")
    assert tablet.step == "person"


def says_something_the_desk_must_know(tablet: Tablet, name: str) -> None:
    tablet.comes_to("today_check", {"full_name": f"{name} Archer"})
    tablet.answers_here({**persona("p1"), "warning_signs": ["saddle_numb"]})
    tablet.goes()
    assert tablet.step == "tell_desk"


# Who asks for a person is seen by the test below.
@pytest.mark.parametrize(
    "asks",
    [pytest.param(asks_for_a_person, marks=pytest.mark.torture), says_something_the_desk_must_know],
)
def test_today_shows_by_itself_who_needs_somebody(
    asks: Callable[[Tablet, str], None], tablet: Tablet, staff_page: Callable[..., Page]
):
    today = staff_page()
    today.clock.install()
    today.reload()
    asks(tablet, "Ottilie")
    today.clock.run_for(AT_ONCE)
    expect(today.locator(".call", has_text="Ottilie A.")).to_be_visible()
    assert "Archer" not in today.content()
    today.locator(".call", has_text="Ottilie A.").get_by_role("button").click()
    today.clock.run_for(AT_ONCE)
    expect(today.locator(".call", has_text="Ottilie A.")).to_have_count(0)


def test_today_looks_every_second_and_a_half_and_one_look_shows_who_needs_somebody(
    tablet: Tablet, staff_page: Callable[..., Page]
):
    """By the page's own clock, which stands still but for what the test lets pass."""
    today = staff_page()
    today.clock.install(time=MORNING)
    today.reload()
    today.clock.pause_at(MORNING + timedelta(minutes=5))
    asks_for_a_person(tablet, "Rosamund")
    looks: list[str] = []
    today.on("request", lambda asked: looks.append(asked.url) if "seen=" in asked.url else None)
    for seen in range(1, 6):
        with today.expect_response(lambda answer: "seen=" in answer.url):
            today.clock.run_for(AT_ONCE)
        assert len(looks) == seen
        expect(today.locator(".call", has_text="Rosamund A.")).to_be_visible()
        # While an answer is taken in, the page lets its next look be.
        expect(today.locator(".htmx-request")).to_have_count(0)


def test_what_is_taken_back_in_mid_visit_is_on_today_at_its_next_look(
    clinic: Clinic, staff_page: Callable[..., Page]
):
    """A second and a half by the page's own clock, in which nothing else passes."""
    said = {**persona("p1"), "full_name": "Ingram Archer", "consent_follow_up": "yes"}
    kept = clinic.signs(clinic.paired(), said)
    today = staff_page()
    today.clock.install(time=MORNING)
    today.goto(f"{clinic.address}/staff/?whose=everyone&whole=yes")
    today.clock.pause_at(MORNING + timedelta(minutes=5))
    row = today.locator(f"#visit-{kept}")
    expect(row).not_to_contain_text("Taken back")
    with clinic.store.writing() as tx:
        withdraw_agreement(tx, kept, "consent_follow_up", "client", "in_person", "dana")
    today.clock.run_for(AT_ONCE)
    expect(row).to_contain_text("Taken back: 1")


def test_today_looks_twice_a_second_while_somebody_signs(
    clinic: Clinic, tablet: Tablet, staff_page: Callable[..., Page]
):
    """And no longer than that. By the page's own clock."""
    nobody_else_is_here(clinic)
    today = staff_page()
    today.clock.install(time=MORNING)
    today.reload()
    today.clock.pause_at(MORNING + timedelta(minutes=5))
    assert today.locator("#soon").count() == 0
    tablet.comes_to("sign", {"full_name": "Sigrid Archer"})
    looks: list[str] = []
    today.on("request", lambda asked: looks.append(asked.url) if "seen=" in asked.url else None)
    looks_after(today, AT_ONCE)
    expect(today.locator("#soon")).to_be_attached()
    for _ in range(3):
        looks_after(today, SOON)
    tablet.goes("stop")
    tablet.goes("erase")
    looks_after(today, SOON)
    expect(today.locator("#soon")).to_have_count(0)
    before = len(looks)
    today.clock.run_for(2 * AT_ONCE)
    expect(today.locator(".htmx-request")).to_have_count(0)
    assert len(looks) - before <= 2


def nobody_else_is_here(clinic: Clinic) -> None:
    """What the tests before have left: somebody who signs, or a paper that was due just now."""
    with clinic.store.writing() as tx:
        for each in intakes.waiting(tx):
            intakes.erase(tx, each, "ada")
        tx.connection.execute(OWED.delete())


def looks_after(today: Page, milliseconds: int) -> None:
    """The page asks within so long of its own clock, and has taken in what it was told."""
    with today.expect_response(lambda answer: "seen=" in answer.url):
        today.clock.run_for(milliseconds)
    expect(today.locator(".htmx-request")).to_have_count(0)


def test_without_script_today_asks_again_every_fifteen_seconds(staff_page: Callable[..., Page]):
    today = staff_page(java_script_enabled=False)
    again = today.locator("meta[http-equiv=refresh]").get_attribute("content")
    assert again
    assert again.startswith("15; url=/staff/?")


@pytest.mark.torture
@pytest.mark.parametrize("asks", [asks_for_a_person, says_something_the_desk_must_know])
def test_without_script_today_shows_it_by_itself(
    asks: Callable[[Tablet, str], None], tablet: Tablet, staff_page: Callable[..., Page]
):
    today = staff_page(java_script_enabled=False)
    asks(tablet, "Leopold")
    expect(today.locator(".call", has_text="Leopold A.")).to_be_visible()
