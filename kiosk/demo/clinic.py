"""The demo's clinic: founded, staffed, and visited over six months."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from ..frozen import dataclass
from ..intake import carry
from ..intake.draft import Draft, as_json
from ..settings import Settings
from ..store import Store, Transaction, clinics, open_store
from ..store.access import staff, tablets
from ..store.access.tablets import Tablet
from ..store.engine.steady import MachineClock
from ..store.intakes import intakes
from ..store.records import clients
from ..usecases.sign_intake import sign_intake
from .people import Person, crowd, storied

NAME = "Willow Street Bodywork"
SUPPORT_LIST = "Listening line 555-0199, day and night\nFamily centre, 12 Willow Street, 555-0198"
ROLES = {"Dana Desk": ("desk",), "Theo Hands": ("therapist",), "Ada Office": ("admin", "therapist")}
BEFORE = 40
"""Invented visits in the six months before today."""

DAYS = 182
EVERY = 16
"""Days between the visits of a client who comes back."""


class Moment(MachineClock):
    """A wall clock that stands where it is put; the machine runs on."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class SignIn:
    """One member of the demo's staff, with a password made for this run."""

    name: str
    roles: tuple[str, ...]
    password: str


def settings_of(settings: Settings) -> Settings:
    """The same kiosk over a folder of its own, marked as a demo, entered by a password alone."""
    data = settings.data / "demo"
    key = data / "keys" / "master.key"
    return replace(
        settings, data=data, key_file=key, database_url="", totp="off", demo=True, backup=None
    )


def build(settings: Settings, progress: Callable[[str], None]) -> tuple[SignIn, ...]:
    """Make the clinic with its visits, unless it is there; new passwords either way."""
    clock = Moment(datetime.now(UTC))
    store = open_store(settings, clock)
    with store.reading() as tx:
        there = clinics.the_clinic(tx) is not None
    if not there:
        with store.writing() as tx:
            clinic = clinics.found(tx, NAME, "en", "UTC", settings.paper_size)
            clinics.change(tx, clinic.id, "setup", support_list_text=SUPPORT_LIST)
        _visits(store, clock, progress)
    people = tuple(SignIn(name, roles, _password()) for name, roles in ROLES.items())
    with store.writing() as tx:
        for person in people:
            _staff(tx, person)
    store.close()
    return people


LETTERS = "bcdfghjkmnpqrtvwxz"
"""None that reads like another, and none that makes a word."""


def _password() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def _staff(tx: Transaction, person: SignIn) -> None:
    known = {each.name: each for each in staff.everyone(tx)}
    if person.name in known:
        staff.set_password(tx, known[person.name].id, person.password, by="demo")
    else:
        staff.add(tx, person.name, person.password, person.roles, by="demo")


def _visits(store: Store, clock: Moment, progress: Callable[[str], None]) -> None:
    tablet, now = _tablet(store), clock.at
    random = Random(11)  # noqa: S311 - the same days each time, and no secret
    days = sorted((random.randint(1, DAYS) for _ in range(BEFORE)), reverse=True)
    planned = [
        (now - timedelta(days=day, minutes=random.randint(0, 400)), person)
        for day, person in zip(days, crowd(BEFORE), strict=True)
    ]
    planned += [(now - timedelta(minutes=9 * n), who) for n, who in enumerate(storied(), 1)]
    every = sorted((visit for each in planned for visit in _visits_of(*each)), key=lambda v: v[0])
    known: dict[int, str] = {}
    for number, (moment, person, answers) in enumerate(every, 1):
        clock.at = moment
        client = _visit(store, tablet, answers, known.get(id(person), ""))
        known.setdefault(id(person), client)
        if number % 12 == 0:
            progress(f"{number} of {len(every)} invented visits")
    clock.at = now


def _visits_of(last: datetime, person: Person) -> Iterator[tuple[datetime, Person, dict[str, Any]]]:
    """When somebody came, the last time at this moment, and what they said each time."""
    said = (person.answers, *person.returns)
    for ago, answers in zip(range(len(said) - 1, -1, -1), said, strict=True):
        yield last - timedelta(days=EVERY * ago), person, answers


def _tablet(store: Store) -> Tablet:
    with store.writing() as tx:
        code = tablets.pairing_code(tx, "Demo tablet", by="demo")
    token = tablets.pair(store, code, "127.0.0.1")
    with store.reading() as tx:
        found = tablets.by_token(tx, token)
    if found is None:
        raise LookupError("the tablet just paired")
    return found


def _visit(store: Store, tablet: Tablet, answers: dict[str, Any], client: str) -> str:
    """Somebody comes and signs; whose visit it is."""
    with store.writing() as tx:
        before = carry.as_json(clients.carried(tx, client)) if client else {}
        draft = Draft(answers=answers, client=client, carried=before)
        clinic = clinics.the_clinic(tx)
        if clinic is None:
            raise LookupError("the clinic")
        here, _ = intakes.start(tx, tablet, as_json(draft), "sign")
        signed = sign_intake(tx, here, clinic.visit_at(tx.now, draft), draft, clinic)
    return client or signed.id
