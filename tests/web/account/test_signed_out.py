"""A sign-in that is over: by the clock, from elsewhere, or by hand."""

from __future__ import annotations

import pytest
from flask import Flask

from kiosk.store.access import staff as accounts
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import HTMX
from tests.web.account.phones import WithPhone
from tests.web.account.test_sign_in import signs_out, whose
from tests.web.visits import posts, signs


@pytest.fixture
def mei(clinic: Clinic, app: Flask, monkeypatch: pytest.MonkeyPatch) -> WithPhone:
    """Somebody who proved their password, at a kiosk that asks for codes."""
    monkeypatch.setitem(app.config, "ASKS_CODES", True)
    mei = WithPhone(clinic)
    mei.proves()
    return mei


def test_somebody_left_quiet_is_told_so_calmly(clinic: Clinic, mei: WithPhone):
    mei.sets_up()
    clinic.clock.goes_on(minutes=10)
    page = mei.opens("/staff/")
    assert page.heading == "Staff sign in"
    assert "Nothing was done here for ten minutes" in page.notes[0]
    assert page.form["name"] == [""], "nobody's name is shown"


def test_somebody_ended_elsewhere_is_told_they_are_signed_out(clinic: Clinic, mei: WithPhone):
    mei.sets_up()
    with clinic.store.writing() as tx:
        accounts.set_password(tx, whose(clinic, "Mei Tanaka"), "another lamp entirely", "setup")
    assert mei.opens("/staff/").notes == ["You are not signed in any more. Sign in to go on."]


def test_whoever_signs_out_or_comes_for_the_first_time_is_told_nothing(
    clinic: Clinic, mei: WithPhone
):
    mei.sets_up()
    signs_out(mei)
    assert mei.opens("/staff/").notes == []
    assert Staff(clinic).opens("/staff/sign-in").notes == []


@pytest.mark.parametrize("script", [True, False])
def test_a_page_that_refreshes_itself_is_nobody_at_work(
    clinic: Clinic, mei: WithPhone, script: bool
):
    mei.sets_up()
    page = mei.opens("/staff/")
    polled = page.tree.xpath("//*[@id='today']/@data-hx-get")[0]
    again = page.tree.xpath("//noscript/meta/@content")[0].partition("url=")[2]
    for _ in range(5):
        clinic.clock.goes_on(minutes=2)
        if script:
            mei.browser.get(polled, headers={**HTMX, "HX-Source": "div#today"})
        else:
            mei.gets(again)
    assert not mei.is_in


def test_a_page_of_the_staff_leaves_the_screen_when_its_sign_in_has_ended(clinic: Clinic):
    theo, kept = Staff(clinic), signs(clinic)
    assert not theo.opens("/staff/sign-in").tree.xpath("//*[@data-seconds]")
    theo.signs_in("Theo Hands")
    posts(theo, f"/staff/intakes/{kept}/take")
    page = theo.opens(f"/staff/intakes/{kept}")
    (script,) = page.tree.xpath("//script[contains(@src, 'signed-in.js')]")
    seconds, _, after = page.tree.xpath("//noscript/meta/@content")[0].partition("; url=")
    assert (script.get("data-seconds"), script.get("data-url")) == (seconds, after)
    clinic.clock.goes_on(seconds=int(seconds) - 3)
    assert theo.gets(after).status_code == 200, "it looks by itself, which is nobody at work"
    clinic.clock.goes_on(seconds=3)
    page = theo.opens(after)
    assert page.heading == "Staff sign in"
    assert "Nothing was done here for ten minutes" in page.notes[0]


def test_a_list_that_looks_every_fifteen_seconds_is_not_told_to_leave_as_well(clinic: Clinic):
    page = Staff(clinic).signs_in("Theo Hands").opens("/staff/")
    assert len(page.tree.xpath("//noscript/meta")) == 1
    assert page.tree.xpath("//script[contains(@src, 'signed-in.js')]")


def test_a_page_asks_whether_it_is_still_its_readers(clinic: Clinic):
    theo, mei = (Staff(clinic).signs_in(name) for name in ("Theo Hands", "Mei Tanaka"))
    asked, others = (
        each.opens("/staff/me").tree.xpath("//script/@data-still")[0] for each in (theo, mei)
    )
    assert asked.startswith("/staff/still?")
    for _ in range(5):
        assert theo.gets(asked).status_code == 204
        assert theo.gets(others).status_code == 409, "a page of whoever sat here before"
        clinic.clock.goes_on(minutes=2)
    assert theo.gets(asked).status_code == 303, "asking is nobody at work"
