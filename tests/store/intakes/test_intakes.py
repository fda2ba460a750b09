"""An intake from its start to its end, on both databases."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.store import ContinuedElsewhere, Missing, Over, Store, audit
from kiosk.store.access import tablets
from kiosk.store.housekeeping import purge
from kiosk.store.intakes import intakes
from kiosk.store.records import record_rows, records
from tests.conftest import Clock
from tests.store.house import House, a_house, a_record, a_tablet


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def test_what_was_kept_is_there_when_the_intake_is_opened_again(house: House):
    intake, token = house.starts(reason="shoulder")
    house.keeps(intake, goals=["pain", "rest"])
    opened = house.opens(token)
    assert opened
    assert opened.draft == {"answers": {"reason": "shoulder", "goals": ["pain", "rest"]}}
    assert (opened.rev, opened.step, opened.state) == (2, "body", "open")


def test_an_unknown_token_opens_nothing(house: House):
    house.starts()
    assert house.opens("no such token \udc80") is None


def test_two_tabs_do_not_overwrite(house: House):
    intake, token = house.starts()
    house.keeps(intake, reason="first tab")
    with pytest.raises(ContinuedElsewhere):
        house.keeps(intake, reason="second tab")
    opened = house.opens(token)
    assert opened
    assert opened.draft["answers"] == {"reason": "first tab"}


def test_in_whatever_order_two_tabs_send_only_fresh_ones_are_kept(house: House):
    chance = random.Random(7)
    intake, token = house.starts(count=0)
    tabs = [intake, intake]
    kept = 0
    for _ in range(40):
        tab = chance.randrange(2)
        try:
            tabs[tab] = house.keeps(tabs[tab], count=kept + 1)
            kept += 1
        except ContinuedElsewhere:
            tabs[tab] = house.opens(token) or intake
    opened = house.opens(token)
    assert opened
    assert (opened.draft["answers"]["count"], opened.rev) == (kept, kept + 1)


def test_starting_on_a_tablet_parks_what_was_open_there(house: House):
    first, token = house.starts()
    second, _ = house.starts()
    assert house.opens(token) is None
    with house.store.reading() as tx:
        states = {intake.id: intake.state for intake in intakes.waiting(tx)}
    assert states == {first.id: "parked", second.id: "open"}


def test_a_parked_intake_takes_no_more_answers(house: House):
    intake, _ = house.starts()
    with house.store.writing() as tx:
        intakes.park(tx, intake, "desk")
    with pytest.raises(Over):
        house.keeps(intake, reason="too late")
    with pytest.raises(Over), house.store.writing() as tx:
        intakes.park(tx, intake, "desk")


def test_an_intake_is_given_back_only_to_the_named_tablet(house: House):
    other = a_tablet(house.store, "Tablet 2")
    intake, old_token = house.starts(reason="shoulder")
    with house.store.writing() as tx:
        intakes.park(tx, intake, "desk")
        intakes.give_back(tx, intake.id, other.id, "desk")
    with house.store.writing() as tx:
        assert intakes.take_up(tx, house.tablet) is None
        taken = intakes.take_up(tx, other)
        assert intakes.take_up(tx, other) is None
    assert taken
    given, token = taken
    assert (given.id, given.tablet_id) == (intake.id, other.id)
    assert given.draft["answers"] == intake.draft["answers"]
    assert house.opens(old_token) is None
    assert house.opens(token) == given
    assert house.keeps(given, goals=["rest"]).rev == 2


def test_an_open_intake_cannot_be_given_away(house: House):
    intake, _ = house.starts()
    with pytest.raises(Over), house.store.writing() as tx:
        intakes.give_back(tx, intake.id, house.tablet.id, "desk")
    with pytest.raises(Missing), house.store.writing() as tx:
        intakes.give_back(tx, intake.id, "no such tablet", "desk")


def test_a_revoked_tablet_opens_nothing(house: House):
    _, token = house.starts()
    with house.store.writing() as tx:
        tablets.revoke(tx, house.tablet.id, "admin")
    assert house.opens(token) is None


def test_an_open_intake_is_never_erased_by_the_clock(house: House, clock: Clock):
    intake, token = house.starts()
    clock.goes_on(hours=3)
    house.keeps(intake, reason="shoulder")
    clock.goes_on(hours=3, minutes=59)
    assert house.opens(token)
    clock.goes_on(minutes=1)
    assert house.opens(token) is None
    with house.store.writing() as tx:
        assert purge(tx) == 0
        assert [each.id for each in intakes.waiting(tx)] == [intake.id]


@pytest.mark.parametrize("given", [False, True])
def test_a_parked_intake_is_erased_after_half_an_hour(house: House, clock: Clock, given: bool):
    intake, _ = house.starts()
    with house.store.writing() as tx:
        intakes.park(tx, intake, "desk")
    clock.goes_on(minutes=29)
    with house.store.writing() as tx:
        assert purge(tx) == 0
        if given:
            intakes.give_back(tx, intake.id, house.tablet.id, "desk")
    clock.goes_on(minutes=1)
    with house.store.writing() as tx:
        assert intakes.take_up(tx, house.tablet) is None
        assert purge(tx) == 1
    with pytest.raises(Over), house.store.writing() as tx:
        intakes.give_back(tx, intake.id, house.tablet.id, "desk")


def test_an_erased_intake_is_gone_for_its_tabs_too(house: House):
    intake, token = house.starts()
    with house.store.writing() as tx:
        intakes.erase(tx, intake, "client", "stop and erase")
        intakes.erase(tx, intake, "client", "stop and erase")
    assert house.opens(token) is None
    with pytest.raises(Over):
        house.keeps(intake, reason="too late")
    with house.store.reading() as tx:
        assert [e.event for e in audit.matching(tx, audit.Wanted(), 10)].count("erase") == 1


def test_signing_freezes_and_ends_the_intake(house: House):
    intake, token = house.starts()
    signed = house.signs(intake)
    assert house.opens(token) is None
    with pytest.raises(Over):
        house.keeps(intake, reason="too late")
    with house.store.reading() as tx:
        assert records.find(tx, intake.id) == signed
        assert intakes.waiting(tx) == []


def test_signing_again_gives_the_same_record(house: House):
    intake, _ = house.starts()
    assert house.signs(intake) == house.signs(intake, reason="something else")


def test_a_stale_tab_does_not_sign(house: House):
    intake, _ = house.starts()
    house.keeps(intake, reason="shoulder")
    with pytest.raises(ContinuedElsewhere):
        house.signs(intake)


def test_fifty_parallel_signs_make_one_record(house: House):
    intake, _ = house.starts()

    def sign(number: int) -> object:
        with house.store.writing() as tx:
            return intakes.sign(tx, intake, a_record(intake.id, reason=f"tap {number}"))

    with ThreadPoolExecutor(16) as hands:
        replies = list(hands.map(sign, range(50)))
    assert all(reply == replies[0] for reply in replies)
    with house.store.reading() as tx:
        assert [r.id for r in record_rows.newest(tx, 10)] == [intake.id]
        assert [e.event for e in audit.matching(tx, audit.Wanted(), 99)].count("sign") == 1
        assert audit.verify(tx) is None
