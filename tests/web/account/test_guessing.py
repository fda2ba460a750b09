"""Guessing passwords: slow from anywhere, and it tells nothing about who works here."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from statistics import median

import pytest

from kiosk.store import Refused, Store, Throttled
from kiosk.store.access import passwords, staff
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.store.house import a_house, somebody
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.walks.page import Page

pytestmark = pytest.mark.long

WORKERS, EACH = 4, 50


def guesses(store: Store, worker: int) -> Counter[str]:
    """What one worker's guesses at Ann are answered with, each worker at its own address."""
    replies: Counter[str] = Counter()
    for _ in range(EACH):
        try:
            staff.sign_in(store, "Ann", "a wrong guess of hers", f"198.51.100.{worker}")
        except (Refused, Throttled) as reply:
            replies[type(reply).__name__] += 1
    return replies


def in_a_process_of_its_own(store: Store, worker: int) -> int:
    """Begin one worker; the end of a pipe that will say how it went."""
    ours, theirs = os.pipe()
    if os.fork():
        os.close(theirs)
        return ours
    try:
        os.write(theirs, json.dumps(guesses(store, worker)).encode())
    finally:
        os._exit(0)


def told_by(pipe: int) -> Counter[str]:
    with os.fdopen(pipe) as said:
        told: Counter[str] = Counter(json.load(said))
    os.wait()
    return told


def test_two_hundred_guesses_over_four_workers_stay_within_the_throttle(store: Store, clock: Clock):
    a_house(store)
    somebody(store, "Ann")
    somebody(store, "Ben")
    pipes = [in_a_process_of_its_own(store, worker) for worker in range(WORKERS)]
    replies: Counter[str] = sum((told_by(pipe) for pipe in pipes), Counter())
    assert replies == {"Refused": 20, "Throttled": WORKERS * EACH - 20}
    with pytest.raises(Throttled):
        staff.sign_in(store, "Ann", PASSWORD, "203.0.113.9")
    assert staff.sign_in(store, "Ben", PASSWORD, "203.0.113.9"), "nobody else is shut out"
    clock.goes_on(minutes=1)
    assert staff.sign_in(store, "Ann", PASSWORD, "203.0.113.9")


def answer(who: Staff, name: str) -> tuple[Page, float]:
    """The page a wrong password gets, and how many seconds of work it was."""
    began = time.thread_time()
    response = who.sends("/staff/sign-in", name=name, password="a wrong guess of hers")
    return Page(response), time.thread_time() - began


def plain(page: Page) -> str:
    """The page without the token of its form, which is another each time."""
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    return page.source.replace(str(token), "")


@pytest.mark.parametrize("asks", [True, False], ids=["with codes", "without"])
def test_a_known_name_gets_the_same_page_as_an_unknown_one(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, asks: bool
):
    monkeypatch.setitem(clinic.app.config, "ASKS_CODES", asks)
    who = Staff(clinic)
    who.opens("/staff/sign-in")
    for _ in range(7):
        known, unknown = (answer(who, name)[0] for name in ("Theo Hands", "Nobody Here"))
        assert known.status == unknown.status
        assert plain(known).replace("Theo Hands", "Nobody Here") == plain(unknown)
        assert list(known.headers.keys()) == list(unknown.headers.keys())


def test_a_known_name_takes_as_long_as_an_unknown_one(clinic: Clinic, dear_passwords: None):
    """The hash is most of it, so leaving it out for unknown names would show at once."""
    with clinic.store.writing() as tx:
        mei = next(each for each in staff.everyone(tx) if each.name == "Mei Tanaka")
        staff.set_password(tx, mei.id, PASSWORD, by="setup")
    assert passwords.NOBODYS.startswith("$argon2id$v=19$m=19456")
    who = Staff(clinic)
    who.opens("/staff/sign-in")
    known, unknown = [], []
    for _ in range(7):
        clinic.clock.goes_on(minutes=2)
        known.append(answer(who, "Mei Tanaka")[1])
        unknown.append(answer(who, "Nobody Here")[1])
    assert 0.5 < median(known) / median(unknown) < 2


def test_whoever_signed_in_here_before_is_not_shut_out_by_a_stranger_and_an_admin_unlocks(
    clinic: Clinic,
):
    here, stranger = Staff(clinic).comes_in("Theo Hands"), Staff(clinic)
    here.does("/staff/sign-out")
    stranger.opens("/staff/sign-in")
    for _ in range(6):
        page, _ = answer(stranger, "Theo Hands")
    assert page.status == 429
    here.comes_in("Theo Hands")
    mei = Staff(clinic).signs_in("Mei Tanaka").confirms()
    url = f"/admin/staff/{id_of(clinic, 'Theo Hands')}"
    mei.opens(url)
    assert "They can sign in at once" in mei.does(url, go="unlocked").words
    assert answer(stranger, "Theo Hands")[0].status == 422
