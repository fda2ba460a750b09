"""The row about size: every page of the staff, in a clinic of 1,000 visits and of 1,000,000."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask

from kiosk import create_app
from kiosk.settings import Settings
from kiosk.store import Store, clinics
from kiosk.store.access import staff, tablets
from kiosk.store.intakes import intakes, planned_visits
from kiosk.store.intakes.planned_visits import Planned
from kiosk.store.records import cards, record_rows

from .copies import LIGHT, WALKED, Somebody
from .measure import Row, Task, least_cpu
from .synthetic import a_clinic, clinic_of
from .walking import NoPress
from .wire import Wire, hidden

SMALL, LARGE = 1_000, 1_000_000
LIMIT = 1.3
STAFF = frozenset({"desk", "therapist", "admin"})

NOT_A_PAGE = {
    "/staff/search": "leads to where clients are looked for",
    "/staff/intakes/<intake_id>/sheet": "drawn in another process",
    "/admin/review.pdf": "drawn in another process",
    "/staff/still": "says whether a sign-in has ended, and shows nothing",
    "/staff/blank/<language>.pdf": "the same sheet for everybody, drawn in another process",
    "/staff/intakes/<intake_id>/paper.pdf": "drawn in another process, kept as it was drawn",
}
"""Addresses of the staff that are no page of the kiosk's own."""


@dataclass(frozen=True)
class Bench:
    """One clinic, and a browser in which somebody of every role is signed in."""

    wire: Wire
    app: Flask
    known: dict[str, str]
    """What addresses are filled in with, by the name of the part."""
    common: str
    """A name that very many share."""
    rare: str


@dataclass(frozen=True)
class Asked:
    """A page: its address, and what is sent there."""

    name: str
    url: str
    said: tuple[tuple[str, str], ...] = ()
    form: str = ""
    """The page whose form sends it; empty for one that is only opened."""


def row_15() -> Row:
    """Every page of the staff at 1,000,000 light visits beside 1,000."""
    with a_clinic(SMALL, LIGHT) as small, a_clinic(LARGE, LIGHT) as large:
        return row_of(table_of(bench_in(*small), bench_in(*large)))


def row_of(table: dict[str, tuple[float, float]]) -> Row:
    """The page that grows most."""
    worst = max(table, key=lambda page: table[page][1] / table[page][0])
    small, large = table[worst]
    what = f"{len(table)} pages of the staff at {LARGE} light visits / at {SMALL}, CPU; the worst"
    figure = f"{large / small:.2f} ({worst}: {large * 1e3:.1f} ms / {small * 1e3:.1f} ms)"
    return Row("15", what, f"≤ {LIMIT}", figure, large / small <= LIMIT)


def table_of(small: Bench, large: Bench) -> dict[str, tuple[float, float]]:
    """Seconds of CPU of each page in the small clinic and in the large one."""
    table = {}
    for one, other in zip(pages(small), pages(large), strict=True):
        tasks = {"small": task(small, one), "large": task(large, other)}
        least = least_cpu(tasks, rounds=15, times=2)
        table[one.name] = least["small"], least["large"]
        sys.stdout.write(
            f"     {least['large'] / least['small']:5.2f} {least['small'] * 1e3:7.2f} ms "
            f"{least['large'] * 1e3:7.2f} ms  {one.name}\n"
        )
        sys.stdout.flush()
    return table


def bench_of(folder: Path, size: int) -> Bench:
    """A new clinic of this size, and its pages."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return bench_in(*clinic_of(folder, size, LIGHT))


def bench_in(settings: Settings, store: Store) -> Bench:
    """The pages of a clinic that is there."""
    press: Any = NoPress()
    app = create_app(settings, store, press)
    wire = Wire(app)
    with store.writing() as tx:
        clinic, everyone = clinics.the_clinic(tx), staff.everyone(tx)
        if clinic is None:
            raise LookupError("the clinic")
        wire.cookies["kiosk_staff"] = staff.begin(tx, everyone[0].id, clinic.id)
    return Bench(wire, app, known_of(store), "Ada", rare_of(store))


def known_of(store: Store) -> dict[str, str]:
    """A visit of each state, and whom it is about."""
    with store.writing() as tx:
        clinic, tablet = clinics.the_clinic(tx), tablets.all_tablets(tx)[0]
        if clinic is None:
            raise LookupError("the clinic")
        born = {"full_name": WALKED.full_name, "birth_date": WALKED.birth_date}
        planned = Planned(clinic.day(tx.now), "10:30", "", {**born, "phone": WALKED.phone})
        visit, _ = planned_visits.plan(tx, planned, "bench")
        said = {"find_birth_date": WALKED.birth_date, "find_phone_end": WALKED.phone[-4:]}
        draft = {"walk_up": True, "answers": {"full_name": WALKED.full_name, **said}}
        waits, _ = intakes.start(tx, tablet, draft, "today")
        newest = record_rows.newest(tx, 1)[0].id
        client = cards.named(tx, "a", 1).cards[0].id
        member = staff.everyone(tx)[0].id
    return {
        "intake_id": newest,
        "waiting": waits.id,
        "visit_id": visit.id,
        "client_id": client,
        "staff_id": member,
    }


def rare_of(store: Store) -> str:
    """The name of somebody who was here."""
    with store.reading() as tx:
        return cards.named(tx, "a", 1).cards[0].name


def pages(bench: Bench) -> Iterator[Asked]:
    """Every page that staff open, and everything they look for."""
    for rule in sorted(bench.app.url_map.iter_rules(), key=str):
        door = bench.app.extensions["access"][rule.endpoint]
        if door & STAFF and "GET" in (rule.methods or ()) and str(rule) not in NOT_A_PAGE:
            yield Asked(str(rule), filled(bench, str(rule)))
    for words, name in (
        ("a common name", bench.common),
        ("two letters", bench.common[:2]),
        ("one letter", bench.common[:1]),
        ("one client", bench.rare),
        ("nobody", "Xaverine Qvortrup"),
        ("nearly a common name", "Adalbertine"),
    ):
        said = (("name", name),)
        yield Asked(f"search for {words}", "/staff/clients", said, "/staff/clients")
        who = filled(bench, "/staff/visits/<visit_id>")
        yield Asked(f"who is it: {words}", f"{who}/find", said, f"{who}/who")
    yield planning(WALKED)


def planning(who: Somebody) -> Asked:
    """Writing a visit down whose client is looked for."""
    year, month, day = who.birth_date.split("-")
    said = {
        "time": "10:30",
        "full_name": who.full_name,
        "birth_date-day": day,
        "birth_date-month": month,
        "birth_date-year": year,
        "phone": who.phone,
    }
    return Asked("plan a visit", "/staff/visits", tuple(said.items()), "/staff/visits")


def filled(bench: Bench, rule: str) -> str:
    """A rule as an address."""
    for part, value in bench.known.items():
        waits = part == "intake_id" and rule.startswith("/staff/waiting/")
        rule = rule.replace(f"<{part}>", quote(bench.known["waiting"] if waits else value))
    return rule


def task(bench: Bench, asked: Asked) -> Task:
    """Ask for the page as a browser does, again and again."""
    wire = bench.wire
    if not asked.form:
        run: Task = lambda: wire.get(asked.url)  # noqa: E731
    else:
        token = hidden(wire.get(asked.form), "csrf_token")
        said = [("csrf_token", token), *asked.said]
        run = lambda: wire.post(asked.url, said)  # noqa: E731
    run()
    if wire.status[:3] not in ("200", "303", "404"):
        raise RuntimeError(f"{asked.name} answers {wire.status}")
    if wire.status[:3] != "200":
        sys.stdout.write(f"     {asked.name} answers {wire.status}\n")
    return run
