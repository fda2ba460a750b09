"""The row about signing: from Sign pressed to the paper on the therapist's list, as both see it."""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from kiosk.demo.personas import personas
from kiosk.store import clinics
from kiosk.store.access import staff
from kiosk.store.engine.transaction import random_id
from tests.faults.conftest import clinic_of
from tests.faults.running import Browser, Server, runs
from tests.ledger import Ledger
from tests.visitor import Visitor
from tests.walks.clinic import Clinic

from .measure import Row

VISITS = 15
PACE = re.compile(r'data-hx-trigger="every (\d+)ms"')
"""How often the list looks, as its own page says each time: more often while somebody signs."""
LIMIT = 1.5
STILL = "Papers still to be drawn"


def row_17(visits: int = VISITS) -> Row:
    """With a server and its store, its press, and a list that refreshes itself."""
    random = Random(17)  # noqa: S311 - when a list looks, and no secret
    people = [person.answers for person in personas() if person.path == "new"]
    with serving() as (server, clinic):
        desk = therapist_of(clinic, server)
        waits = [
            seconds_to_paper(
                _at_signing(clinic, people[number % len(people)], number), desk, random
            )
            for number in range(visits)
        ]
    median, worst = statistics.median(waits), max(waits)
    what = "Sign pressed to paper on the therapist's list, which looks as its page says, median"
    figure = f"{median:.2f} s (worst of {visits}: {worst:.2f} s)"
    return Row("17", what, f"≤ {LIMIT} s", figure, median <= LIMIT)


@contextmanager
def serving() -> Iterator[tuple[Server, Clinic]]:
    """A new clinic behind a server of its own, its press warm."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        made = runs(data, "init", "--clinic", "Bench")
        if made.returncode:
            raise RuntimeError(made.stderr)
        server = Server(data)
        server.starts()
        clinic = clinic_of(server)
        try:
            _drawn(clinic, therapist_of(clinic, server))
            yield server, clinic
        finally:
            clinic.store.close()
            server.is_killed()


def _drawn(clinic: Clinic, desk: Browser) -> None:
    """One visit before it counts: the press has drawn by then."""
    who = next(person.answers for person in personas() if person.path == "new")
    seconds_to_paper(_at_signing(clinic, who, VISITS), desk, Random(0))  # noqa: S311


def therapist_of(clinic: Clinic, server: Server) -> Browser:
    """A browser in which a therapist is signed in."""
    with clinic.store.writing() as tx:
        here, account = clinics.the_clinic(tx), random_id()
        if here is None:
            raise LookupError("the clinic")
        known = staff.add(tx, f"Bench {account[:4]}", account, ("therapist",), by="bench")
        token = staff.begin(tx, known.id, here.id)
    browser = Browser(server.port)
    browser.set_cookie("kiosk_staff", token)
    return browser


def _at_signing(clinic: Clinic, answers: Mapping[str, Any], number: int) -> Visitor:
    """Somebody who has only to sign."""
    visitor = Visitor(clinic, Ledger(), answers, number)
    visitor.begins()
    while visitor.step != "sign":
        visitor.takes_a_step()
    return visitor


def seconds_to_paper(visitor: Visitor, desk: Browser, phases: Random) -> float:
    """Seconds from Sign to the first look at the list that has the visit and owes no paper.

    The list looks for the first time some part of its pace after Sign: it knows nothing of it.
    """
    record, pace = visitor.intake_id, _pace(desk.get("/staff/").text)
    phase, begun = phases.uniform(0, pace), time.monotonic()
    visitor.takes_a_step()
    look = begun + phase
    while True:
        time.sleep(max(look - time.monotonic(), 0))
        today = desk.get("/staff/").text
        if f"/staff/intakes/{record}" in today and STILL not in today:
            return time.monotonic() - begun
        look = max(look + _pace(today), time.monotonic())


def _pace(today: str) -> float:
    """Seconds between two looks of this page."""
    return min(int(each) for each in PACE.findall(today)) / 1000
