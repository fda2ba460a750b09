"""What a signed note says of the last visit comes back with the client."""

from __future__ import annotations

from kiosk.store import Store
from kiosk.store.records import clients, notes
from kiosk.usecases.tell_history import history_from
from tests.builders.records import a_record
from tests.store.house import a_house


def test_feelings_that_came_up_last_time_are_known_on_return_and_in_the_history(
    some_store: Store,
):
    house = a_house(some_store)
    kept = house.signs_as(a_record())
    with house.store.reading() as tx:
        assert clients.carried(tx, kept).last_response == ()
    with house.store.writing() as tx:
        notes.sign(tx, kept, {"note_response": ["feelings", "softened"]}, "mei")
    with house.store.reading() as tx:
        known = clients.carried(tx, kept)
        history = history_from(tx, clients.visits_of(tx, kept))
    assert known.last_response == ("feelings", "softened")
    assert history.points[0].release is True
