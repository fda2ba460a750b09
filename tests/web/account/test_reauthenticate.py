"""The password once more, before anything leaves the clinic or is gone for good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builders.clinic import PASSWORD
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.walks.page import Page, check
from tests.web.visits import broken_press, comes, posts, signs

MARCH = {"from": "2026-03-01", "to": "2026-03-31", "format": "csv", "reason": "yearly report"}
ERASE = {"erase_reason": "she asked", "sure": "yes"}
ERASE_PERSON = {"person_reason": "she asked", "person_sure": "yes"}
COPY = {"copy_reason": "she asked", "go": "copy"}


@pytest.fixture
def ada(clinic: Clinic) -> Iterator[Staff]:
    with broken_press(clinic):
        yield Staff(clinic).signs_in("Ada Books")


def asks(ada: Staff, url: str, **said: str) -> Page:
    """What a post is answered with; the page they are on from now."""
    ada.page = Page(posts(ada, url, **said))
    check(ada.page, staff=True)
    return ada.page


@pytest.mark.parametrize(
    ("url", "said", "event"),
    [
        ("/admin/export", {**MARCH, "go": "download"}, "export"),
        ("/admin/intakes/{}/copy", COPY, "export"),
        ("/admin/intakes/{}/erase", ERASE, "erase"),
        ("/admin/intakes/{}/erase-person", ERASE_PERSON, "erase"),
    ],
    ids=["export", "copy", "erasure", "erasure of a person"],
)
def test_nothing_leaves_and_nothing_goes_without_the_password(
    clinic: Clinic, ada: Staff, url: str, said: dict[str, str], event: str
):
    kept = signs(clinic)
    page = asks(ada, url.format(kept), **said)
    assert page.heading == "Your password once more"
    assert "password" in page.questions
    wrong = posts(ada, url.format(kept), **said, password="not my password")
    assert wrong.status_code == 422
    assert "This is not your password" in Page(wrong).error_at("password")
    assert clinic.audit(event) == []
    assert clinic.signed() == [kept]
    given = posts(ada, url.format(kept), **said, password=PASSWORD)
    assert given.status_code in (200, 303)
    if event == "export":
        comes(ada, given).close()
    assert len(clinic.audit(event)) == 1
    assert len(clinic.audit("confirm")) == 1


def test_the_page_that_asks_goes_on_by_itself_with_all_that_was_sent(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    url = f"/admin/intakes/{kept}/erase"
    page = asks(ada, url, **ERASE)
    assert {key: page.form[key] for key in ERASE} == {key: [said] for key, said in ERASE.items()}
    assert ada.does(url, password=PASSWORD).heading == "This intake is erased."
    assert clinic.audit("erase")[0].reason == "she asked"


def test_the_password_again_gives_another_token_and_other_tabs_go_on(clinic: Clinic, ada: Staff):
    kept, gone = signs(clinic), signs(clinic, "Ines Roca")
    other_tab = ada.opens(f"/admin/intakes/{kept}")
    before = cookie_of(ada)
    assert posts(ada, f"/admin/intakes/{gone}/erase", **ERASE, password=PASSWORD).status_code == 303
    after = cookie_of(ada)
    assert before
    assert after not in ("", before)
    assert ada.opens("/staff/").heading == "Today"
    ada.page = other_tab
    again = posts(ada, f"/admin/intakes/{kept}/erase", **ERASE)
    assert again.status_code == 303, "its form is as good as before, and the password was given"


def test_the_token_before_opens_nothing_and_what_was_on_its_way_is_not_lost(
    clinic: Clinic, ada: Staff
):
    kept = signs(clinic)
    before = cookie_of(ada)
    token_of_form = ada.opens("/staff/").tree.xpath("//input[@name='csrf_token']/@value")[0]
    ada.confirms()
    copied = Staff(clinic)
    copied.browser.set_cookie("kiosk_staff", before, domain="localhost")
    for asked in (
        "/staff/still?by_itself",
        "/staff/?by_itself",
        f"/staff/intakes/{kept}?by_itself",
    ):
        answer = copied.gets(asked)
        assert (answer.status_code, answer.get_data()) == (204, b""), "no page leaves the screen"
    url = f"/admin/intakes/{kept}/erase"
    sent = {"csrf_token": token_of_form, **ERASE, "password": PASSWORD}
    late = copied.browser.post(url, data=sent)
    assert late.status_code == 503
    assert Page(late).form["erase_reason"] == ["she asked"], "it can be sent again as it is"
    assert PASSWORD not in late.text
    assert clinic.signed() == [kept]
    clinic.clock.goes_on(seconds=11)
    assert copied.gets("/staff/").location == "/staff/sign-in"


def cookie_of(staff: Staff) -> str:
    cookie = staff.browser.get_cookie("kiosk_staff", domain="localhost")
    return cookie.value if cookie else ""


def test_it_is_asked_for_again_after_five_minutes_and_at_another_device(clinic: Clinic, ada: Staff):
    signs(clinic)
    said = {**MARCH, "go": "download"}
    assert posts(ada, "/admin/export", **said, password=PASSWORD).status_code == 303
    clinic.clock.goes_on(minutes=4, seconds=59)
    assert posts(ada, "/admin/export", **said).mimetype == "text/csv"
    elsewhere = Staff(clinic).signs_in("Ada Books")
    assert asks(elsewhere, "/admin/export", **said).heading == "Your password once more"
    clinic.clock.goes_on(seconds=1)
    assert asks(ada, "/admin/export", **said).heading == "Your password once more"


def test_signing_in_does_not_count_as_giving_it_again(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    assert asks(ada, f"/admin/intakes/{kept}/erase", **ERASE).heading == "Your password once more"


def test_a_wrong_password_is_never_carried_by_the_page(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    response = posts(ada, f"/admin/intakes/{kept}/erase", **ERASE, password="my other password")
    assert "my other password" not in response.text


def test_guessing_it_on_a_screen_left_open_is_throttled(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    url = f"/admin/intakes/{kept}/erase"
    statuses = [posts(ada, url, **ERASE, password="a guess").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert posts(ada, url, **ERASE, password=PASSWORD).status_code == 429
    assert clinic.signed() == [kept]


@pytest.mark.parametrize(
    ("url", "said", "event"),
    [
        ("/admin/invitations", {"name": "Nia New", "role": "admin"}, "staff"),
        ("/admin/staff/{}", {"go": "password", "new_password": "a lamp in the window"}, "staff"),
        ("/admin/staff/{}", {"go": "roles", "role": "admin"}, "staff"),
        ("/admin/staff/{}", {"go": "closed"}, "staff"),
        ("/admin/staff/{}", {"go": "app", "reason": "lost"}, "staff"),
        ("/admin/reading", {"asks_reason": "no"}, "settings"),
        ("/staff/devices", {"go": "code", "name": "Front room"}, "pair"),
        ("/staff/devices", {"go": "here", "this_name": "Front room"}, "pair"),
        ("/staff/devices", {"go": "station", "station_name": "Printer"}, "pair"),
        ("/admin/recovery-sheet", {}, "key"),
    ],
    ids=lambda said: "-".join(said.values()) if isinstance(said, dict) else None,
)
def test_whoever_finds_a_screen_lets_nobody_in_and_shuts_nobody_out(
    clinic: Clinic, ada: Staff, url: str, said: dict[str, str], event: str
):
    whole = url.format(id_of(clinic, "Theo Hands"))
    before = clinic.audit(event)
    assert asks(ada, whole, **said).heading == "Your password once more"
    assert clinic.audit(event) == before
    assert posts(ada, whole, **said, password=PASSWORD).status_code in (200, 303)
    assert len(clinic.audit(event)) > len(before)
