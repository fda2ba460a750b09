"""A device somebody trusted today opens with their short code: few tries, and not for long."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from kiosk.store import Missing, Refused, Store, audit
from kiosk.store.access import sessions, sign_ins, staff, trusted_devices
from kiosk.store.access.staff import Staff
from kiosk.store.engine.tables import SESSION
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.store.house import House, a_house, somebody, tampers, who_is

CODE, WRONG = "481592", "481593"


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


@pytest.fixture
def ann(house: House) -> Staff:
    return somebody(house.store, "Ann", "therapist")


def trusts(house: House, person: Staff, code: str = CODE) -> str:
    with house.store.writing() as tx:
        return trusted_devices.trust(tx, person, code)


def belongs_to(house: House, device: str) -> str:
    with house.store.reading() as tx:
        person = trusted_devices.whose(tx, device)
    return person.name if person else ""


def fails(house: House, device: str, code: str = WRONG) -> str:
    with pytest.raises((Refused, Missing)) as no:
        trusted_devices.unlock(house.store, device, code)
    return type(no.value).__name__


def test_the_code_opens_the_device_again_under_a_new_token(house: House, ann: Staff):
    device = trusts(house, ann)
    opened = trusted_devices.unlock(house.store, device, "48 15 92")
    here = who_is(house.store, opened.token)
    assert here
    assert here.id == ann.id
    assert fails(house, device, CODE) == "Missing", "the token before is dead"
    assert trusted_devices.unlock(house.store, opened.device, CODE)


def test_trusting_a_device_anew_ends_what_opened_it_before(house: House, ann: Staff):
    before = trusts(house, ann)
    with house.store.writing() as tx:
        now = trusted_devices.trust(tx, ann, CODE, before)
    assert (belongs_to(house, before), belongs_to(house, now)) == ("", "Ann")


def test_trusting_a_device_is_in_the_audit(house: House, ann: Staff):
    trusts(house, ann)
    with house.store.reading() as tx:
        row = audit.last_about(tx, ann.id)
    assert row
    assert (row.actor, row.reason) == (ann.id, "device trusted")


@pytest.mark.parametrize("why", ["disabled_at = 1", "roles = 'admin'"])
def test_whoever_may_not_work_here_any_more_is_let_in_by_no_device(
    house: House, ann: Staff, why: str
):
    device = trusts(house, ann)
    tampers(house.store, f"UPDATE staff SET {why} WHERE id = '{ann.id}'")
    assert belongs_to(house, device) == ""
    assert fails(house, device, CODE) == "Missing"


def test_after_three_wrong_codes_a_day_only_a_whole_sign_in_helps(house: House, ann: Staff):
    device = trusts(house, ann)
    assert fails(house, device) == "Refused"
    device = trusted_devices.unlock(house.store, device, CODE).device
    assert fails(house, device) == "Refused", "a right one does not forgive the wrong ones"
    assert fails(house, device) == "Missing"
    assert fails(house, device, CODE) == "Missing"
    assert belongs_to(house, device) == ""


def test_every_try_is_in_the_audit(house: House, ann: Staff):
    device = trusts(house, ann)
    for _ in range(2):
        fails(house, device)
    trusted_devices.unlock(house.store, device, CODE)
    with house.store.reading() as tx:
        rows = [
            (row.event, row.subject, row.reason) for row in audit.matching(tx, audit.Wanted(), 4)
        ]
    assert rows[0] == ("sign_in", "", "short code")
    assert rows[1:3] == [("sign_in_failed", ann.id, "short code")] * 2
    assert rows[3] == ("staff", ann.id, "device trusted")


def test_the_third_wrong_code_is_told_to_the_audit_as_locked(house: House, ann: Staff):
    device = trusts(house, ann)
    for _ in range(3):
        fails(house, device)
    with house.store.reading() as tx:
        assert audit.matching(tx, audit.Wanted(), 1)[0].event == "sign_in_locked"


def test_it_ends_with_the_day_of_the_clinic(house: House, ann: Staff, clock: Clock):
    device = trusts(house, ann)
    with house.store.reading() as tx:
        left = 24 * 60 - tx.now.hour * 60 - tx.now.minute
    clock.goes_on(minutes=min(left, 12 * 60) - 1)
    assert belongs_to(house, device) == "Ann"
    clock.goes_on(minutes=1)
    assert belongs_to(house, device) == ""
    assert fails(house, device, CODE) == "Missing"


@pytest.mark.parametrize("way", ["a new password", "other roles", "closed", "everywhere", "forgot"])
def test_it_ends_with(house: House, ann: Staff, way: str):
    somebody(house.store, "Ben", "admin")
    device = trusts(house, ann)
    with house.store.writing() as tx:
        match way:
            case "a new password":
                staff.set_password(tx, ann.id, PASSWORD, by="setup")
            case "other roles":
                staff.set_roles(tx, ann.id, ["desk", "therapist"], by="setup")
            case "closed":
                staff.disable(tx, ann.id, by="setup")
            case "everywhere":
                sign_ins.end_all(tx, ann.id, by="setup")
            case _:
                trusted_devices.forget(tx, device)
    assert fails(house, device, CODE) == "Missing"


def test_the_code_is_good_on_no_other_device_and_the_token_opens_nothing_alone(
    house: House, ann: Staff
):
    mine, other = trusts(house, ann), trusts(house, somebody(house.store, "Ben", "desk"), "730264")
    assert fails(house, other, CODE) == "Refused"
    assert fails(house, sessions.random_token(), CODE) == "Missing"
    assert not who_is(house.store, mine)
    theirs = staff.sign_in(house.store, "Ann", PASSWORD, "203.0.113.9")
    assert fails(house, theirs, CODE) == "Missing", "a sign-in is no device"


def test_what_is_kept_of_a_code_cannot_be_guessed_without_the_device(house: House, ann: Staff):
    device = trusts(house, ann)
    with house.store.reading() as tx:
        query = select(SESSION.c.code).where(SESSION.c.kind == "trusted")
        kept = tx.connection.scalar(query)
    assert kept == sessions.hashed(f"{device}\n{CODE}")
    assert kept != sessions.hashed(CODE)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "six to eight digits"),
        ("48159", "six to eight digits"),
        ("481592481", "six to eight digits"),
        ("48159a", "six to eight digits"),
        ("٤٨١٥٩٢", "six to eight digits"),
        ("111111", "get guessed"),
        ("121212", "get guessed"),
        ("123456", "get guessed"),
        ("98765432", "get guessed"),
        ("481481", "get guessed"),
    ],
)
def test_a_code_that_is_guessed_first_is_refused(house: House, ann: Staff, code: str, words: str):
    with pytest.raises(Refused, match=words):
        trusts(house, ann, code)


def test_who_only_runs_the_clinic_signs_in(house: House):
    with pytest.raises(Refused, match="therapists"):
        trusts(house, somebody(house.store, "Ada", "admin"))
