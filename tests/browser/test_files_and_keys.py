"""What only a browser shows: a file that really arrives, and the key that notes in the room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiosk.intake.treatment import outcomes_of
from kiosk.store.access import staff
from kiosk.usecases import treat_client
from tests.browser.clinic import Clinic
from tests.browser.personas import persona
from tests.builders.clinic import PASSWORD

pytestmark = pytest.mark.browser

SIGNED = {"review_ok": "yes", "signature": {"method": "typed", "name": "A. Client"}}


def test_the_file_of_an_export_arrives_and_the_browser_leaves_the_password(
    clinic: Clinic, staff_page: Callable[..., Page]
):
    clinic.signs(clinic.paired(), {**persona("p7"), **SIGNED})
    page = staff_page()
    page.goto(f"{clinic.address}/admin/export")
    page.locator("#reason").fill("for the bookkeeper")
    page.locator("label", has_text="Spreadsheet in words (CSV)").click()
    page.get_by_role("button", name="Prepare export").click()
    page.get_by_role("button", name="Download").click()
    page.locator("#password").fill(PASSWORD)
    with page.expect_download() as came:
        page.get_by_role("button", name="Go on").click()
    name, file = came.value.suggested_filename, Path(came.value.path())
    assert (name[:8], name[-4:]) == ("intakes-", ".csv")
    assert persona("p7")["full_name"] in file.read_text("utf-8-sig")
    expect(page.get_by_role("heading", name="Your file is coming")).to_be_visible()
    with page.expect_download():
        page.reload()
    expect(page.get_by_role("heading", name="Your file is coming")).to_be_visible()


def test_enter_notes_in_the_room_and_the_next_tap_is_as_near(
    clinic: Clinic, staff_page: Callable[..., Page]
):
    kept = clinic.signs(clinic.paired(), {**persona("p7"), **SIGNED})
    page = staff_page()
    with clinic.store.reading() as tx:
        meis = [each for each in staff.everyone(tx) if each.name.startswith("Mei ")]
    who = max(meis, key=lambda each: int(each.name.partition(" ")[2]))
    with clinic.store.reading() as tx:
        stop = treat_client.look_at(tx, who, kept).stop
    for flag in stop:
        outcome = outcomes_of(flag)[0]
        treat_client.talk_about(clinic.store, who, kept, flag, outcome, agreed_by="client")
    treat_client.start(clinic.store, who, kept)
    page.goto(f"{clinic.address}/staff/intakes/{kept}/session/room")
    first = page.locator("[name=tap]").first
    for times in (1, 2):
        expect(first).to_be_focused()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator('.hint[role="status"]')).to_contain_text(first.text_content() or "?")
        with clinic.store.reading() as tx:
            assert len(treat_client.look_at(tx, who, kept).treatment.taps) == times
