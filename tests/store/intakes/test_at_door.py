"""At the door one look shows an intake, its tablet and the clinic; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from kiosk.store import Store, clinics
from kiosk.store.access import sessions, tablets
from kiosk.store.engine.tables import SESSION, TABLET
from kiosk.store.intakes import intakes
from kiosk.store.intakes.at_door import AtDoor, at_door
from tests.builders.clinic import pairs
from tests.store.house import House, a_house


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def paired(house: House) -> str:
    """A token of the tablet that the house has."""
    with house.store.writing() as tx:
        lasts = timedelta(days=1)
        return sessions.begin(
            tx, "tablet", house.tablet.clinic_id, lasts, tablet_id=house.tablet.id
        )


def looks(house: House, token: str, device: str) -> AtDoor | None:
    with house.store.reading(turned=False) as tx:
        return at_door(tx, token, device)


def test_one_look_sees_what_three_would(house: House):
    intake, token = house.starts(reason="shoulder")
    device = paired(house)
    seen = looks(house, token, device)
    assert seen
    with house.store.reading() as tx:
        assert seen.intake == intakes.by_token(tx, token)
        assert seen.clinic == clinics.the_clinic(tx)
        assert seen.tablet == tablets.by_token(tx, device)
    assert seen.intake.id == intake.id


def test_nothing_else_is_asked_of_the_database_not_even_which_key_seals(house: House):
    _, token = house.starts()
    device = paired(house)
    asked: list[str] = []
    with house.store.reading(turned=False) as tx:
        if house.store.is_sqlite:
            tx.connection.connection.driver_connection.set_trace_callback(asked.append)
        else:
            told = lambda _, __, statement, *___: asked.append(statement)  # noqa: E731
            event.listen(tx.connection, "before_cursor_execute", told)
        assert at_door(tx, token, device)
    assert len([each for each in asked if each.startswith("SELECT")]) == 1


def test_each_token_alone_opens_nothing(house: House):
    _, token = house.starts()
    device = paired(house)
    assert looks(house, token, "") is None
    assert looks(house, "", device) is None
    assert looks(house, device, token) is None


def test_another_tablet_does_not_see_it(house: House):
    _, token = house.starts()
    assert looks(house, token, pairs(house.store, "Tablet 2")) is None


def test_what_is_parked_is_not_seen(house: House):
    intake, token = house.starts()
    device = paired(house)
    with house.store.writing() as tx:
        intakes.park(tx, intake, by="desk")
    assert looks(house, token, device) is None


def test_a_tablet_that_was_revoked_sees_nothing(house: House):
    _, token = house.starts()
    device = paired(house)
    with house.store.writing() as tx:
        tx.connection.execute(TABLET.update().values(revoked_at=tx.now))
    assert looks(house, token, device) is None


def test_a_session_that_is_over_opens_nothing(house: House):
    _, token = house.starts()
    device = paired(house)
    for over in (token, device):
        with house.store.writing() as tx:
            mine = SESSION.c.token == sessions.hashed(over)
            tx.connection.execute(SESSION.update().where(mine).values(expires_at=tx.steady))
        assert looks(house, token, device) is None
        with house.store.writing() as tx:
            again = tx.steady + timedelta(days=1)
            tx.connection.execute(SESSION.update().where(mine).values(expires_at=again))
        assert looks(house, token, device)
