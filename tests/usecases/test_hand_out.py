"""Handing out: on paper or by a link that opens once, within a day, for whoever has it."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from sqlalchemy import select

from kiosk.store import Missing, Refused, Store, audit, clinics
from kiosk.store.access import one_time_links, tablets
from kiosk.store.access.staff import Staff
from kiosk.store.engine.tables import ONE_TIME_LINK
from kiosk.store.housekeeping import purge
from kiosk.store.records import erasures, notes, restrictions
from kiosk.usecases import hand_out as home
from kiosk.usecases.add_site import add_site
from kiosk.usecases.change_setting import change_setting
from kiosk.usecases.hand_out import Wanted
from kiosk.usecases.read_answers import Restricted
from kiosk.usecases.stand_at_site import move_tablet
from tests.builders.records import a_record
from tests.conftest import Clock
from tests.store.house import House, a_house, somebody

CARD = Wanted("es")


@pytest.fixture
def house(some_store: Store) -> House:
    house = a_house(some_store)
    with house.store.writing() as tx:
        clinic = clinics.the_clinic(tx)
        assert clinic
        clinics.change(tx, clinic.id, "setup", support_list_text="Talk Line 555")
    return house


@pytest.fixture
def mei(house: House) -> Staff:
    return somebody(house.store, "Mei", "therapist")


@pytest.fixture
def dana(house: House) -> Staff:
    return somebody(house.store, "Dana", "desk")


@pytest.fixture
def kept(house: House, mei: Staff) -> str:
    """A record whose note is signed."""
    said = {"support_list": "yes", "pause_signal": "raise_hand", "touch_avoid": ["feet"]}
    kept = house.signs_as(a_record(**said))
    with house.store.writing() as tx:
        notes.sign(tx, kept, {"note_home_care": ["wind_down"], "note_next": "w2"}, mei.id)
    return kept


def alive(house: House) -> list[bytes]:
    with house.store.reading() as tx:
        return list(tx.connection.scalars(select(ONE_TIME_LINK.c.token)))


def is_looked_at(house: House, token: str) -> bool:
    with house.store.reading() as tx:
        return one_time_links.find(tx, token) is not None


def told(house: House) -> list[tuple[str, str]]:
    with house.store.reading() as tx:
        return [
            (e.actor, e.reason)
            for e in audit.matching(tx, audit.Wanted(), 50)
            if e.event == "hand_out"
        ]


def test_a_therapist_gives_the_list_that_was_asked_for_and_the_card(
    house: House, mei: Staff, kept: str
):
    out = home.hand_out(house.store, mei, kept, CARD).handout
    assert [idea.title for idea in out.ideas] == ["Evening wind-down"]
    assert (out.next_visit, out.people) == ("2 weeks, around 24 March 2026", "Talk Line 555")
    assert out.card
    assert [side.language for side in out.card.sides] == ["en", "es"]
    assert told(house) == [(mei.id, "paper")]


def test_it_has_the_name_address_and_phone_of_the_site(house: House, mei: Staff):
    harbour = add_site(house.store, "Harbour", "ada")
    said = {"site_address": "Quay 4", "site_phone": "555 0177"}
    for key, value in said.items():
        change_setting(house.store, key, value, "ada", harbour)
    move_tablet(house.store, house.tablet.id, harbour, "ada")
    with house.store.reading() as tx:
        tablet = next(each for each in tablets.all_tablets(tx) if each.id == house.tablet.id)
    kept = House(house.store, tablet).signs_as(a_record())
    with house.store.writing() as tx:
        notes.sign(tx, kept, {"note_next": "w2"}, mei.id)
    out = home.hand_out(house.store, mei, kept, Wanted()).handout
    assert (out.clinic, out.address, out.phone) == ("Quiet Room · Harbour", "Quay 4", "555 0177")


def test_the_desk_gives_nothing_that_the_client_said_at_the_intake(
    house: House, dana: Staff, kept: str
):
    out = home.hand_out(house.store, dana, kept, CARD).handout
    assert (out.people, out.card) == ("", None)
    assert [idea.title for idea in out.ideas] == ["Evening wind-down"]
    opened = home.open_once(house.store, home.link_to_handout(house.store, dana, kept, CARD))
    assert (opened.handout.people, opened.handout.card) == ("", None)


def test_nothing_is_handed_out_before_the_note_is_signed(house: House, mei: Staff):
    bare = house.signs_as(a_record())
    for way in (home.hand_out, home.link_to_handout):
        with pytest.raises(Refused, match="Sign the session's note first"):
            way(house.store, mei, bare, CARD)
    assert (told(house), alive(house)) == ([], [])


def test_a_link_opens_once_and_looking_at_it_spends_nothing(house: House, mei: Staff, kept: str):
    token = home.link_to_handout(house.store, mei, kept, CARD)
    assert all(is_looked_at(house, token) for _ in range(3))
    opened = home.open_once(house.store, token)
    assert opened.handout == home.hand_out(house.store, mei, kept, CARD).handout
    with pytest.raises(Missing):
        home.open_once(house.store, token)
    again = home.open_once(house.store, opened.file_token)
    assert (again.handout, again.file_token) == (opened.handout, "")
    assert alive(house) == []
    assert [who for who, _ in told(house)].count("link") == 2


def test_a_link_lasts_a_day_and_its_file_a_quarter_of_an_hour(
    house: House, mei: Staff, kept: str, clock: Clock
):
    token = home.link_to_handout(house.store, mei, kept, CARD)
    clock.goes_on(hours=23, minutes=59)
    file = home.open_once(house.store, token).file_token
    late = home.link_to_handout(house.store, mei, kept, CARD)
    assert not is_looked_at(house, file), "a new link ends those before it"
    file = home.open_once(house.store, late).file_token
    clock.goes_on(minutes=15)
    with pytest.raises(Missing):
        home.open_once(house.store, file)
    never = home.link_to_handout(house.store, mei, kept, CARD)
    clock.goes_on(hours=24)
    assert not is_looked_at(house, never)
    with house.store.writing() as tx:
        purge(tx)
    assert alive(house) == []


def test_neither_the_token_nor_an_answer_is_kept_with_a_link(house: House, mei: Staff, kept: str):
    token = home.link_to_handout(house.store, mei, kept, CARD)
    with house.store.reading() as tx:
        row = tx.connection.execute(select(ONE_TIME_LINK)).one()
    assert token.encode() not in row.token
    assert set(asdict(CARD)) == {"card", "large", "whole"}
    assert "raise" not in repr(row)


def test_a_new_link_ends_the_one_before_it(house: House, mei: Staff, kept: str):
    first, second = (home.link_to_handout(house.store, mei, kept, CARD) for _ in range(2))
    assert (is_looked_at(house, first), is_looked_at(house, second)) == (False, True)


def test_a_link_goes_with_what_is_erased(house: House, mei: Staff, kept: str):
    token = home.link_to_handout(house.store, mei, kept, CARD)
    with house.store.writing() as tx:
        erasures.drop(tx, kept)
    assert alive(house) == []
    with pytest.raises(Missing):
        home.open_once(house.store, token)


def test_nothing_opens_of_whoever_asked_that_nothing_is_used(
    house: House, mei: Staff, dana: Staff, kept: str
):
    token = home.link_to_handout(house.store, mei, kept, CARD)
    with house.store.writing() as tx:
        restrictions.place(tx, kept, "setup", "asked")
    with pytest.raises(Restricted):
        home.open_once(house.store, token)
    for who in (mei, dana):
        with pytest.raises(Restricted):
            home.hand_out(house.store, who, kept, CARD)
        with pytest.raises(Restricted):
            home.look_at_handout(house.store, who, kept)


def test_a_link_that_cannot_be_noted_stays_unspent(
    house: House, mei: Staff, kept: str, monkeypatch: pytest.MonkeyPatch
):
    token = home.link_to_handout(house.store, mei, kept, CARD)

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(audit, "write", full)
        for way in (home.open_once, lambda store, _: home.link_to_handout(store, mei, kept, CARD)):
            with pytest.raises(OSError, match="no space"):
                way(house.store, token)
    assert is_looked_at(house, token), "nothing was shown, and nothing is lost"
    assert len(alive(house)) == 1
