"""The row about size: every page of the staff, in a clinic of 1,000 visits and of 1,000,000."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from flask import Flask

from kiosk import create_app
from kiosk.settings import Settings
from kiosk.store import Store, clinics
from kiosk.store.access import staff, tablets
from kiosk.store.intakes import intakes, planned_visits
from kiosk.store.intakes.planned_visits import Planned
from kiosk.store.records import cards, record_rows
from tests.postgres import Server

from .copies import LIGHT, WALKED, Somebody
from .exporting import a_server
from .measure import Row, Task, least_cpu
from .personas import PERSONAS, Walk
from .synthetic import a_clinic, clinic_of
from .walking import NoPress
from .wire import Wire, hidden

SMALL, LARGE = 1_000, 1_000_000
ON_SERVER = 100_000
"""On PostgreSQL, whose rows are made anew each time."""
LIMIT = 1.3
Table: TypeAlias = dict[str, tuple[float, float]]
"""By page, the seconds that it takes in the small clinic and in the large one."""

NAMES = 2_000
"""Clients among whom one is looked for who shares their name with nobody."""

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
    tablet: str
    """The token of a tablet."""


@dataclass(frozen=True)
class Asked:
    """A page: its address, and what is sent there."""

    name: str
    url: str
    said: tuple[tuple[str, str], ...] = ()
    form: str = ""
    """The page whose form sends it; empty for one that is only opened."""


def row_15() -> Row:
    """Every page of the staff, and a step, at 1,000,000 light visits beside 1,000."""
    with a_clinic(SMALL, LIGHT) as small, a_clinic(LARGE, LIGHT) as large:
        table = table_of(bench_in(*small), bench_in(*large))
    with a_server() as server, tempfile.TemporaryDirectory() as name:
        two = [bench_of(Path(name) / str(size), size, server) for size in (SMALL, ON_SERVER)]
        on_server = table_of(two[0], two[1], Clock(server))
    worst = max(most(table)[0], most(on_server)[0])
    what = f"{len(table)} pages at {LARGE} light visits / at {SMALL}, CPU; the worst"
    figure = f"{told(table)}; PostgreSQL at {ON_SERVER}, its own CPU as well: {told(on_server)}"
    return Row("15", what, f"≤ {LIMIT}", figure, worst <= LIMIT)


def most(table: Table) -> tuple[float, str]:
    """How much the page grows that grows most, and which it is."""
    return max((large / small, page) for page, (small, large) in table.items())


def told(table: Table) -> str:
    """The page that grows most, in figures, and how many keep to the limit."""
    ratio, page = most(table)
    small, large = table[page]
    flat = sum(one[1] / one[0] <= LIMIT for one in table.values())
    times = f"{page}: {large * 1e3:.1f} ms / {small * 1e3:.1f} ms"
    return f"{ratio:.2f} ({times}; {flat} of {len(table)} within {LIMIT})"


@dataclass(frozen=True)
class Clock:
    """Seconds of CPU of this process and of a database's, those that have gone as well."""

    server: Server
    known: dict[str, float] = field(default_factory=dict)

    def __call__(self) -> float:
        """So far; it never goes back."""
        self.known.update(self.server.spent())
        return time.process_time() + sum(self.known.values())


def table_of(small: Bench, large: Bench, clock: Callable[[], float] = time.process_time) -> Table:
    """Seconds of CPU of each page in the small clinic and in the large one."""
    each = [{asked.name: task(bench, asked) for asked in pages(bench)} for bench in (small, large)]
    table = {}
    for name, run in [*each[0].items(), ("a step and back", a_step(small))]:
        other = each[1].get(name) or a_step(large)
        least = least_cpu({"small": run, "large": other}, rounds=15, times=2, clock=clock)
        table[name] = least["small"], least["large"]
        sys.stdout.write(
            f"     {least['large'] / least['small']:5.2f} {least['small'] * 1e3:7.2f} ms "
            f"{least['large'] * 1e3:7.2f} ms  {name}\n"
        )
        sys.stdout.flush()
    return table


def a_step(bench: Bench) -> Task:
    """A client at a tablet who goes on a step and comes back, each kept and shown."""
    wire = Wire(bench.app, htmx=True)
    wire.cookies["kiosk_tablet"] = bench.tablet
    walk = Walk(wire, PERSONAS[0])
    wire.htmx = False
    walk.starts()
    wire.htmx = True
    walk.walks(lambda _, __, sends: sends(), until="touch")

    def goes() -> None:
        for go in ("next", "back"):
            walk.sends(walk.said(go))

    return goes


def bench_of(folder: Path, size: int, server: Server | None = None) -> Bench:
    """A new clinic of this size, on a server where one is there, and its pages."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    address = server.address(server.new_database()) if server else ""
    return bench_in(*clinic_of(folder, size, LIGHT, database_url=address))


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
        code = tablets.pairing_code(tx, "Another", by="bench")
    tablet = tablets.pair(store, code, "127.0.0.1")
    return Bench(wire, app, known_of(store), "Ada", rare_of(store), tablet)


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
    """The name that one client has and no other. Raises LookupError where nobody has one."""
    with store.reading() as tx:
        some = [card.name for card in cards.named(tx, "a", NAMES).cards]
        for name in some:
            if len(cards.named(tx, name, 2).cards) == 1:
                return name
    raise LookupError(f"one of {len(some)} names that is nobody else's")


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
