"""A new member of staff makes their own account by a link that works once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from kiosk.store import Missing, Refused, Store, StoreError
from kiosk.store.access import invitations, staff
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.store.house import a_house, somebody

HERE = "198.51.100.9"


@pytest.fixture
def boss(store: Store) -> staff.Staff:
    a_house(store)
    return somebody(store, "Boss", "admin")


def invites(store: Store, boss: staff.Staff, name: str = "Ann", *roles: str) -> str:
    with store.writing() as tx:
        return invitations.invite(tx, name, roles or ("therapist",), boss.id)


def accepts(store: Store, token: str, password: str = PASSWORD) -> staff.Staff:
    with store.writing() as tx:
        return invitations.accept(tx, token, password)


def holds(store: Store, token: str) -> bool:
    with store.reading() as tx:
        return invitations.by_token(tx, token) is not None


def test_the_invited_person_sets_a_password_and_has_the_roles_of_the_link(
    store: Store, boss: staff.Staff
):
    token = invites(store, boss, " Ann Ártha ", "desk", "therapist")
    ann = accepts(store, token)
    assert (ann.name, ann.roles) == ("Ann Ártha", {"desk", "therapist"})
    assert staff.sign_in(store, "ann ártha", PASSWORD, HERE)


def test_an_invitation_used_twice_is_refused(store: Store, boss: staff.Staff):
    token = invites(store, boss)
    accepts(store, token)
    assert not holds(store, token)
    with pytest.raises(Missing):
        accepts(store, token, "another lamp entirely")


def test_two_that_use_it_at_once_make_one_account(store: Store, boss: staff.Staff):
    token = invites(store, boss)

    def tries(_: int) -> bool:
        try:
            return bool(accepts(store, token))
        except StoreError:
            return False

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(tries, range(2))) == [False, True]


def test_a_weak_password_leaves_the_invitation_open(store: Store, boss: staff.Staff):
    token = invites(store, boss)
    with pytest.raises(Refused):
        accepts(store, token, "short")
    assert accepts(store, token)


def test_an_invitation_is_good_for_a_day(store: Store, boss: staff.Staff, clock: Clock):
    token = invites(store, boss)
    clock.goes_on(hours=23, minutes=59)
    assert holds(store, token)
    clock.goes_on(minutes=1)
    assert not holds(store, token)
    with pytest.raises(Missing):
        accepts(store, token)


def test_inviting_again_ends_the_earlier_link(store: Store, boss: staff.Staff):
    first, second = invites(store, boss), invites(store, boss, "ann ")
    assert (holds(store, first), holds(store, second)) == (False, True)


@pytest.mark.parametrize("change", ["left", "no admin any more"])
def test_who_may_not_invite_any_more_has_invited_nobody(
    store: Store, boss: staff.Staff, change: str
):
    somebody(store, "Other", "admin")
    token = invites(store, boss)
    with store.writing() as tx:
        if change == "left":
            staff.disable(tx, boss.id, "other")
        else:
            staff.set_roles(tx, boss.id, ["desk"], "other")
    assert not holds(store, token)
    with pytest.raises(Missing):
        accepts(store, token)


def test_an_invitation_is_listed_until_it_is_used_or_taken_back(store: Store, boss: staff.Staff):
    used, kept = invites(store, boss, "Ann"), invites(store, boss, "Ben", "desk")
    accepts(store, used)
    with store.writing() as tx:
        open_ones = invitations.all_open(tx)
        assert [(each.name, each.roles) for each in open_ones] == [("Ben", {"desk"})]
        invitations.take_back(tx, open_ones[0].id, boss.id)
        assert invitations.all_open(tx) == []
        with pytest.raises(Missing):
            invitations.take_back(tx, open_ones[0].id, boss.id)
    assert not holds(store, kept)


@pytest.mark.parametrize("name", ["", "  ", " BOSS "])
def test_nobody_is_invited_under_no_name_or_a_taken_one(store: Store, boss: staff.Staff, name: str):
    with pytest.raises(Refused):
        invites(store, boss, name)


def test_the_link_itself_is_not_in_the_database(store: Store, boss: staff.Staff):
    token = invites(store, boss)
    with store.reading() as tx:
        rows = tx.connection.execute(text("SELECT * FROM invitation")).all()
    assert rows
    assert token not in repr(rows)
