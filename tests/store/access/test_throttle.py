"""Each door lets as many try in a minute as it says, and then nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from kiosk.store import Store
from kiosk.store.access import throttle
from kiosk.store.access.throttle import Door
from kiosk.store.engine.tables import THROTTLE
from kiosk.store.errors import Throttled
from tests.conftest import Clock
from tests.store.house import a_house

TRIES = {
    throttle.account("Ann", "here"): 5,
    throttle.account_anywhere("Ann"): 20,
    throttle.address("203.0.113.9"): 30,
    throttle.resumed("an intake"): 2,
    throttle.arrival("a tablet"): 5,
    throttle.walk_up("a tablet"): 5,
    throttle.birth_date("a client"): 5,
}


@pytest.mark.parametrize("door", TRIES, ids=lambda door: door.kind)
def test_a_door_shuts_after_as_many_tries_as_it_says(store: Store, door: Door):
    a_house(store)
    for _ in range(TRIES[door]):
        throttle.count(store, door)
    with pytest.raises(Throttled):
        throttle.count(store, door)


def test_tries_are_forgotten_an_hour_after_their_wait_and_not_before(store: Store, clock: Clock):
    a_house(store)
    door = throttle.arrival("a tablet")
    for _ in range(TRIES[door]):
        throttle.count(store, door)
    # The house's own tablet was paired at the start, without a wait.
    for minutes, kept in ((0, 2), (55, 2), (5.5, 1), (5, 0)):
        clock.goes_on(minutes=minutes)
        with store.writing() as tx:
            throttle.forget_old(tx)
            assert len(tx.connection.execute(select(THROTTLE)).all()) == kept
