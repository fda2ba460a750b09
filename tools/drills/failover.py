"""The primary is killed in mid-step and its standby promoted: clients go on, nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.demo.personas import personas
from kiosk.settings import Settings
from kiosk.store import Store, clinics, open_store
from tests.faults.running import Browser, Server, a_free_port
from tests.ledger import Ledger
from tests.patience import until
from tests.visitor import Visitor, at_work
from tests.walks.clinic import Clinic

from .cluster import Node, address, nodes
from .machines import two_machines

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers
AFTERWARDS = 25
"""Answers that are acknowledged after each failover before the next: everybody goes on."""

Report = Callable[[str], None]


@dataclass
class Found:
    """What a drill has shown."""

    acknowledged: int = 0
    signed: int = 0
    seconds: list[float] = field(default_factory=list)
    """From each kill to the next answer that was acknowledged."""
    promoted: list[float] = field(default_factory=list)
    """Of these, until the standby was promoted."""
    wrong: list[str] = field(default_factory=list)
    """Lost, doubled or broken."""
    apart: bool = False
    """Whether the machines had networks of their own, and the cable was pulled as well."""


class Wire:
    """Stands where the app stands in tests: each new browser reaches this host."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def test_client(self) -> Browser:
        """A browser of its own."""
        return Browser(self.server.port)


def failover(
    folder: Path,
    rounds: int,
    tablets: int,
    report: Report = lambda words: None,
    *,
    apart: bool | None = None,
) -> Found:
    """So many times: kill the primary under clients, promote the other, then the roles change."""
    with ExitStack() as ends:
        machines = ends.enter_context(two_machines(apart=apart))
        found = Found(apart=machines[0].apart)
        primary, standby = ends.enter_context(nodes(machines, a_free_port()))
        report(f"A primary at {primary.host} and a synchronous standby at {standby.host}")
        primary.is_made()
        standby.follows(primary)
        clinic = ends.enter_context(served(folder, address(primary, standby)))
        ledger = Ledger()
        visitors = [Visitor(clinic, ledger, MAYA, number) for number in range(tablets)]
        with at_work(visitors, threading.Event()):
            for number in range(rounds):
                go_on(ledger)
                falls_over(primary, standby, ledger, found)
                report(f"{number + 1}: acknowledged again after {found.seconds[-1]:.1f} s")
                go_on(ledger)
                if number + 1 < rounds:
                    primary.machine.is_back()
                    primary.follows(standby)
                    primary, standby = standby, primary
        found.wrong = ledger.wrong(clinic.store)
        found.acknowledged, found.signed = ledger.posts, ledger.signed
        return found


def falls_over(primary: Node, standby: Node, ledger: Ledger, found: Found) -> None:
    """The primary goes in the middle of a step, and whoever watches promotes the other."""
    begun, was = time.monotonic(), ledger.posts
    primary.machine.is_cut_off()
    primary.is_killed()
    standby.is_promoted()
    found.promoted.append(time.monotonic() - begun)
    # What was on its way when the cable was pulled may have been acknowledged already.
    was = max(was, ledger.posts)
    until(lambda: ledger.posts > was)
    found.seconds.append(time.monotonic() - begun)


def go_on(ledger: Ledger) -> None:
    """Until so many more answers were acknowledged."""
    was = ledger.posts
    until(lambda: ledger.posts >= was + AFTERWARDS)


@contextmanager
def served(folder: Path, url: str) -> Iterator[Clinic]:
    """A clinic on this database, with one host that is never started again."""
    told = {
        "KIOSK_DATABASE_URL": url,
        "KIOSK_KEY_FILE": str(folder / "keys" / "master.key"),
        "KIOSK_TOTP": "off",
    }
    host = Server(folder / "host" / "data", **told)
    host.data.parent.mkdir(parents=True)
    settings = Settings.read({**told, "KIOSK_DATA": str(folder / "drill")})
    with closing(open_store(settings, migrate=True)) as store:
        _found(store)
        host.starts()
        try:
            yield Clinic(Wire(host), store, None)  # type: ignore[arg-type]
        finally:
            host.is_killed()


def _found(store: Store) -> None:
    with store.writing() as tx:
        clinics.found(tx, "Drill", "en", "UTC")
