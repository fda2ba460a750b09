"""The row about memory: a web process as it serves, after a day's work, and all of its family."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path

from kiosk.demo.personas import personas
from kiosk.store.access import program_tokens, staff
from kiosk.store.engine.tables import RECORD
from kiosk.store.records import owed
from tests.faults.running import Browser, Server
from tests.ledger import Ledger
from tests.visitor import Visitor
from tests.walks.clinic import Clinic

from .measure import Row
from .signing import serving
from .wire import hidden

AT_ONCE, WALKS, EXPORTS, PAPERS = 8, 100, 10, 300

OF_ONE, OF_ALL = 70, 180
"""MiB."""

PASSWORD = "a long enough password"  # noqa: S105 - of a clinic that is gone in a minute


def row_14() -> Row:
    """What the process holds that clients walk in, and what all processes hold together."""
    with serving() as (server, clinic):
        (worker,) = server.workers()
        begun = _mib(worker, "status", "VmRSS:")
        sign_in_at_once(clinic, server)
        walk(clinic)
        export(clinic, server)
        used = _mib(worker, "status", "VmRSS:")
        draw(clinic)
        whole = sum(_mib(each, "smaps_rollup", "Pss:") for each in server.family())
    day = "8 sign-ins at once, 100 walks and 10 exports"
    what = f"RSS of a web process after {day}; PSS of the whole family after 300 papers"
    figure = f"{used:.0f} MiB ({begun:.0f} at its start); {whole:.0f} MiB"
    met = used <= OF_ONE and whole <= OF_ALL
    return Row("14", what, f"≤ {OF_ONE} / {OF_ALL} MiB", figure, met)


def sign_in_at_once(clinic: Clinic, server: Server) -> None:
    """Eight people send their password at the same moment."""
    with clinic.store.writing() as tx:
        for number in range(AT_ONCE):
            staff.add(tx, f"Bench {number}", PASSWORD, ("admin",), by="bench")
    ready = threading.Barrier(AT_ONCE)
    threads = [
        threading.Thread(target=_signs_in, args=(server, number, ready))
        for number in range(AT_ONCE)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def _signs_in(server: Server, number: int, ready: threading.Barrier) -> None:
    browser = Browser(server.port)
    token = hidden(browser.get("/staff/sign-in").data, "csrf_token")
    said = {"csrf_token": token, "name": f"Bench {number}", "password": PASSWORD}
    referer = {"Referer": f"http://127.0.0.1:{server.port}/staff/sign-in"}
    ready.wait()
    browser.post("/staff/sign-in", said, referer)


def walk(clinic: Clinic) -> None:
    """A hundred come, one after another, and sign."""
    people = cycle(person.answers for person in personas() if person.path == "new")
    for number, answers in enumerate(islice(people, WALKS)):
        Visitor(clinic, Ledger(), answers, number).visits()


def export(clinic: Clinic, server: Server) -> None:
    """Ten times all of them, as CSV, to a program."""
    with clinic.store.writing() as tx:
        admin = next(each for each in staff.everyone(tx) if "admin" in each.roles)
        token = program_tokens.make(tx, "Bench", ("visits",), 30, admin)
        days = f"from={tx.now.date() - timedelta(days=1)}&to={tx.now.date() + timedelta(days=1)}"
    for _ in range(EXPORTS):
        with closing(HTTPConnection(server.host, server.port)) as line:
            line.request(
                "GET",
                f"/api/v1/visits?{days}&format=csv",
                headers={"Authorization": f"Bearer {token}"},
            )
            answer = line.getresponse()
            if answer.status != 200 or answer.read().count(b"\n") <= WALKS:
                raise RuntimeError(f"exported: {answer.status}")


def draw(clinic: Clinic) -> None:
    """Every paper, and anew, until three hundred were drawn."""
    for again in range(PAPERS // WALKS):
        if again:
            with clinic.store.writing() as tx:
                owed.owe(tx, RECORD.c.id.is_not(None), "visits", redraw=True)
        while _are_owed(clinic):
            time.sleep(0.5)


def _are_owed(clinic: Clinic) -> bool:
    with clinic.store.reading() as tx:
        return owed.how_many(tx) > 0


def _mib(process: int, file: str, name: str) -> float:
    lines = Path(f"/proc/{process}/{file}").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024
