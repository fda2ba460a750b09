"""Planned visits: a code for one client, a therapist for the record, and nothing in the clear."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kiosk.store import Missing, Over, Store, audit
from kiosk.store.access import tablets
from kiosk.store.housekeeping import purge
from kiosk.store.intakes import assisted, intakes, planned_visits
from kiosk.store.intakes.arrival_codes import LETTERS
from kiosk.store.intakes.planned_visits import Planned, Visit
from kiosk.store.records import records
from tests.conftest import Clock
from tests.store.house import CANARY, House, a_house, a_tablet, somebody

TODAY = date(2026, 3, 10)
KNOWN = {"full_name": "Hal Brook", "birth_date": "1990-02-03", "phone": "555-0101"}


def plans(house: House, time: str = "10:30", therapist: str = "", **answers: str) -> str:
    """The arrival code of a visit of today."""
    planned = Planned(TODAY, time, therapist, answers or KNOWN)
    with house.store.writing() as tx:
        return planned_visits.plan(tx, planned, "desk")[1]


def todays(house: House) -> list[Visit]:
    with house.store.reading() as tx:
        return planned_visits.of_day(tx, TODAY)


def good_for(house: House, code: str) -> Visit | None:
    with house.store.reading() as tx:
        return planned_visits.by_code(tx, code)


def arrives(house: House, code: str) -> intakes.Intake:
    """The client of this code starts."""
    intake, _ = house.starts(**KNOWN)
    visit = good_for(house, code)
    assert visit
    with house.store.writing() as tx:
        planned_visits.arrives(tx, visit, intake.id)
    return intake


def test_a_code_is_short_and_no_letter_in_it_looks_like_another(store: Store):
    house = a_house(store)
    codes = {plans(house, time=f"{hour:02}:00") for hour in range(8, 18)}
    assert len(codes) == 10
    for code in codes:
        assert [len(half) for half in code.split()] == [3, 3]
        assert set(code) <= {*LETTERS, " "}
    assert not set("0O1IL2Z5S8BUVQDGN") & set(LETTERS)


@pytest.mark.parametrize("spell", [str.lower, lambda code: code.replace(" ", ""), "-{}. ".format])
def test_a_code_is_known_however_it_is_typed(some_store: Store, spell):
    house = a_house(some_store)
    found = good_for(house, spell(plans(house)))
    assert found
    assert found.answers == KNOWN


def test_a_visit_waits_for_its_client_then_is_here_then_is_signed(store: Store):
    house = a_house(store)
    code = plans(house)
    assert [visit.state for visit in todays(house)] == ["planned"]
    intake = arrives(house, code)
    assert [(v.state, v.intake_id) for v in todays(house)] == [("here", intake.id)]
    assert good_for(house, code), "the code is good until the visit is signed"
    house.signs(intake)
    with store.writing() as tx:
        planned_visits.signed(tx, intake.id)
    assert [(v.state, v.intake_id) for v in todays(house)] == [("signed", intake.id)]
    assert good_for(house, code) is None


def test_a_visit_whose_intake_was_erased_is_planned_as_before(store: Store):
    house = a_house(store)
    code = plans(house)
    intake = arrives(house, code)
    with store.writing() as tx:
        intakes.erase(tx, intake, "desk", "wrong start")
    assert [(v.state, v.intake_id) for v in todays(house)] == [("planned", "")]
    assert good_for(house, code)


def test_planning_the_very_same_again_gives_another_code_and_no_second_visit(store: Store):
    house = a_house(store)
    first, second = plans(house), plans(house)
    assert len(todays(house)) == 1
    assert first != second
    assert good_for(house, first) is None
    assert good_for(house, second)


def test_the_therapist_of_the_visit_is_the_therapist_of_the_record(store: Store):
    house = a_house(store)
    mei = somebody(store, "Mei", "therapist")
    intake = arrives(house, plans(house, therapist=mei.id))
    house.signs(intake)
    with store.writing() as tx:
        assert planned_visits.signed(tx, intake.id)
        assert records.find(tx, intake.id).therapist_id == mei.id
        assert not planned_visits.signed(tx, intake.id), "doing it again changes nothing"
        taken = audit.last_of(tx, "take", intake.id)
    assert taken
    assert taken.actor == "plan", "nobody is said to have taken it who was told to"


def test_a_walk_up_is_matched_and_matched_anew(store: Store):
    house = a_house(store)
    plans(house)
    plans(house, time="11:30", full_name="Ann Elsewhere")
    hal, ann = todays(house)
    walk_up, _ = house.starts()
    with store.writing() as tx:
        planned_visits.match(tx, ann.id, walk_up.id, "desk")
        planned_visits.match(tx, hal.id, walk_up.id, "desk")
        planned_visits.match(tx, hal.id, walk_up.id, "desk")
    assert [v.state for v in todays(house)] == ["here", "planned"]
    with store.writing() as tx:
        planned_visits.unmatch(tx, walk_up.id, "desk")
        planned_visits.unmatch(tx, walk_up.id, "desk")
    assert [v.state for v in todays(house)] == ["planned", "planned"]
    with store.reading() as tx:
        assert len(audit.latest(tx, "match", 9)) == 3


def test_a_visit_under_way_is_matched_to_nobody_else_and_not_taken_off_the_list(store: Store):
    house = a_house(store)
    intake = arrives(house, plans(house))
    (visit,) = todays(house)
    other, _ = house.starts()
    for undoing in (
        lambda tx: planned_visits.match(tx, visit.id, other.id, "desk"),
        lambda tx: planned_visits.erase(tx, visit.id, "desk"),
    ):
        with pytest.raises(Over), store.writing() as tx:
            undoing(tx)
    assert [v.intake_id for v in todays(house)] == [intake.id]


def test_of_two_that_come_to_one_visit_at_once_the_second_sees_the_first(store: Store):
    house = a_house(store)
    code = plans(house)
    first, _ = house.starts()
    (visit,) = todays(house)

    def second() -> tuple[str, str]:
        with store.writing() as tx:
            known = planned_visits.by_code(tx, code)
            return (known.state, known.intake_id) if known else ("", "")

    def other_desk() -> None:
        with store.writing() as tx:
            planned_visits.match(tx, visit.id, "another", "desk")

    with ThreadPoolExecutor() as waiting:
        with store.writing() as tx:
            planned_visits.match(tx, visit.id, first.id, "desk")
            client, desk = waiting.submit(second), waiting.submit(other_desk)
            wait([client, desk], timeout=0.3)
        assert client.result() == ("here", first.id)
        with pytest.raises(Over):
            desk.result()


def test_matching_a_signed_walk_up_brings_its_therapist_along(store: Store):
    house = a_house(store)
    mei = somebody(store, "Mei", "therapist")
    signed = house.signed()
    plans(house, therapist=mei.id)
    with store.writing() as tx:
        assert planned_visits.match(tx, todays(house)[0].id, signed.id, "desk")
        assert records.find(tx, signed.id).therapist_id == mei.id


def test_an_erased_visit_is_gone_and_its_code_is_dead(store: Store):
    house = a_house(store)
    code = plans(house)
    (visit,) = todays(house)
    for _ in range(2):
        with store.writing() as tx:
            planned_visits.erase(tx, visit.id, "desk")
    assert todays(house) == []
    assert good_for(house, code) is None
    with pytest.raises(Missing), store.writing() as tx:
        planned_visits.new_code(tx, visit.id, "desk")


def test_visits_of_days_that_are_over_are_dropped(store: Store, clock: Clock):
    house = a_house(store)
    plans(house)
    clock.goes_on(days=1)
    with store.writing() as tx:
        purge(tx)
    assert todays(house), "somewhere it is still that day"
    clock.goes_on(days=1)
    with store.writing() as tx:
        purge(tx)
    assert todays(house) == []


def test_nothing_of_a_planned_visit_is_in_the_clear(sqlite_store: Store):
    house = a_house(sqlite_store)
    code = plans(house, full_name=CANARY, phone=CANARY, birth_date=CANARY)
    file = Path(sqlite_store.url.database or "")
    with closing(sqlite3.connect(file)) as database:
        dump = "\n".join(database.iterdump())
    assert "10:30" in dump, "the hour is a plain column"
    for secret in (CANARY, code, code.replace(" ", "")):
        assert secret not in dump
        assert not [one for one in file.parent.iterdir() if secret.encode() in one.read_bytes()]


def test_an_intake_at_a_desk_is_on_no_tablet_that_a_client_could_hold(store: Store):
    a_house(store)
    dana = somebody(store, "Dana", "desk")
    with store.writing() as tx:
        intake, _ = assisted.begin(tx, dana, {"answers": {}}, "welcome")
        again, _ = assisted.begin(tx, dana, {"answers": {}}, "welcome")
    assert intake.tablet_id == dana.id
    assert again.id == intake.id, "pressing twice begins one"
    with store.reading() as tx:
        assert [tablet.name for tablet in tablets.all_tablets(tx)] == ["Tablet 1"]
    for undoing in (
        lambda tx: tablets.revoke(tx, dana.id, "admin"),
        lambda tx: intakes.give_back(tx, intake.id, dana.id, "desk"),
    ):
        with pytest.raises(Missing), store.writing() as tx:
            undoing(tx)


def test_whoever_reads_no_answers_takes_up_no_draft_but_their_own(store: Store):
    house = a_house(store)
    dana, theo = somebody(store, "Dana", "desk"), somebody(store, "Theo", "therapist")
    intake, _ = house.starts(**KNOWN)
    with pytest.raises(Over), store.writing() as tx:
        assisted.go_on(tx, theo, intake)
    with store.writing() as tx:
        intakes.park(tx, intake, "client")
    with store.reading() as tx:
        parked = intakes.find(tx, intake.id)
    with pytest.raises(Over), store.writing() as tx:
        assisted.go_on(tx, dana, parked)
    with store.writing() as tx:
        taken, token = assisted.go_on(tx, theo, parked)
    assert (taken.tablet_id, taken.state) == (theo.id, "open")
    assert house.opens(token)


def test_what_waited_too_long_is_taken_up_by_nobody(store: Store, clock: Clock):
    house = a_house(store)
    theo, other = somebody(store, "Theo", "therapist"), a_tablet(store, "Tablet 2")
    intake, token = house.starts(**KNOWN)
    with store.writing() as tx:
        intakes.park(tx, intake, "client")
    clock.goes_on(minutes=31)
    with store.reading() as tx:
        late = intakes.find(tx, intake.id)
    for taking in (
        lambda tx: assisted.go_on(tx, theo, late),
        lambda tx: intakes.reopen(tx, other, late),
    ):
        with pytest.raises(Over), store.writing() as tx:
            taking(tx)
    assert house.opens(token) is None
