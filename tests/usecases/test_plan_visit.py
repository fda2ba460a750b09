"""Planning visits, and saying whose they are, without a web."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.intake.draft import Draft, from_json
from kiosk.store import Missing, Over, Store, audit
from kiosk.store.intakes import calls, intakes, planned_visits
from kiosk.store.intakes.planned_visits import Visit
from kiosk.usecases.erase_intake import erase_intake
from kiosk.usecases.identify_client import say_who, say_who_comes, undo
from kiosk.usecases.look_for_client import Search, is_here, is_planned, look_for
from kiosk.usecases.match_intake import match_intake
from kiosk.usecases.plan_visit import new_code, plan_child, plan_visit, take_off_list
from tests.usecases.clinic import Small, small

MARA = {"full_name": "Mara Quill", "birth_date": "1996-05-14", "phone": "555-0101"}


@pytest.fixture
def house(some_store: Store) -> Small:
    return small(some_store)


def plans(house: Small, **answers: str) -> tuple[Visit, str]:
    return plan_visit(house.store, house.clinic, "10:30", "", answers, "desk")


def now(house: Small, visit: Visit) -> Visit:
    with house.store.reading() as tx:
        return planned_visits.find(tx, visit.id)


def test_the_same_visit_sent_again_has_another_code(house: Small):
    (once, code), (again, other) = plans(house, **MARA), plans(house, **MARA)
    assert once.id == again.id
    assert code != other
    assert new_code(house.store, once.id, "desk")[1] not in (code, other)


def test_another_child_brings_how_to_reach_the_grown_up(house: Small):
    first, _ = plans(house, full_name="Ivo Quill", phone="555-0101", filling_for="someone_else")
    answers = {"full_name": "Ada Quill", "birth_date": "2019-04-05"}
    child, _ = plan_child(house.store, house.clinic, first.id, answers, "desk")
    assert (child.time, child.answers["phone"]) == (first.time, "555-0101")
    with pytest.raises(Missing):
        plan_child(house.store, house.clinic, "no visit", answers, "desk")


def test_a_visit_under_way_stays_on_the_list(house: Small):
    visit, _ = plans(house, **MARA)
    here = house.is_at("life")
    match_intake(house.store, here.id, visit.id, "desk")
    take_off_list(house.store, visit.id, "desk")
    assert now(house, visit).state == "here"
    match_intake(house.store, here.id, "", "desk")
    take_off_list(house.store, visit.id, "desk")
    with pytest.raises(Missing):
        now(house, visit)


def test_one_whom_everything_fits_is_linked_and_can_be_taken_back(house: Small):
    known = house.signed(**MARA)
    visit, _ = plans(house, **MARA)
    assert now(house, visit).client_id == known.id
    assert undo(house.store, visit.id, "desk") == "", "nobody has begun: nobody is asked about"
    assert now(house, visit).client_id == ""
    say_who_comes(house.store, visit.id, known.id, "desk")
    assert now(house, visit).client_id == known.id


def test_staff_say_who_a_walk_up_is(house: Small):
    known = house.signed(**MARA)
    walks_up = Draft(walk_up=True)
    here = house.is_at("returning", walks_up, visit_kind="returning", find_birth_date="1996-05-14")
    with house.store.writing() as tx:
        calls.call(tx, here.id, "returning")
    say_who(house.store, house.clinic, here.id, known.id, "desk")
    after = house.now(here)
    assert from_json(after.draft).client == known.id
    assert after.step != "returning"
    with house.store.reading() as tx:
        assert calls.open_calls(tx) == []
    with pytest.raises(Over):
        say_who(house.store, house.clinic, house.is_at("life").id, known.id, "desk")


def test_looking_for_a_name_is_in_the_audit_and_opening_the_page_is_not(house: Small):
    known = house.signed(**MARA)
    visit, _ = plans(house, full_name="Somebody Else")
    _, found = look_for(house.store, is_planned, visit.id, None, "desk")
    assert found.cards == ()
    _, found = look_for(house.store, is_planned, visit.id, Search("Quill"), "desk")
    assert [card.id for card in found.cards] == [known.id]
    with house.store.reading() as tx:
        assert [entry.actor for entry in audit.latest(tx, "search", 5)] == ["desk"]


def test_whoever_tried_too_often_is_looked_for_by_name_alone(house: Small):
    house.signed(**MARA)
    tried = replace(Draft(walk_up=True), not_looked_for=True)
    here = house.is_at("returning", tried, find_birth_date="1996-05-14")
    assert look_for(house.store, is_here, here.id, None, "desk")[1].cards == ()
    assert look_for(house.store, is_here, here.id, Search("Quill"), "desk")[1].cards != ()


def test_a_wrong_start_is_erased_with_a_reason(house: Small):
    here = house.is_at("life")
    erase_intake(house.store, here.id, "desk", "wrong start")
    with pytest.raises(Missing), house.store.reading() as tx:
        intakes.find(tx, here.id)
    with pytest.raises(Missing):
        erase_intake(house.store, here.id, "desk", "wrong start")
