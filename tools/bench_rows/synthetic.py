"""An invented clinic of any size, made fast: one visit is walked, the others are its copies."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert

from kiosk.demo.people import FIRST, storied
from kiosk.intake.draft import Draft, as_json
from kiosk.settings import Settings
from kiosk.store import Store, Transaction, audit, clinics, open_store
from kiosk.store.access import staff, tablets
from kiosk.store.engine.tables import CARD_DUE, CLIENT, RECORD
from kiosk.store.engine.transaction import random_id
from kiosk.store.intakes import intakes
from kiosk.store.records import card_keeping, records
from kiosk.usecases.sign_intake import sign_intake

A_DAY = 25
"""Visits of one day, today as well: the list of a day is alike in clinics of every size."""

COMES = 2.5
"""How often one client comes."""

AT_A_TIME = 500

SOUNDS = ("an", "bel", "co", "dur", "el", "fi", "gar", "hol", "is", "jo", "kam", "lin", "mo", "ner")


@dataclass(frozen=True)
class Somebody:
    """An invented client."""

    id: str
    full_name: str
    birth_date: str
    phone: str


WALKED = Somebody("the-id-of-the-visit", "Fullname Ofthevisit", "1971-02-03", "555 98 76 543")
"""Whose visit is walked; their copies are everybody else."""


LIGHT = (
    *("goals", "main_goal", "good_visit", "body_marks", "stress_level", "warning_signs"),
    *("heart_blood", "allergies", "pressure", "pause_signal"),
    *("consent_treatment", "consent_privacy", "consent_story", "signer"),
)
"""What the clients of a light clinic were asked: an answer of each kind."""


def clinic_of(
    folder: Path, visits: int, *, light: bool = False, database_url: str = ""
) -> tuple[Settings, Store]:
    """A clinic with so many signed visits, and its clients' cards; light ones hold an eighth."""
    settings = Settings(
        data=folder,
        key_file=folder / "keys" / "master.key",
        totp="off",
        demo=True,
        database_url=database_url,
    )
    store = open_store(settings, migrate=True)
    with store.writing() as tx:
        clinics.found(tx, "Bench", "en", "UTC")
        staff.add(tx, "Bench", random_id(), ("desk", "therapist", "admin"), by="bench")
        code = tablets.pairing_code(tx, "Bench", by="bench")
    tablets.pair(store, code, "127.0.0.1")
    with store.writing() as tx:
        copies = Copies.of_one_visit(tx, light=light)
    random = Random(7)  # noqa: S311 - the same clinic each time, and no secret
    people = list(everybody(random, int(visits / COMES)))
    known: set[str] = set()
    for done in range(0, visits, AT_A_TIME):
        with store.writing() as tx:
            for ago in range(visits - done, max(visits - done - AT_A_TIME, 0), -1):
                who = people[ago % len(people)] if ago < len(people) else random.choice(people)
                is_new = who.id not in known
                if is_new:
                    _is_new(tx, who, copies.clinic_id)
                    known.add(who.id)
                # A client is made with their first record and bears its id: one row tells of both.
                copies.add(tx, who, who.id if is_new else random_id(), (ago - 1) // A_DAY)
        tell(f"{done} of {visits} invented visits")
    card_keeping.write_due(store, tell)
    return settings, store


def everybody(random: Random, count: int) -> Iterator[Somebody]:
    """Invented clients; one in fifty is written down a second time with a slip of the pen."""
    before = WALKED
    for number in range(count):
        if number % 50 == 49:
            name = before.full_name.replace("n", "nn", 1)
            yield Somebody(random_id(), name, before.birth_date, before.phone)
            continue
        last = "".join(random.choice(SOUNDS) for _ in range(3)).capitalize()
        name = f"{random.choice(FIRST)} {last}"
        born = date(1935, 1, 1) + timedelta(days=random.randrange(27000))
        phone = f"555 {random.randrange(100, 999)} {random.randrange(1000, 9999)}"
        before = Somebody(random_id(), name, born.isoformat(), phone)
        yield before


def _is_new(tx: Transaction, who: Somebody, clinic_id: str) -> None:
    owner = {"id": who.id, "clinic_id": clinic_id, "made_at": tx.now}
    tx.connection.execute(insert(CLIENT), owner)
    tx.connection.execute(insert(CARD_DUE), {"client_id": who.id})


@dataclass(frozen=True)
class Copies:
    """The canonical bytes of one visit that was walked, from which the others are made."""

    content: bytes
    id: str
    day: str
    clinic_id: str
    tablet_id: str
    catalogue_version: str

    @classmethod
    def of_one_visit(cls, tx: Transaction, *, light: bool = False) -> Copies:
        """Walk and sign it, on the day it is."""
        clinic, tablet = clinics.the_clinic(tx), tablets.all_tablets(tx)[0]
        if clinic is None:
            raise LookupError("the clinic")
        said = {key: value for key, value in vars(WALKED).items() if key != "id"}
        story = storied()[0].answers
        told = {key: story[key] for key in LIGHT} if light else story
        draft = Draft(answers={**told, **said})
        here, _ = intakes.start(tx, tablet, as_json(draft), "sign")
        signed = sign_intake(tx, here, clinic.visit_at(tx.now, draft), draft, clinic)
        version = signed.record["catalogue_version"]
        day = str(signed.record["visit_day"])
        content = records.canonical(signed.record)
        return cls(content, signed.id, day, signed.clinic_id, tablet.id, version)

    def add(self, tx: Transaction, who: Somebody, this: str, days_ago: int) -> None:
        """A visit of somebody, so many days ago, kept under the id ``this``."""
        now = tx.now - timedelta(days=days_ago)
        day = date.fromisoformat(self.day) - timedelta(days=days_ago)
        plain: dict[str, Any] = {
            "id": this,
            "clinic_id": self.clinic_id,
            "tablet_id": self.tablet_id,
            "visit_day": day.isoformat(),
            "catalogue_version": self.catalogue_version,
            "signed_at": now,
        }
        content = self.content.replace(self.id.encode(), this.encode())
        content = content.replace(self.day.encode(), plain["visit_day"].encode())
        for key, value in vars(WALKED).items():
            content = content.replace(value.encode(), str(getattr(who, key)).encode())
        row = {**records.row_of(tx, plain, content), "client_id": who.id}
        tx.connection.execute(insert(RECORD), row)
        audit.write(tx, "sign", self.tablet_id, this)


def tell(words: str) -> None:
    """How far it has come, on one line."""
    sys.stderr.write(f"\r{words}  ")
    sys.stderr.flush()
