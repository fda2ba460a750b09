"""The desk plans visits, matches walk-ups and erases wrong starts, and reads no answers."""

from __future__ import annotations

import pytest

from kiosk.store.records import records
from tests.faults.canary import CANARY, EVERYWHERE
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import HAL, Helped, id_of, planned, plans, row_of
from tests.walks.page import Page, check
from tests.walks.tablet import Tablet
from tests.web.http.routes import filled, routes
from tests.web.visits import posts


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    """At the desk, signed in."""
    return Staff(clinic).signs_in("Dana Desk")


def test_a_planned_visit_stands_on_today_before_its_client_starts(clinic: Clinic, dana: Staff):
    plans(dana, therapist=id_of(clinic, "Mei Tanaka"))
    page = dana.opens("/staff/")
    assert "10:30 am Hal B. · Mei Tanaka Not here yet" in row_of(page, "Hal B.")
    assert "Not here yet: 1" in page.words
    assert "Brook" not in page.words


def test_a_therapist_sees_their_own_visits_to_come_and_those_of_nobody(clinic: Clinic, dana: Staff):
    plans(dana, therapist=id_of(clinic, "Mei Tanaka"))
    plans(dana, time="11:30", full_name="Ann Nobodys")
    theo = Staff(clinic).signs_in("Theo Hands")
    mine = theo.opens("/staff/?whose=mine")
    assert (row_of(mine, "Hal B."), bool(row_of(mine, "Ann N."))) == ("", True)
    assert row_of(theo.opens("/staff/?whose=everyone"), "Hal B.")


def test_today_moves_by_itself_when_a_visit_is_planned(clinic: Clinic, dana: Staff):
    theo = Staff(clinic).signs_in("Theo Hands")
    url = theo.opens("/staff/").tree.get_element_by_id("today").get("data-hx-get")
    assert theo.gets(url).status_code == 204
    plans(dana)
    assert theo.gets(url).status_code == 200


@pytest.mark.parametrize("typed", ["9:05", "09:05", "905", "9.05", "9h05"])
def test_a_time_is_understood_as_people_write_it(clinic: Clinic, dana: Staff, typed: str):
    plans(dana, time=typed)
    assert planned(clinic).time == "09:05"


def test_what_cannot_be_written_down_is_said_at_its_field_and_nothing_is_lost(
    clinic: Clinic, dana: Staff
):
    wrong = {"time": "25:00", "full_name": "", "birth_date-day": "31", "therapist": "nobody"}
    dana.opens("/staff/visits")
    page = Page(posts(dana, "/staff/visits", **{**HAL, **wrong}))
    assert page.status == 422
    check(page, staff=True)
    assert {at for at, _ in page.summary} == {"#time", "#full_name", "#birth_date", "#therapist"}
    assert "Write the time, like 10:30 or 2:30 pm." in page.error_at("time")
    assert "That month has no such day." in page.error_at("birth_date")
    assert page.form["phone"] == ["555 0101"]
    assert page.form["birth_date-day"] == ["31"]
    assert page.form["filling_for"] == ["myself"]
    assert "No visit is planned" in page.words


def test_only_name_and_time_must_be_known(clinic: Clinic, dana: Staff, tablet: Tablet):
    nothing = dict.fromkeys(HAL, "")
    code = plans(dana, **{**nothing, "time": "14:00", "full_name": "Hal Brook"})
    assert planned(clinic).answers == {"full_name": "Hal Brook"}
    tablet.starts(code=code)
    assert tablet.page.form["full_name"] == ["Hal Brook"]
    assert tablet.page.picked("filling_for") == []


def test_a_visit_sent_twice_is_one_visit_with_a_newer_code(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    first, second = plans(dana), plans(dana)
    assert dana.opens("/staff/visits").words.count("Hal B. ·") == 7, "one row, and its buttons"
    tablet.opens("/")
    form = {**tablet.page.form, "language": "en", "visit_kind": "new", "go": "start"}
    assert tablet.sends({**form, "code": first}, "/").status_code == 422
    assert tablet.sends({**form, "code": second}, "/").status_code == 303


def test_a_lost_code_is_replaced_and_a_visit_taken_off_the_list(clinic: Clinic, dana: Staff):
    lost = plans(dana)
    visit = planned(clinic)
    page = Page(posts(dana, f"/staff/visits/{visit.id}/code"))
    assert "Arrival code for Hal B." in page.words
    assert page.tree.xpath("//*[@class='code']")[0].text != lost
    for _ in range(2):
        posts(dana, f"/staff/visits/{visit.id}/erase")
        assert "No visit is planned" in dana.opens("/staff/visits").words
    assert [row.actor for row in clinic.audit("plan", "erase")] == [id_of(clinic, "Dana Desk")] * 3


def test_a_walk_up_is_matched_and_hour_and_therapist_come_along(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    plans(dana, time="11:00", therapist=id_of(clinic, "Theo Hands"))
    tablet.is_at("reason")
    assert "Not yet matched" in row_of(dana.opens("/staff/"), "Filling in now")
    dana.opens(f"/staff/waiting/{tablet.intake_id}")
    page = dana.does(f"/staff/waiting/{tablet.intake_id}/match", visit=planned(clinic).id)
    assert "11:00 am Hal B. · Theo Hands Filling in now" in row_of(page, "Hal B.")
    assert "Not yet matched" not in page.words
    tablet.is_at("sign")
    tablet.signs()
    with clinic.store.reading() as tx:
        signed = records.find(tx, tablet.intake_id)
    assert signed.therapist_id == id_of(clinic, "Theo Hands")


def test_a_match_is_taken_back(clinic: Clinic, dana: Staff, tablet: Tablet):
    plans(dana)
    tablet.starts()
    url = f"/staff/waiting/{tablet.intake_id}"
    dana.opens(url)
    dana.does(f"{url}/match", visit=planned(clinic).id)
    assert "It is not this one" in dana.opens(url).words
    page = dana.does(f"{url}/match", visit="")
    assert "Not here yet: 1" in page.words
    assert "Not yet matched" in page.words


def test_a_walk_up_that_has_signed_is_matched_too(clinic: Clinic, dana: Staff, tablet: Tablet):
    plans(dana, therapist=id_of(clinic, "Theo Hands"))
    tablet.is_at("sign")
    tablet.signs()
    assert "not assigned Signed, waiting Not yet matched" in row_of(dana.opens("/staff/"), "Signed")
    dana.opens(f"/staff/waiting/{tablet.intake_id}")
    page = dana.does(f"/staff/waiting/{tablet.intake_id}/match", visit=planned(clinic).id)
    assert "Hal B. · Theo Hands Signed" in row_of(page, "Hal B.")
    assert "Not" not in row_of(page, "Hal B.")


def test_a_wrong_start_is_erased_with_a_reason_and_leaves_nothing(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    tablet.starts(code=plans(dana))
    url = f"/staff/waiting/{tablet.intake_id}"
    dana.opens(url)
    page = Page(posts(dana, f"{url}/erase"))
    assert (page.status, page.summary) == (422, [("#reason", "Choose why, please.")])
    assert clinic.waiting()
    for _ in range(2):
        assert posts(dana, f"{url}/erase", reason="wrong start").status_code == 303
    page = dana.opens("/staff/")
    assert clinic.waiting() == []
    assert "Not here yet: 1" in page.words, "its visit is still to come"
    entry = clinic.audit("erase")[0]
    assert (entry.actor, entry.reason) == (id_of(clinic, "Dana Desk"), "wrong start")
    reply = tablet.sends(tablet.fills("next"))
    assert (reply.status_code, reply.location) == (303, "/")


def test_what_is_signed_is_not_erased_by_the_desk(clinic: Clinic, dana: Staff, tablet: Tablet):
    tablet.is_at("sign")
    tablet.signs()
    url = f"/staff/waiting/{tablet.intake_id}"
    assert "Erase" not in dana.opens(url).words
    posts(dana, f"{url}/erase", reason="wrong start")
    assert clinic.signed() == [tablet.intake_id]


def test_the_desk_reads_no_answer_but_the_five_wishes_on_any_page(clinic: Clinic, dana: Staff):
    """Open, put aside, with a therapist at their desk, and signed."""
    wishes = {
        "therapist_choice": "woman",
        "companion": "yes_mine",
        "room_help": ["on_off_table"],
        "room_privacy": ["quiet_room"],
        "access_needs": ["interpreter"],
    }
    told = {**EVERYWHERE, **wishes, "full_name": "Hal Brook", "preferred_name": "Hal"}
    stopped, going, done = (Tablet(clinic) for _ in range(3))
    for tablet in (stopped, going, done):
        tablet.is_at("sign", **told)
    done.signs()
    stopped.presses("stop")
    stopped.sends(stopped.fills("stop"))
    with_theo = Helped(Staff(clinic).signs_in("Theo Hands"))
    with_theo.begins()
    with_theo.is_at("review", **told)
    record = clinic.record(done.intake_id)
    said = {
        label
        for section in record.told.sections
        for line in section.lines
        for label in line.labels
        if line.key not in wishes and len(label) > 11
    }
    assert len(said) > 20
    seen = pages_of(dana, [tablet.intake_id for tablet in (stopped, going, with_theo, done)])
    assert seen.count("Wish for company") >= 4
    assert CANARY not in seen
    assert [words for words in sorted(said) if words in seen] == []


def pages_of(dana: Staff, intake_ids: list[str]) -> str:
    """All that the desk gets from every address there is, for each of these intakes."""
    seen = []
    for rule, doors in routes(dana.clinic.app):
        if "GET" in (rule.methods or ()) and rule.endpoint not in (
            "static_files.file",
            "step.step",
        ):
            for intake_id in intake_ids:
                response = dana.gets(filled(rule, intake_id=intake_id))
                assert response.status_code != 200 or doors & {"public", "desk"}, rule.rule
                seen.append(response.get_data(as_text=True) if response.is_json is False else "")
    return "\n".join(seen)
