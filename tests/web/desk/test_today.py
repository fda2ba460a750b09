"""Today: who was here and who works with them, for each who may know, at little cost."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from kiosk.store import Store
from kiosk.store.records import record_rows, records
from kiosk.web.desk import today
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.walks.tablet import HTMX, Tablet
from tests.web.visits import posts, signs

CHEST_PAIN = {"warning_signs": ["chest_breath"]}


def row_of(page: Page, name: str) -> str:
    """The words of somebody's row; empty where they have none."""
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//ul/li[@id]")]
    return next((words for words in rows if name in words), "")


def led_by(page: Page, words: str) -> str:
    """Where a link with these words leads."""
    (url,) = page.tree.xpath(f"//a[normalize-space()='{words}']/@href")
    return str(url)


def refreshes(staff: Staff) -> TestResponse:
    """What the page asks for by itself every second and a half."""
    url = staff.page.tree.get_element_by_id("today").get("data-hx-get")
    return staff.browser.get(url, headers=HTMX)


def test_a_visit_is_nobodys_until_a_therapist_takes_it(clinic: Clinic):
    taken = signs(clinic, "Ana Ruiz")
    theo, mei = Staff(clinic).signs_in("Theo Hands"), Staff(clinic).signs_in("Mei Tanaka")
    assert "not assigned" in row_of(theo.page, "Ana R.")
    page = theo.does(f"/staff/intakes/{taken}/take", day="2026-03-10", whose="mine")
    assert "Ana R. · Theo Hands" in row_of(page, "Ana R.")
    assert "Take this visit" not in row_of(page, "Ana R.")
    assert "Ana R." not in mei.opens("/staff/?whose=mine").words
    assert "Theo Hands" in row_of(mei.opens("/staff/?whose=everyone"), "Ana R.")


def test_taking_is_recorded_once_however_often_it_is_sent(clinic: Clinic):
    taken = signs(clinic)
    theo = Staff(clinic).signs_in("Theo Hands")
    for _ in range(3):
        assert posts(theo, f"/staff/intakes/{taken}/take").status_code == 303
    assert [row.subject for row in clinic.audit("take")] == [taken]


def test_who_is_quicker_keeps_the_visit(clinic: Clinic):
    taken = signs(clinic)
    theo, mei = Staff(clinic).signs_in("Theo Hands"), Staff(clinic).signs_in("Mei Tanaka")
    posts(mei, f"/staff/intakes/{taken}/take")
    posts(theo, f"/staff/intakes/{taken}/take")
    assert "Mei Tanaka" in row_of(theo.opens("/staff/?whose=everyone"), "Hal B.")
    posts(theo, f"/staff/intakes/{taken}/why", reason="Mei is ill")
    page = theo.opens(f"/staff/intakes/{taken}")
    assert "Take over from Mei Tanaka" in page.words
    theo.does(f"/staff/intakes/{taken}/take")
    assert "Theo Hands" in row_of(theo.opens("/staff/"), "Hal B.")


def test_reception_sees_the_wishes_meant_for_it_and_no_flag(clinic: Clinic):
    signs(clinic, companion="yes_staff", **CHEST_PAIN)
    desk = Staff(clinic).signs_in("Dana Desk")
    row = row_of(desk.page, "Hal B.")
    assert "Wish for company" in row
    kept_from_them = ("Stop and ask", "Caution", "flagged", "Read intake", "Take this visit")
    assert [words for words in kept_from_them if words in desk.page.words] == []
    assert not [url for url in desk.page.links() if "/intakes/" in url]
    therapist = Staff(clinic).signs_in("Theo Hands")
    assert "Stop and ask: 1" in row_of(therapist.page, "Hal B.")


def test_other_days_are_one_link_away_but_never_ahead(clinic: Clinic):
    signs(clinic, "Ana Ruiz")
    clinic.clock.goes_on(days=1)
    staff = Staff(clinic).signs_in()
    assert "Ana R." not in staff.page.words
    assert "/staff/?day=2026-03-12&whose=mine" not in staff.page.links()
    yesterday = staff.opens("/staff/?day=2026-03-10&whose=mine")
    assert yesterday.heading == "10 March 2026"
    assert row_of(yesterday, "Ana R.")
    assert "/staff/?day=2026-03-11&whose=mine" in yesterday.links()
    assert yesterday.tree.get_element_by_id("today").get("data-hx-get") is None


@pytest.mark.parametrize("day", ["2026-03-12", "tomorrow", "", "2026-02-30", "99999-01-01"])
def test_a_day_that_is_none_leads_to_today(staff: Staff, day: str):
    staff.signs_in()
    assert staff.gets(f"/staff/?day={day}").status_code == 303
    assert staff.opens(f"/staff/?day={day}").heading == "Today"


def test_a_refresh_without_news_is_answered_with_nothing(clinic: Clinic, tablet: Tablet):
    taken = signs(clinic)
    clinic.clock.goes_on(minutes=1)
    staff = Staff(clinic).signs_in("Theo Hands")
    assert refreshes(staff).status_code == 204
    clinic.clock.goes_on(minutes=2)
    assert refreshes(staff).status_code == 204
    changes = [
        tablet.starts,
        lambda: tablet.presses("next"),
        lambda: tablet.presses("person"),
        lambda: clinic.clock.goes_on(minutes=1),
        lambda: posts(Staff(clinic).signs_in(), f"/staff/intakes/{taken}/take"),
        lambda: posts(Staff(clinic).signs_in(), f"/staff/intakes/{taken}/read"),
        lambda: signs(clinic),
    ]
    for change in changes:
        staff.opens()
        assert refreshes(staff).status_code == 204
        change()
        assert refreshes(staff).status_code == 200


def test_the_list_asks_more_often_while_somebody_signs_or_a_paper_is_drawn(
    clinic: Clinic, tablet: Tablet
):
    """Where no press is at work it does not wait for one."""
    staff = Staff(clinic).signs_in("Theo Hands")

    def looks_soon() -> bool:
        return bool(staff.opens("/staff/").tree.xpath("//*[@id='soon']"))

    tablet.is_at("agree")
    assert not looks_soon()
    tablet.is_at("sign")
    assert looks_soon()
    tablet.signs()
    assert looks_soon()
    clinic.clock.goes_on(seconds=31)
    assert refreshes(staff).status_code == 200
    assert not looks_soon()


def test_a_refresh_opens_no_record(clinic: Clinic, monkeypatch: pytest.MonkeyPatch):
    signs(clinic)
    staff = Staff(clinic).signs_in()
    monkeypatch.setattr("kiosk.store.records.records.unseal", None)
    monkeypatch.setattr("kiosk.store.intakes.drafts.unseal", None)
    assert refreshes(staff).status_code == 204


def test_giving_back_or_settling_twice_is_harmless(clinic: Clinic, tablet: Tablet):
    tablet.starts()
    tablet.presses("person")
    staff = Staff(clinic).signs_in("Dana Desk")
    call = staff.page.tree.xpath("//form[contains(@action, '/calls/')]/@action")[0]
    tablet.presses("next")
    tablet.presses("stop")
    tablet.presses("stop")
    assert "Stopped, kept" in staff.opens().words
    given = f"/staff/intakes/{tablet.intake_id}/give-back"
    where = clinic.tablets()[0].id
    for url in (call, call, "/staff/calls/none", given, given, "/staff/intakes/none/give-back"):
        assert posts(staff, url, tablet=where).status_code == 303, url
    assert "Given back" in staff.opens().words


def test_a_row_says_of_a_record_what_the_whole_of_it_says(store: Store, either_clinic: Clinic):
    kept = signs(either_clinic, 'Zoë ","answers":{ "Q" Ångström', **CHEST_PAIN)
    with store.reading() as tx:
        (row,) = record_rows.newest(tx, 5)
        whole = records.find(tx, kept).record
    assert row.answers == whole["answers"]
    assert row.severities == tuple(flag["severity"] for flag in whole["flags"])


def test_of_a_long_day_only_what_is_shown_is_opened(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    for name in ("Ada Lund", "Ben Lund", "Cal Lund"):
        signs(clinic, name)
    staff, opened, these = Staff(clinic).signs_in("Dana Desk"), list[str](), record_rows.these
    monkeypatch.setattr(today, "SHOWN", 1)
    monkeypatch.setattr(
        record_rows, "these", lambda tx, ids: opened.extend(ids) or these(tx, opened)
    )
    words = staff.opens().words
    assert "Signed: 3" in words
    assert "Show the other 2 as well" in words
    assert len(opened) == 1


def test_what_was_given_to_the_wrong_tablet_is_given_to_another(clinic: Clinic):
    tablet, wrong = Tablet(clinic), Tablet(clinic)
    tablet.starts()
    tablet.presses("stop")
    tablet.sends(tablet.fills("stop"))
    staff = Staff(clinic).signs_in("Dana Desk")
    mine = clinic.intake(tablet.intake_id).tablet_id
    other = next(each.id for each in clinic.tablets() if each.id != mine)
    give = f"/staff/intakes/{tablet.intake_id}/give-back"
    staff.does(give, tablet=other)
    assert "resume" in wrong.opens("/").buttons
    (form,) = staff.page.tree.xpath(f"//form[@action='{give}']")
    assert form.xpath(".//select[@name='tablet']/option/@value") == [mine]
    staff.does(give, tablet=mine)
    assert "resume" not in wrong.opens("/").buttons
    assert "resume" in tablet.opens("/").buttons


def test_the_list_stands_still_for_whoever_reads_slowly_and_calls_still_come(clinic: Clinic):
    signs(clinic, "Ana Ruiz")
    mei = Staff(clinic).signs_in("Mei Tanaka")
    lives = mei.opens("/staff/?whose=everyone")
    held = mei.opens(led_by(lives, "Hold this list still"))
    assert held.tree.get_element_by_id("today").get("data-hx-get") is None
    assert "Ana R." in held.words
    assert held.tree.get_element_by_id("calls").get("data-hx-get")
    again = mei.opens(led_by(held, "Renew this list by itself"))
    assert again.tree.get_element_by_id("today").get("data-hx-get")
