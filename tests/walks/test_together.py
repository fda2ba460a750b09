"""Filling in together: staff walk with the client on a device of their own, and it is told."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from lxml import html

from kiosk.exports.client_copy import copy_html
from kiosk.exports.exported import exported
from kiosk.exports.json_lines import json_rows
from kiosk.exports.paper.html import paper_html
from kiosk.exports.press import Press
from kiosk.exports.tabular import csv_rows
from kiosk.intake.record import Record
from kiosk.intake.record_json import as_json, from_json
from kiosk.store.intakes import planned_visits
from tests.builders.records import a_record
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import BRIEF, Helped, id_of, planned, plans, row_of
from tests.walks.tablet import Tablet
from tests.web.visits import posts


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    """At the desk, signed in."""
    return Staff(clinic).signs_in("Dana Desk")


@pytest.fixture
def theo(clinic: Clinic) -> Staff:
    """A therapist, signed in."""
    return Staff(clinic).signs_in("Theo Hands")


def stops(tablet: Tablet) -> None:
    """Stop, and keep what was said."""
    tablet.presses("stop")
    tablet.sends(tablet.fills("stop"))


def test_the_record_and_its_paper_say_who_helped(clinic: Clinic, dana: Staff, press: Press):
    plans(dana, therapist=id_of(clinic, "Theo Hands"))
    walk = Helped(dana)
    walk.begins(f"/staff/visits/{planned(clinic).id}/together")
    walk.answers("welcome", language="en", visit_kind="new")
    walk.walks(BRIEF)
    record = clinic.record(walk.intake_id)
    dana_id = id_of(clinic, "Dana Desk")
    assert (record.assisted_by, record.assisted_by_id) == ("Dana Desk", dana_id)
    assert record.tablet == dana_id, "an intake is always somewhere"
    assert [row.actor for row in clinic.audit("start", "sign")] == [dana_id] * 2
    paper = Staff(clinic).signs_in("Theo Hands").prints(walk.intake_id)
    assert "Filled in together with: Dana Desk" in paper
    assert "Therapist: Theo Hands" in paper


def test_together_begins_with_what_was_planned(clinic: Clinic, dana: Staff):
    plans(dana)
    visit = planned(clinic)
    assert "Fill in together" in row_of(dana.opens("/staff/"), "Hal B.")
    walk = Helped(dana)
    walk.begins(f"/staff/visits/{visit.id}/together")
    walk.answers("welcome", language="en", visit_kind="new")
    assert walk.page.form["full_name"] == ["Hal Brook"]
    assert "Together with Dana Desk" in row_of(dana.opens("/staff/"), "Hal B.")
    was = walk.here
    walk.begins(f"/staff/visits/{visit.id}/together")
    assert (walk.here, walk.step) == (was, "about_you"), "once more goes on with the same"


def test_two_visits_of_one_client_are_two_intakes(clinic: Clinic, dana: Staff):
    plans(dana)
    plans(dana, time="15:00")
    with clinic.store.reading() as tx:
        morning, afternoon = planned_visits.of_day(tx, tx.now.date())
    walk = Helped(dana)
    walk.begins(f"/staff/visits/{morning.id}/together")
    first = walk.here
    walk.begins(f"/staff/visits/{afternoon.id}/together")
    assert walk.here != first
    with clinic.store.reading() as tx:
        found = [planned_visits.of_intake(tx, each.id) for each in clinic.waiting()]
    assert {visit.id for visit in found if visit} == {morning.id, afternoon.id}


def test_a_walk_up_that_the_desk_has_matched_is_not_begun_again(clinic: Clinic, dana: Staff):
    walk = Helped(dana)
    walk.begins()
    plans(dana)
    dana.opens("/staff/")
    posts(dana, f"/staff/waiting/{walk.intake_id}/match", visit=planned(clinic).id)
    matched = walk.here
    walk.begins()
    assert walk.here != matched


def test_the_button_pressed_twice_begins_one_intake(clinic: Clinic, dana: Staff):
    walk = Helped(dana)
    walk.begins()
    walk.begins()
    assert len(clinic.waiting()) == 1


def test_two_of_the_staff_do_not_put_each_other_s_intakes_aside(
    clinic: Clinic, dana: Staff, theo: Staff
):
    first, second = Helped(dana), Helped(theo)
    for walk in (first, second):
        walk.begins()
        walk.answers("welcome", language="en", visit_kind="new")
    assert [here.state for here in clinic.waiting()] == ["open", "open"]
    assert first.opens().step == second.opens().step == "about_you"


def test_nobody_fills_in_together_on_a_paired_tablet(clinic: Clinic, tablet: Tablet):
    mei = Staff(clinic).signs_in()
    cookie = mei.browser.get_cookie("kiosk_staff")
    assert cookie
    tablet.opens("/")
    tablet.browser.set_cookie("kiosk_staff", cookie.value, domain="localhost")
    token = mei.page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    response = tablet.sends({"csrf_token": token}, "/staff/together")
    assert response.status_code == 403
    assert clinic.waiting() == []


def test_signing_out_closes_what_was_open_on_the_device(clinic: Clinic, dana: Staff):
    walk = Helped(dana)
    walk.begins()
    walk.answers("welcome", language="en", visit_kind="new")
    dana.opens("/staff/")
    dana.sends("/staff/sign-out")
    response = walk.gets(walk.here)
    assert (response.status_code, response.location) == (303, "/own?kept=over")
    assert walk.browser.get_cookie("kiosk_intake") is None


def test_every_ending_leads_the_device_back_to_today(clinic: Clinic, dana: Staff):
    walk = Helped(dana)
    walk.begins()
    walk.is_at("life")
    walk.presses("stop")
    response = walk.sends(walk.fills("stop"))
    assert walk.gets(response.location).location == "/staff/"
    assert [here.state for here in clinic.waiting()] == ["parked"]
    walk.begins(f"/staff/waiting/{walk.intake_id}/together")
    assert walk.step == "life"
    walk.is_at("sign")
    walk.signs()
    assert walk.gets("/").location == "/staff/"


def test_a_sign_in_lasts_while_it_fills_in(clinic: Clinic, dana: Staff):
    walk = Helped(dana)
    walk.begins()
    walk.answers("welcome", language="en", visit_kind="new")
    for _ in range(7):
        clinic.clock.goes_on(minutes=2)
        assert walk.presses("next").step == "about_you"
    assert dana.opens("/staff/").heading == "Today"


def test_the_desk_takes_up_no_draft_that_a_client_began(clinic: Clinic, dana: Staff):
    tablet = Tablet(clinic)
    tablet.starts(code=plans(dana))
    tablet.is_at("life")
    visit, page = planned(clinic), dana.opens("/staff/")
    assert "together" not in row_of(page, "Hal B.")
    urls = (f"/staff/waiting/{tablet.intake_id}/together", f"/staff/visits/{visit.id}/together")
    for state in ("open", "parked"):
        if state == "parked":
            stops(tablet)
        for url in urls:
            response = posts(dana, url)
            assert (response.status_code, response.location) == (303, "/staff/")
            assert dana.browser.get_cookie("kiosk_intake") is None
        assert [here.state for here in clinic.waiting()] == [state]


def test_a_therapist_goes_on_with_a_client_who_stopped(clinic: Clinic, dana: Staff, theo: Staff):
    first = Helped(dana)
    first.begins()
    first.is_at("life")
    stops(first)
    assert "Go on together" in row_of(theo.opens("/staff/"), "Hal B.")
    second = Helped(theo)
    second.begins(f"/staff/waiting/{first.intake_id}/together")
    second.is_at("sign")
    second.signs()
    assert clinic.record(first.intake_id).assisted_by == "Dana Desk, Theo Hands"


def test_what_was_begun_together_is_given_to_a_tablet(clinic: Clinic, dana: Staff):
    walk, tablet = Helped(dana), Tablet(clinic)
    walk.begins()
    walk.is_at("sign")
    assert "signature-witness" in walk.page.questions
    stops(walk)
    dana.opens("/staff/")
    here = clinic.tablets()[0]
    dana.does(f"/staff/intakes/{walk.intake_id}/give-back", tablet=here.id)
    tablet.opens("/")
    tablet.here = tablet.sends({**tablet.page.form, "go": "resume"}, "/").location
    assert tablet.opens().step == "sign"
    assert "signature-witness" not in tablet.page.questions, "that is for staff"
    tablet.signs()
    assert clinic.record(walk.intake_id).assisted_by == "Dana Desk"


def test_a_client_alone_cannot_say_that_a_form_was_signed_on_paper(tablet: Tablet):
    tablet.is_at("sign")
    assert "signature-witness" not in tablet.page.questions
    response = tablet.sends({**tablet.fills("next"), "signature-witness": "Dana Desk"})
    assert response.status_code == 400
    assert tablet.clinic.signed() == []


def test_a_form_signed_on_paper_is_entered_with_its_witness(clinic: Clinic, theo: Staff):
    walk = Helped(theo)
    walk.begins()
    walk.is_at("sign")
    response = walk.sends({**walk.fills("next"), "signature-witness": ["Wil Ness"]})
    assert response.status_code == 303
    record = clinic.record(walk.intake_id)
    assert record.signature == {"method": "on_paper", "witness": "Wil Ness"}
    for sheet in (paper_html(record), copy_html(record)):
        words = " ".join(html.fromstring(sheet).text_content().split())
        assert "Signed by Hal Brook, on paper" in words
        assert "Witness: Wil Ness" in words
    table = b"".join(csv_rows([exported(record)])).decode()
    assert '"on_paper; witness: Wil Ness"' in table
    (line,) = json_rows([exported(record)])
    assert json.loads(line)["answers"]["signature"] == record.signature
    assert clinic.is_whole()


def test_a_signature_here_and_one_on_paper_are_one_too_many(dana: Staff):
    walk = Helped(dana)
    walk.begins()
    walk.is_at("sign")
    both = {"signature-typed": ["Hal Brook"], "signature-witness": ["Wil Ness"]}
    walk.opens(walk.sends({**walk.fills("next"), **both}).location)
    assert "Give one of the two" in walk.page.error_at("signature")
    assert walk.page.form["signature-typed"] == ["Hal Brook"]
    assert walk.page.form["signature-witness"] == ["Wil Ness"]
    assert walk.clinic.signed() == []


def test_a_record_of_before_says_that_nobody_helped():
    record = a_record()
    old = {k: v for k, v in as_json(record).items() if not k.startswith("assisted_by")}
    assert {f.name for f in fields(Record)} - set(old) >= {"assisted_by", "assisted_by_id"}
    assert from_json(old) == record
