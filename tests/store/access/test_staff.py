"""Staff sign in with a password, and guessing it gets slow."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.store import Missing, Refused, Store, Throttled, audit
from kiosk.store.access import passwords, setup_link, staff, staff_names
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.store.house import HERE, House, a_house, guesses, somebody, who_is


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def events(store: Store) -> list[str]:
    with store.reading() as tx:
        return [entry.event for entry in audit.matching(tx, audit.Wanted(), 99)]


def test_somebody_signs_in_with_their_name_and_password(house: House):
    ann = somebody(house.store, "Ann Ártha", "desk", "therapist")
    found = who_is(house.store, staff.sign_in(house.store, " ann  áRTHA ", PASSWORD, HERE))
    assert found
    assert (found.id, found.roles) == (ann.id, {"desk", "therapist"})
    assert "sign_in" in events(house.store)


@pytest.mark.parametrize(("name", "password"), [("Ann", PASSWORD + "!"), ("Nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_reply(
    house: House, name: str, password: str
):
    somebody(house.store, "Ann")
    with pytest.raises(Refused, match="do not go together"):
        staff.sign_in(house.store, name, password, HERE)
    assert events(house.store)[0] == "sign_in_failed"


def test_unknown_names_cost_the_same_hashing_as_known_ones(
    store: Store, monkeypatch, dear_passwords: None
):
    a_house(store)
    somebody(store, "Ann")
    hashed: list[str] = []
    matches = passwords.matches
    monkeypatch.setattr(
        passwords, "matches", lambda given, kept: hashed.append(kept) or matches(given, kept)
    )
    guesses(store, 1, "Ann")
    guesses(store, 1, "Nobody")
    figures = [kept.rpartition("$")[0].rpartition("$")[0] for kept in hashed]
    assert figures == ["$argon2id$v=19$m=19456,t=2,p=1"] * 2


def test_unknown_names_are_counted_as_known_ones_are(house: House):
    somebody(house.store, "Ann")
    known, unknown = guesses(house.store, 7), guesses(house.store, 7, "Nobody")
    assert known == unknown == ["Refused"] * 5 + ["Throttled"] * 2


def test_after_five_guesses_the_waits_double_up_to_a_quarter_of_an_hour(house: House, clock: Clock):
    somebody(house.store, "Ann")
    assert guesses(house.store, 5) == ["Refused"] * 5
    waits = []
    for _ in range(6):
        with pytest.raises(Throttled) as shut:
            staff.sign_in(house.store, "Ann", PASSWORD, HERE)
        waits.append(shut.value.seconds)
        clock.goes_on(seconds=shut.value.seconds)
        assert guesses(house.store, 1) == ["Refused"]
    assert waits == [60, 120, 240, 480, 900, 900]


def test_the_right_password_works_after_the_wait_and_clears_the_count(house: House, clock: Clock):
    somebody(house.store, "Ann")
    guesses(house.store, 5)
    clock.goes_on(seconds=60)
    assert who_is(house.store, staff.sign_in(house.store, "Ann", PASSWORD, HERE))
    assert guesses(house.store, 5) == ["Refused"] * 5


def test_guessing_one_account_shuts_no_other(house: House):
    somebody(house.store, "Ann")
    somebody(house.store, "Ben")
    guesses(house.store, 9)
    assert who_is(house.store, staff.sign_in(house.store, "Ben", PASSWORD, HERE))


def test_a_slow_typist_is_never_shut_out(house: House, clock: Clock):
    somebody(house.store, "Ann")
    for _ in range(6):
        assert guesses(house.store, 4) == ["Refused"] * 4
        clock.goes_on(minutes=1)
    assert who_is(house.store, staff.sign_in(house.store, "Ann", PASSWORD, HERE))


def test_an_address_gets_thirty_guesses_a_minute(house: House, clock: Clock, monkeypatch):
    monkeypatch.setattr(passwords, "matches", lambda *_: False)
    names = [f"name {number}" for number in range(32)]
    replies = [guesses(house.store, 1, name)[0] for name in names]
    assert replies == ["Refused"] * 30 + ["Throttled"] * 2
    assert guesses(house.store, 1, "elsewhere", "203.0.113.9") == ["Refused"]
    clock.goes_on(minutes=1)
    assert guesses(house.store, 29, "after a minute")[:4] == ["Refused"] * 4


def test_guessers_at_many_doors_share_one_count(house: House):
    somebody(house.store, "Ann")
    with ThreadPoolExecutor(8) as hands:
        replies = [r for part in hands.map(guesses, [house.store] * 8, [5] * 8) for r in part]
    assert (replies.count("Refused"), replies.count("Throttled")) == (5, 35)


def test_guessing_on_at_a_shut_door_does_not_fill_the_audit(house: House):
    somebody(house.store, "Ann")
    guesses(house.store, 12)
    assert events(house.store).count("sign_in_failed") == 5
    assert events(house.store).count("sign_in_locked") == 1


def test_a_sign_in_ends_after_ten_idle_minutes(house: House, clock: Clock):
    somebody(house.store)
    token = staff.sign_in(house.store, "Ann", PASSWORD, HERE)
    clock.goes_on(minutes=9)
    with house.store.writing() as tx:
        staff.seen(tx, token)
    clock.goes_on(minutes=9, seconds=59)
    assert who_is(house.store, token)
    clock.goes_on(seconds=1)
    assert who_is(house.store, token) is None


def test_a_sign_in_ends_after_eight_hours_however_busy(house: House, clock: Clock):
    somebody(house.store)
    token = staff.sign_in(house.store, "Ann", PASSWORD, HERE)
    for _ in range(8 * 12 - 1):
        clock.goes_on(minutes=5)
        with house.store.writing() as tx:
            staff.seen(tx, token)
    assert who_is(house.store, token)
    clock.goes_on(minutes=5)
    assert who_is(house.store, token) is None


def test_a_password_is_good_however_old_it_is(house: House, clock: Clock):
    ann = somebody(house.store, "Ann")
    clock.goes_on(days=3 * 365)
    found = who_is(house.store, staff.sign_in(house.store, "Ann", PASSWORD, HERE))
    assert found
    assert found.id == ann.id


def test_being_seen_is_noted_once_a_minute(house: House, clock: Clock):
    somebody(house.store)
    token = staff.sign_in(house.store, "Ann", PASSWORD, HERE)
    clock.goes_on(seconds=59)
    with house.store.writing() as tx:
        ann = staff.by_token(tx, token)
        assert ann
        assert staff.seen_lately(tx, ann)
        staff.seen(tx, token)
        assert staff.by_token(tx, token) == ann
    clock.goes_on(seconds=1)
    with house.store.writing() as tx:
        assert not staff.seen_lately(tx, ann)
        staff.seen(tx, token)
        again = staff.by_token(tx, token)
        assert again
        assert staff.seen_lately(tx, again)


def test_signing_out_ends_that_sign_in_only(house: House):
    somebody(house.store)
    first = staff.sign_in(house.store, "Ann", PASSWORD, HERE)
    second = staff.sign_in(house.store, "Ann", PASSWORD, HERE)
    with house.store.writing() as tx:
        staff.sign_out(tx, first)
        staff.sign_out(tx, first)
    assert who_is(house.store, first) is None
    assert who_is(house.store, second)


@pytest.mark.parametrize("change", ["password", "roles", "disabled"])
def test_a_changed_account_is_signed_out_everywhere(house: House, change: str):
    somebody(house.store, "Boss", "admin")
    ann = somebody(house.store, "Ann", "desk")
    token = staff.sign_in(house.store, "Ann", PASSWORD, HERE)
    with house.store.writing() as tx:
        match change:
            case "password":
                staff.set_password(tx, ann.id, "another lamp entirely", "boss")
            case "roles":
                staff.set_roles(tx, ann.id, ["therapist"], "boss")
            case "disabled":
                staff.disable(tx, ann.id, "boss")
    assert who_is(house.store, token) is None
    assert events(house.store)[0] == "staff"


def test_a_disabled_account_signs_in_no_more(house: House):
    somebody(house.store, "Boss", "admin")
    ann = somebody(house.store, "Ann", "desk")
    with house.store.writing() as tx:
        staff.disable(tx, ann.id, "boss")
        assert [s.disabled for s in staff.everyone(tx)] == [True, False]
    assert guesses(house.store, 1) == ["Refused"]
    with pytest.raises(Refused, match="do not go together"):
        staff.sign_in(house.store, "Ann", PASSWORD, HERE)


def test_the_last_admin_stays(house: House):
    boss = somebody(house.store, "Boss", "admin")
    with pytest.raises(Refused, match="only admin"), house.store.writing() as tx:
        staff.disable(tx, boss.id, boss.id)
    with pytest.raises(Refused, match="only admin"), house.store.writing() as tx:
        staff.set_roles(tx, boss.id, ["desk"], boss.id)
    with house.store.reading() as tx:
        assert staff.find(tx, boss.id) == boss


def test_two_people_cannot_share_a_name(house: House):
    somebody(house.store, "Ann")
    with pytest.raises(Refused, match="name already"):
        somebody(house.store, " ANN ")


@pytest.mark.parametrize(
    "password",
    ["short", "x" * 129, "123456789012", "Password1234", "aaaaaaaaaaaaaa", "ann-the-admin!!!1",
     "qwertyuiopas", "Contraseña2026", "P@ssw0rd-Welcome!", "Letmein.Letmein.1",
     "Quiet Room 20262026", "ann@quiet-room!!", "Qu1et_R00m_123", "admin+ann+theadmin"],
)  # fmt: skip
def test_a_password_that_is_guessed_first_is_refused(house: House, password: str):
    with pytest.raises(Refused), house.store.writing() as tx:
        staff.add(tx, "ann-the-admin", password, ["admin"], "setup")


def test_any_long_password_will_do_whatever_its_characters(house: House):
    for number, password in enumerate(
        [
            "lámpara junto a la ventana",
            "ランプが窓のそばにあります",
            ("!a hedge, 7 gates; B lanes under snow " * 4)[:127],
            "the willow by my window",
            "password of many clouds",
        ]
    ):
        with house.store.writing() as tx:
            staff.add(tx, f"Ann {number}", password, ["desk"], "setup")
        assert staff.sign_in(house.store, f"Ann {number}", password, HERE)


def test_roles_come_from_a_closed_list(house: House):
    for roles in ([], ["manager"]):
        with pytest.raises(Refused), house.store.writing() as tx:
            staff.add(tx, "Ann", PASSWORD, roles, "setup")
    with pytest.raises(Missing), house.store.reading() as tx:
        staff.find(tx, "nobody")


def test_passwords_are_not_in_the_database(store: Store, dear_passwords: None):
    a_house(store)
    somebody(store)
    with store.reading() as tx:
        row = staff_names.row_called(tx, "Ann")
    assert row
    assert PASSWORD not in repr(row)
    assert row.password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_set_up_link_dies_with_the_first_admin_or_after_a_day(house: House, clock: Clock):
    with house.store.writing() as tx:
        old = setup_link.setup_link(tx)
        token = setup_link.setup_link(tx)
        assert setup_link.valid(tx, token)
        assert not setup_link.valid(tx, old)
    clock.goes_on(hours=24)
    with house.store.writing() as tx:
        assert not setup_link.valid(tx, token)
        token = setup_link.setup_link(tx)
    somebody(house.store, "Ann", "desk")
    with house.store.reading() as tx:
        assert setup_link.valid(tx, token)
    somebody(house.store, "Boss", "admin")
    with house.store.reading() as tx:
        assert not setup_link.valid(tx, token)
