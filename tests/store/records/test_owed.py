"""Papers are owed from the moment that makes them so, to one host at a time, until kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from sqlalchemy import text

from kiosk.store import Missing, Store
from kiosk.store.engine.migrate import config
from kiosk.store.engine.tables import REVISION
from kiosk.store.records import corrections, owed, papers, records
from kiosk.store.records.owed import Claim
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients
from tests.conftest import Clock
from tests.each import SQLITE_FIRST
from tests.store.house import House, a_house, keeps, keeps_paper, somebody

HOST, OTHER = "a host", "another host"


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def claims(house: House, host: str = HOST, *, redraws: bool = False, wanted: str = "") -> Claim:
    with house.store.writing() as tx:
        found = owed.claim(tx, host, redraws=redraws, wanted=wanted)
    return found or Claim("", "")


def fails(house: House, claim: Claim, why: str = "time") -> None:
    with house.store.writing() as tx:
        owed.failed(tx, claim, why)


def still(house: House) -> int:
    with house.store.reading() as tx:
        return owed.how_many(tx)


def given_up(house: House) -> list[tuple[str, str]]:
    with house.store.reading() as tx:
        return [(each.record_id, each.why) for each in owed.given_up(tx)]


def test_a_paper_is_owed_from_the_signature_until_it_is_kept(house: House):
    signed = house.signed()
    assert still(house) == 1
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF")
    assert still(house) == 0


class Fails(Exception):
    """Something goes wrong after the signature, in the same transaction."""


def fails_to_sign(house: House) -> None:
    with house.store.writing() as tx:
        records.keep(tx, "rolled back", house.tablet.clinic_id, house.tablet.id, {"answers": {}})
        raise Fails


def test_a_signature_that_fails_owes_nothing(house: House):
    with pytest.raises(Fails):
        fails_to_sign(house)
    assert still(house) == 0


def test_a_paper_belongs_to_one_host_until_its_lease_is_over(house: House, clock: Clock):
    signed = house.signed()
    assert claims(house).record_id == signed.id
    assert claims(house, OTHER).record_id == ""
    clock.goes_on(seconds=owed.LEASE.total_seconds() + 1)
    assert claims(house, OTHER).record_id == signed.id


def test_a_clock_put_back_keeps_no_paper_waiting(house: House, clock: Clock):
    signed = house.signed()
    fails(house, claims(house))
    clock.jumps(days=-3)
    clock.goes_on(seconds=owed.PAUSE.total_seconds() + 1)
    assert claims(house).record_id == signed.id


def test_hosts_that_ask_at_once_get_each_paper_once(house: House):
    signed = [house.signed().id for _ in range(6)]
    with ThreadPoolExecutor(4) as hosts:
        got = list(hosts.map(lambda host: claims(house, str(host)).record_id, range(12)))
    assert sorted(got) == sorted([*signed, *[""] * 6])


def test_who_waits_for_a_paper_gets_it_whoever_has_it(house: House):
    claims(house), (signed := house.signed())
    assert claims(house).record_id == signed.id
    assert claims(house, OTHER, wanted=signed.id).record_id == signed.id


def test_of_two_that_draw_the_same_the_first_is_kept(house: House):
    signed = house.signed()
    one, other = claims(house), claims(house, OTHER, wanted=signed.id)
    with house.store.writing() as tx:
        keeps(tx, other, b"%PDF quicker")
    with house.store.writing() as tx:
        keeps(tx, one, b"%PDF later")
    with house.store.reading() as tx:
        assert papers.paper_of(tx, signed.id) == b"%PDF quicker"


def test_a_paper_drawn_before_a_correction_is_not_kept_after_it(house: House):
    signed, claim = house.signed(), claims(house)
    with house.store.writing() as tx:
        claim = owed.claim(tx, HOST, wanted=signed.id)
        assert claim
        corrections.correct(tx, signed.id, "phone", "555-0101", "555-0102", "misheard", "setup")
    with house.store.writing() as tx:
        keeps(tx, claim, b"%PDF of before")
    with house.store.reading() as tx:
        assert papers.paper_of(tx, signed.id) is None
    assert claims(house).record_id == signed.id


def test_a_paper_that_slipped_in_beside_a_change_is_not_shown(house: House):
    """Two transactions at once: the older state's paper is written, then the change commits."""
    signed = house.signed()
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF of before")
        owed.owe(tx, records.RECORD.c.id == signed.id, "visits", redraw=True)
    with house.store.reading() as tx:
        assert papers.paper_of(tx, signed.id) is None
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF of now")
    with house.store.reading() as tx:
        assert papers.paper_of(tx, signed.id) == b"%PDF of now"


def test_a_paper_is_tried_three_times_with_a_pause_then_given_up_with_its_reason(
    house: House, clock: Clock
):
    signed = house.signed()
    for _ in range(owed.TRIES):
        assert given_up(house) == []
        fails(house, claims(house), "memory")
        assert claims(house).record_id == ""
        clock.goes_on(seconds=owed.PAUSE.total_seconds() + 1)
    assert (still(house), given_up(house)) == (0, [(signed.id, "memory")])
    assert claims(house).record_id == ""


def gives_up(house: House, clock: Clock) -> str:
    signed = house.signed()
    for _ in range(owed.TRIES):
        fails(house, claims(house, wanted=signed.id))
    return signed.id


def test_somebody_asks_again(house: House, clock: Clock):
    one, other = gives_up(house, clock), gives_up(house, clock)
    with house.store.writing() as tx:
        assert owed.ask_again(tx, one)
        assert not owed.ask_again(tx, "unknown")
    assert given_up(house) == [(other, "time")]
    assert claims(house).record_id == one


def test_a_new_start_tries_again_and_takes_up_what_this_host_had_begun(house: House, clock: Clock):
    lost, given = gives_up(house, clock), house.signed().id
    mine, theirs = house.signed().id, house.signed().id
    assert claims(house, HOST, wanted=mine).record_id == mine
    assert claims(house, OTHER, wanted=theirs).record_id == theirs
    with house.store.writing() as tx:
        owed.take_up(tx, HOST)
    got = {claims(house).record_id for _ in range(4)}
    assert got == {lost, given, mine, ""}


@SQLITE_FIRST
def test_what_is_not_the_papers_fault_is_no_try(house: House, clock: Clock):
    signed = house.signed()
    for _ in range(owed.TRIES + 1):
        with house.store.writing() as tx:
            owed.put_back(tx, claims_in(tx), "engine")
            assert owed.put_off(tx) == "engine"
        clock.goes_on(seconds=owed.PAUSE.total_seconds() + 1)
    assert (still(house), given_up(house)) == (1, [])
    with house.store.writing() as tx:
        owed.put_back(tx, claims_in(tx))
        assert owed.put_off(tx) == ""
    assert claims(house).record_id == signed.id


def claims_in(tx) -> Claim:
    found = owed.claim(tx, HOST)
    assert found
    return found


def test_redraws_wait_apart_from_what_was_never_drawn(house: House):
    old, other = house.signed().id, house.signed().id
    with house.store.writing() as tx:
        keeps_paper(tx, old, b"%PDF")
        keeps_paper(tx, other, b"%PDF")
        join_clients(tx, other, old, "setup")
    new = house.signed().id
    assert claims(house).record_id == new
    assert claims(house).record_id == ""
    assert {claims(house, redraws=True).record_id for _ in range(3)} == {old, other, ""}


def test_another_therapist_waits_for_a_paper_of_their_own(house: House):
    signed, ann = house.signed().id, somebody(house.store)
    with house.store.writing() as tx:
        keeps_paper(tx, signed, b"%PDF nobody's")
        records.assign(tx, signed, ann.id)
    assert claims(house).record_id == signed


def test_an_erased_record_is_owed_nothing(house: House):
    signed, claim = house.signed(), claims(house)
    with house.store.writing() as tx:
        claim = owed.claim(tx, HOST, wanted=signed.id)
        erase_record(tx, signed.id, "setup", "asked to")
    assert still(house) == 0
    with pytest.raises(Missing), house.store.writing() as tx:
        keeps(tx, claim, b"%PDF")


def test_counting_ends_where_it_would_cost(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(owed, "ENOUGH", 2)
    for _ in range(3):
        house.signed()
    assert still(house) == 2


def test_records_of_before_are_owed_their_papers(store: Store):
    house = a_house(store)
    drawn, bare = house.signed().id, house.signed().id
    with store.writing() as tx:
        keeps_paper(tx, drawn, b"%PDF")
        tx.connection.execute(text("DROP TABLE owed_paper"))
        settings = config()
        settings.attributes["connection"] = tx.connection
        command.stamp(settings, "0007")
        command.upgrade(settings, "0008")
        because = "ALTER TABLE owed_paper ADD COLUMN because TEXT NOT NULL DEFAULT 'signed'"
        tx.connection.execute(text(because))
        # Other tests have the same database after this one.
        command.stamp(settings, REVISION)
    assert claims(house, redraws=True).record_id == bare
    assert still(house) == 1
