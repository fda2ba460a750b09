"""A clock that jumps neither keeps nor erases: what ends by itself ends by time that has passed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta

import pytest
from sqlalchemy import select

from kiosk.store import Full, Keys, Store
from kiosk.store.access import staff, tablets
from kiosk.store.engine import jumps
from kiosk.store.engine.tables import CLOCK, VISIT
from kiosk.store.intakes import calls, intakes, planned_visits
from kiosk.store.intakes.planned_visits import Planned
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.store.house import QUIET, House, a_house, keeps_house, rows, somebody

HERE = "198.51.100.9"
JUMPS = [{"hours": -2}, {"hours": 5}, {"days": 400}, {"days": -400}]

every_jump = pytest.mark.parametrize("jump", JUMPS, ids=str)

Opener = Callable[[Clock], Store]


@pytest.fixture
def house(store: Store) -> House:
    house = a_house(store)
    keeps_house(store)
    return house


@pytest.fixture
def opens_with(url: str, keys: Keys) -> Iterator[Opener]:
    """The same database opened by another process, with the clock of its machine."""
    with ExitStack() as closes:

        def opened(clock: Clock) -> Store:
            store = Store(url, keys, clock)
            closes.callback(store.close)
            with store.writing() as tx:
                jumps.look(tx)
            return store

        yield opened


def opens(house: House, token: str) -> bool:
    with house.store.reading() as tx:
        return intakes.by_token(tx, token, QUIET) is not None


def states(store: Store) -> dict[str, str]:
    with store.reading() as tx:
        return {each.id: each.state for each in intakes.waiting(tx)}


def parks(house: House, intake: intakes.Intake) -> None:
    with house.store.writing() as tx:
        intakes.park(tx, intake, "client")


@every_jump
def test_an_idle_intake_closes_when_its_time_has_passed(
    house: House, clock: Clock, jump: dict[str, float]
):
    intake, token = house.starts(reason="shoulder")
    clock.goes_on(minutes=1)
    clock.jumps(**jump)
    keeps_house(house.store)
    assert opens(house, token), "somebody is at it"
    clock.goes_on(minutes=2)
    assert not opens(house, token), "the next person's reload shows nothing"
    keeps_house(house.store)
    assert states(house.store) == {intake.id: "parked"}


@every_jump
def test_a_jump_erases_nothing_and_a_day_later_house_is_kept_again(
    house: House, clock: Clock, jump: dict[str, float]
):
    intake, _ = house.starts(reason="shoulder")
    other, _ = house.starts(reason="neck")
    clock.jumps(**jump)
    clock.goes_on(seconds=22)
    keeps_house(house.store)
    clock.jumps(**{unit: -time for unit, time in jump.items()})
    assert keeps_house(house.store) == 0
    assert states(house.store) == {intake.id: "parked", other.id: "open"}
    clock.goes_on(hours=1)
    keeps_house(house.store)
    clock.goes_on(hours=22, minutes=59)
    assert keeps_house(house.store) == 0
    assert states(house.store) == {intake.id: "parked", other.id: "parked"}
    clock.goes_on(minutes=1)
    assert keeps_house(house.store) == 2
    assert states(house.store) == {}


@every_jump
def test_whoever_erases_does_so_at_once(house: House, clock: Clock, jump: dict[str, float]):
    intake, _ = house.starts(reason="shoulder")
    clock.jumps(**jump)
    keeps_house(house.store)
    with house.store.writing() as tx:
        intakes.erase(tx, intake, "client", "stop and erase")
    assert states(house.store) == {}


@every_jump
def test_what_was_put_aside_is_given_back_for_half_an_hour(
    house: House, clock: Clock, jump: dict[str, float]
):
    intake, _ = house.starts(reason="shoulder")
    parks(house, intake)
    clock.jumps(**jump)
    clock.goes_on(minutes=29)
    with house.store.writing() as tx:
        intakes.give_back(tx, intake.id, house.tablet.id, "desk")
    clock.goes_on(minutes=1)
    with house.store.writing() as tx:
        assert intakes.take_up(tx, house.tablet) is None


def test_a_tablet_that_slept_has_not_jumped(house: House, clock: Clock):
    _, token = house.starts()
    clock.goes_on(minutes=10)
    assert not opens(house, token)
    keeps_house(house.store)
    clock.goes_on(hours=8)
    assert keeps_house(house.store) == 1


def test_less_than_a_minute_is_a_correction(house: House, clock: Clock):
    intake, _ = house.starts()
    parks(house, intake)
    clock.jumps(seconds=59)
    keeps_house(house.store)
    clock.goes_on(minutes=30)
    assert keeps_house(house.store) == 1


def test_planned_visits_outlive_a_jump_and_their_codes_fail_closed(house: House, clock: Clock):
    day = clock.now.date()
    with house.store.writing() as tx:
        _, code = planned_visits.plan(tx, Planned(day, "10:30", "", {"full_name": "Ann"}), "desk")
    clock.jumps(days=400)
    keeps_house(house.store)
    with house.store.writing() as tx:
        assert planned_visits.by_code(tx, code) is None, (
            "its day is over, as far as anybody can tell"
        )
    clock.jumps(days=-400)
    keeps_house(house.store)
    assert rows(house.store, VISIT) == 1
    with house.store.writing() as tx:
        assert planned_visits.by_code(tx, code)


@every_jump
def test_a_call_has_waited_as_long_as_it_has(house: House, clock: Clock, jump: dict[str, float]):
    with house.store.writing() as tx:
        calls.call(tx, "intake", "person", "Ann")
    clock.jumps(**jump)
    clock.goes_on(minutes=4)
    with house.store.reading() as tx:
        (call,) = calls.open_calls(tx)
        assert tx.steady - call.made_at == timedelta(minutes=4)
        assert tx.on_the_wall(call.made_at) == clock.now - timedelta(minutes=4)


@every_jump
def test_a_restarted_kiosk_knows_of_a_jump(
    house: House, clock: Clock, opens_with: Opener, jump: dict[str, float]
):
    house.starts()
    _, token = house.starts()
    house.store.close()
    clock.jumps(**jump)
    clock.goes_on(minutes=31)
    house.store = opens_with(clock)
    assert not opens(house, token)
    assert keeps_house(house.store) == 0
    clock.goes_on(days=1)
    assert keeps_house(house.store) == 2


@pytest.mark.parametrize("off", [{"hours": -2}, {"hours": 15}, {"days": 400}], ids=str)
def test_over_a_restart_of_the_machine_access_ends_and_nothing_grows_old(
    house: House, clock: Clock, opens_with: Opener, off: dict[str, float]
):
    somebody(house.store, "Ann")
    entered = staff.sign_in(house.store, "Ann", PASSWORD, HERE)
    parked, _ = house.starts()
    parks(house, parked)
    clock.goes_on(minutes=2)
    intake, token = house.starts()
    clock.goes_on(minutes=2)
    keeps_house(house.store)
    clock.starts_again(**off)
    house.store = opens_with(clock)
    assert not opens(house, token)
    with house.store.reading() as tx:
        assert staff.by_token(tx, entered) is None
        assert [each.seen_at for each in tablets.all_tablets(tx)] != [None], "paired as before"
    assert keeps_house(house.store) == 0
    assert states(house.store) == {parked.id: "parked", intake.id: "parked"}
    with house.store.writing() as tx:
        intakes.give_back(tx, parked.id, house.tablet.id, "desk")
    clock.goes_on(minutes=27)
    assert intakes_left(house) == (2 if off != {"hours": 15} else 1)


def intakes_left(house: House) -> int:
    keeps_house(house.store)
    return len(states(house.store))


def test_processes_that_start_at_once_add_unseen_time_once(
    house: House, clock: Clock, opens_with: Opener
):
    parked, _ = house.starts()
    parks(house, parked)
    clock.starts_again(hours=15)
    with ThreadPoolExecutor(4) as hands:
        stores = list(hands.map(opens_with, [clock] * 4))
    clock.goes_on(minutes=30)
    assert [keeps_house(store) for store in stores] == [1, 0, 0, 0]


def test_two_machines_count_alike_whatever_their_walls_say(
    house: House, clock: Clock, opens_with: Opener
):
    ours = house.store
    intake, token = house.starts()
    ahead = Clock(clock.now + timedelta(hours=5))
    ahead.boot_id = "another machine"
    theirs = opens_with(ahead)
    keeps_house(ours)
    assert abs(ours.steady() - theirs.steady()) < timedelta(minutes=1)
    assert states(ours) == {intake.id: "parked"}
    behind = Clock(clock.now - timedelta(seconds=30))
    behind.boot_id = "a third"
    third = opens_with(behind)
    assert abs(ours.steady() - third.steady()) < timedelta(minutes=1)
    late, token = house.starts()
    for each in (clock, ahead, behind):
        each.goes_on(minutes=2)
    assert keeps_house(theirs) == keeps_house(third) == 0
    assert opens(house, token)
    assert states(ours)[late.id] == "open"


def test_a_jump_is_said_in_the_log(house: House, clock: Clock, caplog: pytest.LogCaptureFixture):
    clock.jumps(hours=5)
    with caplog.at_level(logging.WARNING, "kiosk"):
        keeps_house(house.store)
        keeps_house(house.store)
    assert [line.getMessage() for line in caplog.records] == [
        "the clock of this machine jumped by 5:00:00"
    ]


def test_a_look_is_written_down_once_a_minute(house: House, clock: Clock):
    noted = []
    for _ in range(8):
        clock.goes_on(seconds=15)
        keeps_house(house.store)
        with house.store.reading() as tx:
            noted.append(tx.connection.scalar(select(CLOCK.c.wall)))
    assert len(set(noted)) == 3


def test_a_fault_while_looking_leaves_everything_as_it_was(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    intake, _ = house.starts()
    parks(house, intake)
    clock.starts_again(days=400)

    def full(*_: object) -> None:
        raise Full("no room")

    with monkeypatch.context() as broken:
        broken.setattr(jumps, "_stay_young", full)
        with pytest.raises(Full):
            keeps_house(house.store)
    assert states(house.store) == {intake.id: "parked"}
    assert rows(house.store, CLOCK) == 1
    assert keeps_house(house.store) == 0, "the jump is noticed the next time"
    assert rows(house.store, CLOCK) == 2
