"""Where somebody is signed in: seen, ended, and proved again by a password."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.store import Missing, Refused, Store, Throttled, audit
from kiosk.store.access import passwords, second_step, sessions, sign_ins, staff
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.store.house import House, a_house, somebody, who_is

HERE = "198.51.100.9"


@pytest.fixture
def house(store: Store) -> House:
    house = a_house(store)
    somebody(store, "Boss", "admin")
    somebody(store, "Ann", "therapist")
    return house


def signs_in(store: Store, name: str = "Ann") -> str:
    return staff.sign_in(store, name, PASSWORD, HERE)


def ann_in(store: Store) -> staff.Staff:
    with store.reading() as tx:
        return next(each for each in staff.everyone(tx) if each.name == "Ann")


def listed(store: Store, token: str) -> list[sign_ins.SignIn]:
    ann = ann_in(store)
    with store.reading() as tx:
        return sign_ins.of(tx, ann.id, token)


def last(store: Store) -> audit.Entry:
    with store.reading() as tx:
        return audit.matching(tx, audit.Wanted(), 1)[0]


def test_the_list_has_this_place_first_then_the_newest(house: House, clock: Clock):
    store = house.store
    start = store.steady()
    tokens = []
    for _ in range(3):
        tokens.append(signs_in(store))
        clock.goes_on(minutes=2)
    signs_in(store, "Boss")
    found = listed(store, tokens[0])
    minutes = [(each.since - start).total_seconds() / 60 for each in found]
    assert minutes == [0, 4, 2]
    assert [each.here for each in found] == [True, False, False]
    assert found[1].seen_at == found[1].since


def test_whoever_knows_the_password_signs_in_from_many_places_without_waiting(house: House):
    """Thirty within a minute, each from an address of its own: right ones count nowhere."""
    for number in range(30):
        staff.sign_in(house.store, "Ann", PASSWORD, f"198.51.100.{number}")


def test_what_is_over_is_not_listed(house: House, clock: Clock):
    signs_in(house.store)
    clock.goes_on(minutes=10)
    assert [each.here for each in listed(house.store, signs_in(house.store))] == [True]


def test_one_sign_in_is_ended_from_another(house: House):
    here, elsewhere = signs_in(house.store), signs_in(house.store)
    other = listed(house.store, here)[1]
    ann = ann_in(house.store)
    with house.store.writing() as tx:
        sign_ins.end(tx, ann.id, other.id)
        sign_ins.end(tx, ann.id, other.id)
    assert who_is(house.store, elsewhere) is None
    assert who_is(house.store, here)
    assert last(house.store).event == "sign_out"


def test_signing_out_is_in_the_audit_once_however_often_it_is_sent(house: House):
    token = signs_in(house.store)
    for _ in range(2):
        with house.store.writing() as tx:
            staff.sign_out(tx, token)
    assert who_is(house.store, token) is None
    with house.store.reading() as tx:
        noted = [each.event for each in audit.matching(tx, audit.Wanted(), 9)]
    assert noted.count("sign_out") == 1


def test_nobody_ends_the_sign_in_of_somebody_else(house: House):
    mine, bosses = signs_in(house.store), signs_in(house.store, "Boss")
    boss = who_is(house.store, bosses)
    assert boss
    with house.store.writing() as tx:
        sign_ins.end(tx, boss.id, listed(house.store, mine)[0].id)
    assert who_is(house.store, mine)


def test_everywhere_else_is_ended_at_once(house: House):
    tokens = [signs_in(house.store) for _ in range(4)]
    ann = ann_in(house.store)
    with house.store.writing() as tx:
        sign_ins.end_others(tx, ann.id, tokens[2])
    assert [bool(who_is(house.store, token)) for token in tokens] == [False, False, True, False]


def test_an_admin_ends_all_sign_ins_of_a_person(house: House):
    tokens = [signs_in(house.store) for _ in range(3)]
    ann = ann_in(house.store)
    with house.store.writing() as tx:
        sign_ins.end_all(tx, ann.id, "boss")
    assert not [token for token in tokens if who_is(house.store, token)]
    assert (last(house.store).actor, last(house.store).subject) == ("boss", ann.id)


def test_changing_my_password_ends_the_others_and_goes_on_here(house: House):
    here, elsewhere = signs_in(house.store), signs_in(house.store)
    fresh = sign_ins.change_password(
        house.store, ann_in(house.store), PASSWORD, "another lamp entirely", HERE
    )
    assert [bool(who_is(house.store, t)) for t in (here, elsewhere, fresh)] == [False, False, True]
    with pytest.raises(Refused):
        signs_in(house.store)
    assert staff.sign_in(house.store, "Ann", "another lamp entirely", HERE)


@pytest.mark.parametrize(
    ("old", "new"),
    [("not the old one", "another lamp entirely"), (PASSWORD, "short"), (PASSWORD, "ann")],
)
def test_a_password_stays_unless_the_old_one_is_right_and_the_new_one_good(
    house: House, old: str, new: str
):
    here = signs_in(house.store)
    with pytest.raises(Refused):
        sign_ins.change_password(house.store, ann_in(house.store), old, new, HERE)
    assert who_is(house.store, here)
    assert signs_in(house.store)


def test_a_password_given_again_counts_for_five_minutes_on_that_sign_in(house: House, clock: Clock):
    here, elsewhere = signs_in(house.store), signs_in(house.store)

    def confirmed(token: str) -> bool:
        with house.store.reading() as tx:
            return sign_ins.is_confirmed(tx, token)

    assert not confirmed(here), "signing in is not enough"
    here = sign_ins.confirm(house.store, ann_in(house.store), here, PASSWORD, HERE)
    assert last(house.store).event == "confirm"
    assert (confirmed(here), confirmed(elsewhere)) == (True, False)
    clock.goes_on(minutes=4, seconds=59)
    assert confirmed(here)
    clock.goes_on(seconds=1)
    assert not confirmed(here)


def test_a_password_given_again_turns_the_token_and_the_one_before_opens_nothing(
    house: House, clock: Clock
):
    before = signs_in(house.store)
    after = sign_ins.confirm(house.store, ann_in(house.store), before, PASSWORD, HERE)
    again = sign_ins.confirm(house.store, ann_in(house.store), after, PASSWORD, HERE)
    assert len({before, after, again}) == 3
    assert [bool(who_is(house.store, each)) for each in (before, after, again)] == [0, 0, 1]
    assert {sessions.steady_part(each) for each in (before, after, again)} == {before}
    with house.store.reading() as tx:
        (place,) = sign_ins.of(tx, ann_in(house.store).id, again)
        assert place.here
        assert [sessions.was_turned(tx, each) for each in (before, after, again)] == [1, 1, 0]
    with house.store.writing() as tx:
        sign_ins.end_others(tx, ann_in(house.store).id, again)
    assert last(house.store).event == "confirm", "a turned token is no other place"
    with pytest.raises(Missing):
        sign_ins.confirm(house.store, ann_in(house.store), after, PASSWORD, HERE)
    clock.goes_on(seconds=11)
    with house.store.reading() as tx:
        assert not sessions.was_turned(tx, after)


@pytest.mark.parametrize("asks", ["confirm", "change_password"])
def test_guessing_at_an_open_screen_gets_as_slow_as_at_the_door(house: House, asks: str):
    here = signs_in(house.store)
    ann = ann_in(house.store)
    ways: dict[str, Callable[[], object]] = {
        "confirm": lambda: sign_ins.confirm(house.store, ann, here, "a guess", HERE),
        "change_password": lambda: sign_ins.change_password(
            house.store, ann, "a guess", "another lamp entirely", HERE
        ),
    }
    for _ in range(5):
        with pytest.raises(Refused):
            ways[asks]()
    with pytest.raises(Throttled):
        ways[asks]()


def test_it_is_known_which_sign_in_was_left_quiet(house: House, clock: Clock):
    token, ended = signs_in(house.store), signs_in(house.store)

    def quiet(token: str) -> bool:
        with house.store.reading() as tx:
            return sign_ins.left_quiet(tx, token)

    with house.store.writing() as tx:
        staff.sign_out(tx, ended)
    assert not quiet(token)
    clock.goes_on(minutes=10)
    assert [quiet(each) for each in (token, ended, "made up")] == [True, False, False]


@pytest.mark.parametrize(
    "comes_in",
    [
        lambda store, ann: staff.sign_in(store, "Ann", PASSWORD, HERE),
        lambda store, ann: second_step.first(store, "Ann", PASSWORD, HERE),
        lambda store, ann: sign_ins.change_password(store, ann, PASSWORD, PASSWORD * 2, HERE),
    ],
    ids=["by the password", "by half", "by choosing another"],
)
@pytest.mark.parametrize("change", ["password", "closed"])
def test_a_password_that_is_changed_while_it_is_proved_lets_nobody_in(
    house: House, monkeypatch: pytest.MonkeyPatch, comes_in: Callable[..., str], change: str
):
    store, ann, looks = house.store, ann_in(house.store), passwords.matches

    def meanwhile(password: str, kept: str) -> bool:
        right = looks(password, kept)
        with store.writing() as tx:
            if change == "password":
                staff.set_password(tx, ann.id, "another lamp by the door", "boss")
            else:
                staff.disable(tx, ann.id, "boss")
        return right

    monkeypatch.setattr(passwords, "matches", meanwhile)
    with pytest.raises(Refused):
        comes_in(store, ann)
    with store.reading() as tx:
        assert sign_ins.of(tx, ann.id, "") == []
