"""Two hosts on one database behind a proxy: whichever answers, it is the same clinic."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import update

from kiosk.demo.personas import personas
from kiosk.settings import Settings
from kiosk.store import open_store
from kiosk.store.engine.tables import CLINIC
from tests import postgres
from tests.faults.running import Browser, Server
from tests.ledger import Ledger
from tests.patience import until
from tests.visitor import Visitor, at_work
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff

from .proxy import Proxy, in_front_of

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers
QUIET = 2
"""Seconds that a tablet may lie before it is asked for."""
LONG = 120
TRIES = 20
"""Of a machine that is too busy to touch a tablet every few seconds."""

GUESSES = 12
ALLOWED = 5
"""Wrong passwords that are looked at for one account, on however many hosts."""

Report = Callable[[str], None]


class NotWell(AssertionError):
    """A host went its own way."""


@dataclass
class Place:
    """The clinic with its hosts; ``clinic`` is reached through the proxy."""

    clinic: Clinic
    hosts: tuple[Server, Server]
    proxy: Proxy
    ledger: Ledger = field(default_factory=Ledger)

    def only(self, host: Server) -> Clinic:
        """The same clinic, reached past the proxy."""
        return Clinic(_Reached(host.port), self.clinic.store, None)  # type: ignore[arg-type]

    def beside(self, host: Server, somebody: Staff) -> Staff:
        """The same browser, with its cookies, at this host."""
        there = Staff(self.only(host))
        there.browser.cookies = somebody.browser.cookies  # type: ignore[attr-defined]
        return there


class _Reached:
    """Stands where the app stands in tests: each new browser goes to this port."""

    def __init__(self, port: int) -> None:
        self.port = port

    def test_client(self) -> Browser:
        return Browser(self.port)


def hosts(folder: Path, report: Report = lambda words: None, *, shortly: bool = False) -> None:
    """Try everything that hosts share; a line for each. Raises NotWell.

    ``shortly`` leaves out what takes waiting.
    """
    with two_hosts(folder) as place:
        for fact in FACTS[: -SLOW if shortly else None]:
            report(fact(place))


@contextmanager
def two_hosts(folder: Path) -> Iterator[Place]:
    """A real PostgreSQL, two kiosks with a data folder of their own, one key, and the proxy."""
    found = postgres.binaries()
    if found is None:
        raise RuntimeError("no PostgreSQL on this machine: neither installed nor as a wheel")
    with ExitStack() as ends:
        server = ends.enter_context(postgres.running(found))
        ends.enter_context(server.honest())
        told = {
            "KIOSK_DATABASE_URL": server.address(server.new_database()),
            "KIOSK_KEY_FILE": str(folder / "keys" / "master.key"),
            "KIOSK_TOTP": "off",
            "KIOSK_PROXIES": "1",
        }
        pair = _Reached(0)
        settings = Settings.read({**told, "KIOSK_DATA": str(folder / "drill")})
        store = ends.enter_context(closing(open_store(settings, migrate=True)))
        clinic = Clinic(pair, store, None)  # type: ignore[arg-type]
        clinic.founds()
        both = Server(folder / "one" / "data", **told), Server(folder / "two" / "data", **told)
        for host in both:
            host.data.parent.mkdir()
            ends.callback(host.is_killed)
            host.starts()
        proxy = ends.enter_context(in_front_of([host.port for host in both]))
        pair.port = proxy.port
        yield Place(clinic, both, proxy)


def holds(fact: bool, words: str) -> None:
    """Raises NotWell with these words where it does not hold."""
    if not fact:
        raise NotWell(words)


def a_walk_goes_over_both(place: Place) -> str:
    """Clients walk through the proxy and sign; what they were told is there, once."""
    ledger = place.ledger
    visitors = [Visitor(place.clinic, ledger, MAYA, number) for number in range(2)]
    with at_work(visitors, threading.Event()):
        until(lambda: ledger.signed >= 1)
    holds(min(place.proxy.answered.values()) > 0, "a host was never asked")
    for host in place.hosts:
        well = Browser(host.port).get("/healthz")
        holds(well.status_code == 200 and host.data.is_dir(), f"a host is not well: {well.text}")
    wrong = ledger.wrong(place.clinic.store)
    holds(wrong == [], "; ".join(wrong))
    return f"walks: {ledger.posts} answers over both hosts, {ledger.signed} signed, none lost"


def a_sign_in_holds_on_both_until_either_ends_it(place: Place) -> str:
    """Sessions are rows: one host lets in, the other knows; one signs out, neither knows."""
    one, two = place.hosts
    mei = Staff(place.only(one)).signs_in("Mei Tanaka")
    copied = dict(mei.browser.cookies)  # type: ignore[attr-defined]
    there = place.beside(two, mei)
    there.opens("/staff/")
    holds(there.page.heading != "", "the other host knows her")
    there.does("/staff/sign-out")
    for host in place.hosts:
        browser = Browser(host.port)
        browser.cookies = dict(copied)
        answer = browser.get("/staff/")
        holds(answer.status_code == 303, f"{host.port} lets in who signed out elsewhere")
    return "sign-ins: taken by one host, known to the other, ended by it for both"


def guesses_are_counted_together(place: Place) -> str:
    """Wrong passwords through the proxy: as many are looked at as one host would look at."""
    stranger = Staff(place.clinic)
    stranger.opens("/staff/sign-in")
    for number in range(GUESSES):
        stranger.sends("/staff/sign-in", name="Ada Books", password=f"a wrong one {number}")
    looked_at = len(place.clinic.audit("sign_in_failed"))
    holds(looked_at == ALLOWED, f"{looked_at} guesses were looked at, {ALLOWED} may be")
    return f"throttles: {GUESSES} guesses over both hosts, {looked_at} looked at"


def a_paper_is_drawn_once_and_the_same_on_both(place: Place) -> str:
    """Whichever press draws it, both hosts hand out the same bytes."""
    (record, *_) = place.clinic.signed()
    bytes_of = set()
    for host in place.hosts:
        theo = Staff(place.only(host)).signs_in("Theo Hands")
        theo.prints(record)
        bytes_of.add(theo.gets(f"/staff/intakes/{record}/paper.pdf").data)
    holds(len(bytes_of) == 1, "the hosts hand out different papers")
    return "papers: drawn by one of the presses, the same bytes from both hosts"


def a_touch_on_one_is_seen_by_the_other(place: Place) -> str:
    """An intake in use over both hosts stays; left alone, it is put aside for both, not before."""
    _lies_for(place, QUIET)
    visitor = Visitor(place.clinic, place.ledger, MAYA, 9)
    last = next(last for _ in range(TRIES) if (last := _is_kept_open(visitor)))
    until(lambda: place.clinic.intake(visitor.intake_id).state == "parked")
    quiet = time.monotonic() - last
    holds(quiet >= 1.5 * QUIET, f"put aside after {quiet:.1f} s")
    for host in place.hosts:
        browser = Browser(host.port)
        browser.cookies = dict(visitor.browser.cookies)  # type: ignore[attr-defined]
        holds(browser.get(visitor.here).status_code == 303, f"{host.port} still shows it")
    _lies_for(place, LONG)
    return "idle clocks: in use over both hosts it stays, left alone it is put aside on both"


def _lies_for(place: Place, seconds: int) -> None:
    with place.clinic.store.writing() as tx:
        tx.connection.execute(update(CLINIC).values(idle_seconds=seconds))


def _is_kept_open(visitor: Visitor) -> float:
    """Touch it again and again for longer than it may lie; when last. 0 where we were too slow."""
    visitor.begins()
    begun = last = time.monotonic()
    while last < begun + 3 * QUIET:
        before, last = last, time.monotonic()
        answer = visitor.sends(visitor.fills("here"))
        if time.monotonic() - before >= QUIET:
            return 0
        holds(answer.status_code == 204, "it was put aside while it was in use")
    return last


def one_host_dies_and_the_other_goes_on(place: Place) -> str:
    """kill -9 for a whole host under clients: those of the other notice nothing for long."""
    ledger = place.ledger
    visitors = [Visitor(place.clinic, ledger, MAYA, number) for number in (20, 21)]
    begun = ledger.posts
    with at_work(visitors, threading.Event()):
        until(lambda: ledger.posts >= begun + 6)
        place.hosts[0].is_killed()
        was = ledger.posts
        until(lambda: ledger.posts >= was + 10)
    wrong = ledger.wrong(place.clinic.store)
    holds(wrong == [], "; ".join(wrong))
    return f"a host killed: clients go on over the other, none of {ledger.posts} answers lost"


FACTS: tuple[Callable[[Place], str], ...] = (
    a_walk_goes_over_both,
    a_sign_in_holds_on_both_until_either_ends_it,
    guesses_are_counted_together,
    a_paper_is_drawn_once_and_the_same_on_both,
    a_touch_on_one_is_seen_by_the_other,
    one_host_dies_and_the_other_goes_on,
)
SLOW = 2
"""Of these, at the end."""
