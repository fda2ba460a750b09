"""Starting an intake, without a web: by Start alone, by a code, by staff who help."""

from __future__ import annotations

import pytest

from kiosk.intake.draft import from_json
from kiosk.intake.path import FIRST
from kiosk.store import Missing, Over, Store
from kiosk.store.intakes import intakes, planned_visits
from kiosk.usecases.fill_in_together import begin_planned, begin_together, go_on_together
from kiosk.usecases.plan_visit import plan_visit
from kiosk.usecases.posts import Reading
from kiosk.usecases.resume_intake import AnotherDate, AskTheDesk, go_on_by_code, take_up_given
from kiosk.usecases.start_intake import Greeting, NoEntry, Waiting, start_intake
from tests.store.house import a_tablet, somebody
from tests.usecases.clinic import Small, a_post, small

GREETED = Reading({"language": "en", "visit_kind": "new"})
MARA = {"full_name": "Mara Quill", "birth_date": "1980-02-03"}


@pytest.fixture
def house(some_store: Store) -> Small:
    return small(some_store)


def planned(house: Small) -> tuple[str, str]:
    visit, code = plan_visit(house.store, house.clinic, "10:30", "", dict(MARA), "desk")
    return visit.id, code


def test_start_alone_opens_an_intake_past_welcome(house: Small):
    taken = start_intake(house.store, house.tablet, Greeting(GREETED))
    assert not isinstance(taken, Waiting)
    assert taken[0].step != FIRST
    assert house.opens(taken[1]) == house.now(taken[0])


def test_what_welcome_cannot_take_keeps_the_client_there(house: Small):
    wrong = Greeting(Reading({}, {"visit_kind": "?"}), typed={"visit_kind": ["?"]})
    taken = start_intake(house.store, house.tablet, wrong)
    assert not isinstance(taken, Waiting)
    assert (taken[0].step, from_json(taken[0].draft).typed[FIRST]) == (FIRST, wrong.typed)


def test_a_code_brings_what_the_desk_has_written_down(house: Small):
    visit_id, code = planned(house)
    taken = start_intake(house.store, house.tablet, Greeting(GREETED, code))
    assert not isinstance(taken, Waiting)
    assert from_json(taken[0].draft).answers["full_name"] == "Mara Quill"
    with house.store.reading() as tx:
        assert planned_visits.find(tx, visit_id).intake_id == taken[0].id


def test_a_strange_code_opens_nothing_and_many_are_too_many(house: Small):
    for _ in range(20):
        with pytest.raises(NoEntry) as no:
            start_intake(house.store, house.tablet, Greeting(GREETED, "CFH JKM"))
    assert no.value.too_many


def test_a_code_used_twice_opens_only_on_its_own_tablet_and_by_the_birth_date(house: Small):
    _, code = planned(house)
    taken = start_intake(house.store, house.tablet, Greeting(GREETED, code))
    assert not isinstance(taken, Waiting)
    with house.store.writing() as tx:
        moved = intakes.keep(tx, taken[0], taken[0].draft, "about_you")
    with pytest.raises(NoEntry, match="another tablet"):
        start_intake(house.store, a_tablet(house.store, "Tablet 2"), Greeting(GREETED, code))
    waits = start_intake(house.store, house.tablet, Greeting(GREETED, code))
    assert isinstance(waits, Waiting)
    with pytest.raises(AnotherDate):
        go_on_by_code(house.store, house.tablet, waits.visit, waits.here, "1999-09-09")
    assert (
        go_on_by_code(house.store, house.tablet, waits.visit, waits.here, "1980-02-03")[0].id
        == moved.id
    )


def test_after_two_birth_dates_the_desk_helps(house: Small):
    _, code = planned(house)
    taken = start_intake(house.store, house.tablet, Greeting(GREETED, code))
    assert not isinstance(taken, Waiting)
    with house.store.writing() as tx:
        intakes.keep(tx, taken[0], taken[0].draft, "about_you")
    waits = start_intake(house.store, house.tablet, Greeting(GREETED, code))
    assert isinstance(waits, Waiting)
    with pytest.raises(AnotherDate):
        go_on_by_code(house.store, house.tablet, waits.visit, waits.here, "1999-09-09")
    for _ in range(2):
        with pytest.raises(AskTheDesk):
            go_on_by_code(house.store, house.tablet, waits.visit, waits.here, "1999-09-09")


def test_what_staff_gave_back_is_taken_up(house: Small):
    here = house.is_at("life")
    assert take_up_given(house.store, house.tablet) is None
    with house.store.writing() as tx:
        intakes.park(tx, here, "desk")
        intakes.give_back(tx, here.id, house.tablet.id, "desk")
    taken = take_up_given(house.store, house.tablet)
    assert taken
    assert taken[0].id == here.id


def test_staff_begin_together_once_however_often_they_press(house: Small):
    ann = somebody(house.store, "Ann", "desk")
    once, again = (begin_together(house.store, ann) for _ in range(2))
    assert once[0].id == again[0].id
    assert from_json(once[0].draft).helpers == ((ann.id, "Ann"),)


def test_staff_begin_with_a_planned_client_or_go_on(house: Small):
    ann = somebody(house.store, "Ann", "therapist")
    visit_id, _ = planned(house)
    begun = begin_planned(house.store, ann, visit_id)
    assert from_json(begun[0].draft).answers == MARA
    assert begin_planned(house.store, ann, visit_id)[0].id == begun[0].id
    with pytest.raises(Missing):
        begin_planned(house.store, ann, "no visit")


def test_staff_take_nothing_out_of_a_clients_hands(house: Small):
    ann = somebody(house.store, "Ann", "therapist")
    here = house.is_at("life")
    with pytest.raises(Over):
        go_on_together(house.store, ann, here.id)
    with house.store.writing() as tx:
        intakes.park(tx, here, "client")
    assert go_on_together(house.store, ann, here.id)[0].id == here.id
    assert a_post(house.now(here)).step == "life"
