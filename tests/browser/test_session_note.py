"""The session's note in a browser: every change is kept by itself, and two pages lose nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.clinic import Clinic
from tests.browser.personas import persona

pytestmark = pytest.mark.browser

SIGNED = {"review_ok": "yes", "signature": {"method": "typed", "name": "A. Client"}}


@pytest.fixture
def note(clinic: Clinic, staff_page: Callable[..., Page]) -> Page:
    """Nobody has written yet."""
    kept = clinic.signs(clinic.paired(), {**persona("p1"), **SIGNED})
    page = staff_page()
    page.goto(f"{clinic.address}/staff/intakes/{kept}/note")
    return page


def writes(page: Page, words: str) -> None:
    field = page.locator('[name="note_text"]')
    field.fill(words)
    field.blur()


def rev(page: Page, number: int) -> None:
    expect(page.locator("#rev")).to_have_value(str(number))


def says(page: Page, words: str) -> None:
    expect(page.locator('[name="note_text"]')).to_have_value(words)


def test_each_change_is_kept_by_itself_and_is_there_again(note: Page):
    writes(note, "Neck softer.")
    rev(note, 1)
    note.locator("details.more summary").first.click()
    note.locator('label:has([name="note_regions-abdomen"][value="work"])').click()
    expect(note.locator("#marked")).to_contain_text("Worked")
    rev(note, 2)
    note.reload()
    says(note, "Neck softer.")
    expect(note.locator("#marked")).to_contain_text("Worked")
    expect(note.locator('[name="note_regions-abdomen"][value="work"]')).to_be_checked()


def test_quick_changes_on_a_slow_line_are_kept_in_turn_and_signing_waits_for_them(note: Page):
    sent: list[int] = []

    def slowly(route: Route) -> None:
        if route.request.method == "POST":
            note.wait_for_timeout(300)
        route.continue_()

    note.on("response", lambda a: sent.append(a.status) if a.request.method == "POST" else None)
    note.route("**/note", slowly)
    quickly = "([name, value]) => document.querySelector(`[name=${name}][value=${value}]`).click()"
    for name, value in (
        ("note_techniques", "swedish"),
        ("note_next", "w2"),
        ("note_read", "talked_flags"),
    ):
        note.evaluate(quickly, [name, value])
    note.locator('.row button[value="sign"]').click()
    expect(note.locator("#errors")).to_contain_text("Please choose")
    expect(note.locator("#errors")).not_to_contain_text("changed on another page")
    expect(note.locator('[name="note_next"][value="w2"]')).to_be_checked()
    assert sent[:2] == [200, 200]
    note.reload()
    for name, value in (("note_techniques", "swedish"), ("note_next", "w2")):
        expect(note.locator(f'[name="{name}"][value="{value}"]')).to_be_checked()


def test_two_pages_say_so_and_lose_nothing(note: Page):
    other = note.context.new_page()
    other.goto(note.url)
    writes(note, "From the one")
    rev(note, 1)
    writes(other, "From the other")
    expect(other.locator("#errors")).to_contain_text("changed on another page")
    says(other, "From the other")
    writes(other, "From the other, kept")
    rev(other, 2)
    note.reload()
    says(note, "From the other, kept")


def test_while_the_server_is_away_it_says_so_and_the_next_change_sends_all(note: Page):
    writes(note, "Begun")
    rev(note, 1)
    note.context.set_offline(True)
    writes(note, "Begun. Away.")
    expect(note.locator("#stale")).to_be_visible()
    says(note, "Begun. Away.")
    note.context.set_offline(False)
    note.locator('label:has([name="note_response"])').first.click()
    rev(note, 2)
    expect(note.locator("#stale")).to_be_hidden()
    note.reload()
    says(note, "Begun. Away.")
