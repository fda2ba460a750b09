"""Signing in takes a password and a code; a code is good once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from kiosk.store import Missing, Refused, Store, Throttled, audit
from kiosk.store.access import authenticator_codes, second_step, staff
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.store.access.apps import App
from tests.store.house import a_house, somebody, who_is

HERE = "198.51.100.9"


@dataclass
class Ann:
    """Somebody with a phone, whose app was set up a minute ago."""

    store: Store
    id: str
    app: App
    paper: tuple[str, ...]

    def proves_password(self) -> str:
        return second_step.first(self.store, "Ann", PASSWORD, HERE)

    def enters(self, code: str) -> str:
        """With the right password, and this code."""
        return second_step.enter(self.store, self.proves_password(), code, HERE)

    @property
    def left(self) -> int:
        with self.store.reading() as tx:
            return authenticator_codes.recovery_codes_left(tx, self.id)


@pytest.fixture
def newcomer(store: Store) -> staff.Staff:
    """Somebody who has never signed in."""
    a_house(store)
    return somebody(store, "Ann")


@pytest.fixture
def ann(store: Store, newcomer: staff.Staff, clock: Clock) -> Ann:
    token = second_step.first(store, "Ann", PASSWORD, HERE)
    app = waiting_app(store, newcomer, clock)
    _, paper = second_step.enter_with_new_app(store, token, app.code(), HERE)
    clock.goes_on(minutes=1)
    return Ann(store, newcomer.id, app, paper)


def waiting_app(store: Store, person: staff.Staff, clock: Clock) -> App:
    """The app of a phone that has just read the QR code."""
    with store.reading() as tx:
        return App.reads(authenticator_codes.address(tx, person.id, person.name), clock)


def events(store: Store, event: str) -> list[audit.Entry]:
    with store.reading() as tx:
        return [entry for entry in audit.matching(tx, audit.Wanted(), 99) if entry.event == event]


def test_a_password_alone_opens_nothing(ann: Ann):
    half = ann.proves_password()
    assert who_is(ann.store, half) is None
    with ann.store.reading() as tx:
        found = second_step.entering(tx, half)
    assert found
    assert (found.id, found.has_app) == (ann.id, True)


def test_password_and_code_sign_in_and_end_the_half(ann: Ann):
    half = ann.proves_password()
    whole = second_step.enter(ann.store, half, ann.app.code(), HERE)
    found = who_is(ann.store, whole)
    assert found
    assert found.id == ann.id
    assert half != whole
    with pytest.raises(Missing):
        second_step.enter(ann.store, half, ann.app.code(1), HERE)
    assert events(ann.store, "sign_in")[0].reason == "app"


def test_a_used_code_is_refused(ann: Ann):
    code = ann.app.code()
    ann.enters(code)
    with pytest.raises(Refused, match="used before"):
        ann.enters(code)


def test_the_code_that_set_the_app_up_signs_nobody_in(
    store: Store, newcomer: staff.Staff, clock: Clock
):
    token = second_step.first(store, "Ann", PASSWORD, HERE)
    code = waiting_app(store, newcomer, clock).code()
    second_step.enter_with_new_app(store, token, code, HERE)
    with pytest.raises(Refused):
        second_step.enter(store, second_step.first(store, "Ann", PASSWORD, HERE), code, HERE)


def test_a_code_older_than_the_last_used_one_is_refused(ann: Ann):
    ann.enters(ann.app.code(1))
    with pytest.raises(Refused):
        ann.enters(ann.app.code())
    ann.app.clock.goes_on(minutes=1)
    assert who_is(ann.store, ann.enters(ann.app.code()))


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_phone_may_be_half_a_minute_fast_or_slow(ann: Ann, steps: int, fits: bool):
    ann.app.clock.goes_on(minutes=5)
    code = ann.app.code(steps)
    if fits:
        assert who_is(ann.store, ann.enters(code))
    else:
        with pytest.raises(Refused):
            ann.enters(code)


def test_many_that_send_the_same_code_at_once_are_let_in_once(ann: Ann):
    halves = [ann.proves_password() for _ in range(2)]
    code = ann.app.code()

    def enters(half: str) -> bool:
        try:
            return bool(second_step.enter(ann.store, half, code, HERE))
        except (Refused, Throttled):
            return False

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(enters, halves)) == [False, True]


@pytest.mark.parametrize("code", ["", "12345", "1234567", "٠٠٠٠٠٠", "\ud800", "-", "x" * 9000])
def test_a_code_that_is_none_is_refused(ann: Ann, code: str):
    with pytest.raises(Refused):
        ann.enters(code)


def test_a_code_may_be_typed_with_a_gap(ann: Ann):
    code = ann.app.code()
    assert who_is(ann.store, ann.enters(f" {code[:3]} {code[3:]} "))


def test_codes_are_counted_at_the_same_door_as_passwords(ann: Ann, clock: Clock):
    half = ann.proves_password()
    replies = []
    for _ in range(6):
        try:
            second_step.enter(ann.store, half, "000000", HERE)
        except (Refused, Throttled) as reply:
            replies.append(type(reply).__name__)
    assert replies == ["Refused"] * 4 + ["Throttled"] * 2, "the password was the first try"
    with pytest.raises(Throttled):
        ann.proves_password()
    assert [entry.reason for entry in events(ann.store, "sign_in_failed")] == ["code"] * 4


def test_proving_the_password_again_gives_no_new_tries_at_the_code(ann: Ann):
    replies = []
    for _ in range(4):
        try:
            ann.enters("000000")
        except (Refused, Throttled) as reply:
            replies.append(type(reply).__name__)
    assert replies == ["Refused"] * 2 + ["Throttled"] * 2, "two tries each, and five in all"


def test_signing_in_clears_the_count(ann: Ann, clock: Clock):
    for _ in range(4):
        assert who_is(ann.store, ann.enters(ann.app.code()))
        clock.goes_on(seconds=30)


def test_a_half_sign_in_ends_after_ten_minutes(ann: Ann, clock: Clock):
    half = ann.proves_password()
    clock.goes_on(minutes=10)
    with pytest.raises(Missing):
        second_step.enter(ann.store, half, ann.app.code(), HERE)


def test_a_recovery_code_lets_in_once(ann: Ann):
    assert (len(set(ann.paper)), ann.left) == (10, 10)
    assert who_is(ann.store, ann.enters(ann.paper[0]))
    assert events(ann.store, "sign_in")[0].reason == "recovery code"
    with pytest.raises(Refused):
        ann.enters(ann.paper[0])
    assert ann.left == 9


def test_a_code_may_be_typed_as_it_was_read(ann: Ann):
    sloppy = ann.paper[1].lower().replace("-", " ").replace("o", "0").replace("i", "1")
    assert all(who_is(ann.store, ann.enters(c)) for c in (sloppy, "-".join(ann.app.code())))


def test_recovery_codes_have_more_bits_than_anybody_can_try_and_are_kept_as_hashes(ann: Ann):
    assert {tuple(map(len, code.split("-"))) for code in ann.paper} == {(4,) * (120 // 5 // 4)}
    with ann.store.reading() as tx:
        kept = tx.connection.execute(text("SELECT * FROM recovery_code")).all()
        secret = tx.connection.scalar(text("SELECT secret FROM code_app"))
    written = [*ann.paper, *(code.replace("-", "") for code in ann.paper), ann.app.secret]
    assert (len(kept), [each for each in written if each in f"{kept}{bytes(secret)!r}"]) == (10, [])


def test_a_shorter_code_of_an_older_paper_lets_in(ann: Ann, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(authenticator_codes, "_RECOVERY_BYTES", 10)
    with ann.store.writing() as tx:
        older = second_step.renew_recovery_codes(tx, staff.find(tx, ann.id))
    assert (len(older[0]), bool(who_is(ann.store, ann.enters(older[0])))) == (19, True)


def test_new_recovery_codes_end_the_old_ones(ann: Ann):
    with ann.store.writing() as tx:
        fresh = second_step.renew_recovery_codes(tx, staff.find(tx, ann.id))
    with pytest.raises(Refused):
        ann.enters(ann.paper[0])
    assert who_is(ann.store, ann.enters(fresh[0]))


def test_somebody_elses_codes_let_nobody_in(ann: Ann, store: Store, clock: Clock):
    ben = somebody(store, "Ben", "desk")
    token = second_step.first(store, "Ben", PASSWORD, HERE)
    app = waiting_app(store, ben, clock)
    _, paper = second_step.enter_with_new_app(store, token, app.code(), HERE)
    clock.goes_on(minutes=1)
    for code in (app.code(), paper[0]):
        with pytest.raises(Refused):
            ann.enters(code)


def test_until_the_app_is_confirmed_it_lets_nobody_in(store: Store, newcomer: staff.Staff, clock):
    token = second_step.first(store, "Ann", PASSWORD, HERE)
    app = waiting_app(store, newcomer, clock)
    with pytest.raises(Refused):
        second_step.enter(store, token, app.code(), HERE)
    with pytest.raises(Refused):
        second_step.enter_with_new_app(store, token, "000000", HERE)
    again = second_step.first(store, "Ann", PASSWORD, HERE)
    with pytest.raises(Refused):
        second_step.enter_with_new_app(store, again, app.code(), HERE)
    assert waiting_app(store, newcomer, clock).secret != app.secret, "each begins with a fresh one"


def test_an_app_that_is_set_up_is_not_set_up_again_by_a_password(ann: Ann):
    half = ann.proves_password()
    with ann.store.reading() as tx:
        assert not authenticator_codes.is_prepared(tx, ann.id)
    with pytest.raises(Refused):
        second_step.enter_with_new_app(ann.store, half, ann.app.code(), HERE)


def test_another_phone_takes_over_and_ends_the_other_sign_ins(ann: Ann, clock: Clock):
    first, here = ann.enters(ann.paper[0]), ann.enters(ann.app.code())
    person = who_is(ann.store, here)
    assert person
    with ann.store.writing() as tx:
        authenticator_codes.prepare(tx, ann.id, person.clinic_id)
    clock.goes_on(minutes=1)
    assert who_is(ann.store, ann.enters(ann.app.code())), "until then the old one works"
    other = waiting_app(ann.store, person, clock)
    fresh = second_step.change_app(ann.store, person, here, other.code(), HERE)
    assert who_is(ann.store, here)
    assert who_is(ann.store, first) is None
    clock.goes_on(minutes=1)
    for dead in (ann.app.code(), ann.paper[1]):
        with pytest.raises(Refused):
            ann.enters(dead)
    clock.goes_on(minutes=1)
    assert who_is(ann.store, ann.enters(other.code()))
    assert who_is(ann.store, ann.enters(fresh[0]))


def test_an_admin_takes_an_app_away_and_says_why(ann: Ann):
    token = ann.enters(ann.app.code())
    with pytest.raises(Refused, match="Say why"), ann.store.writing() as tx:
        second_step.reset(tx, ann.id, "boss", "  ")
    with ann.store.writing() as tx:
        second_step.reset(tx, ann.id, "boss", "phone lost")
    assert who_is(ann.store, token) is None
    assert events(ann.store, "staff")[0].reason == "app: phone lost"
    half = ann.proves_password()
    with ann.store.reading() as tx:
        assert not getattr(second_step.entering(tx, half), "has_app", True)
    assert ann.left == 0


def test_a_leaver_is_not_let_in_halfway(ann: Ann):
    somebody(ann.store, "Boss", "admin")
    half = ann.proves_password()
    with ann.store.writing() as tx:
        staff.disable(tx, ann.id, "boss")
    with pytest.raises(Missing):
        second_step.enter(ann.store, half, ann.app.code(), HERE)
