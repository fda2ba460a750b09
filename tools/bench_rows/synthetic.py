"""An invented clinic of any size, made fast: one visit is walked, the others are its copies.

Every row is the one that the product would write, sealed, signed, and in the audit's chain; only
many are written at once. A test holds a small one against the product.
"""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

from sqlalchemy import insert, select

from kiosk.demo.people import FIRST
from kiosk.settings import Settings
from kiosk.store import Store, Transaction, audit, clinics, open_store
from kiosk.store.access import staff, tablets
from kiosk.store.engine.tables import ALIKE, CARD, CLIENT, PIECE, RECORD
from kiosk.store.engine.transaction import random_id
from kiosk.store.records import card_keeping, cards, lookalikes
from kiosk.store.records.blind_index import last_four, starts_of
from kiosk.store.records.cards import NONE_YET, Card

from .copies import WALKED, Copies, Somebody, tell

A_DAY = 25
"""Visits of one day, today as well: the list of a day is alike in clinics of every size."""

COMES = 2.5
"""How often one client comes."""

AT_A_TIME = 2_000

SOUNDS = ("an", "bel", "co", "dur", "el", "fi", "gar", "hol", "is", "jo", "kam", "lin", "mo", "ner")


KEPT = "BENCH_CLINICS"
"""Names a folder in which clinics are made once and stay, for whoever measures them often."""


@contextmanager
def a_clinic(visits: int, said: Sequence[str] = ()) -> Iterator[tuple[Settings, Store]]:
    """A clinic of this size, gone afterwards where nobody keeps it."""
    if KEPT not in os.environ:
        with tempfile.TemporaryDirectory(prefix="bench") as name:
            settings, store = clinic_of(Path(name), visits, said)
            with closing(store):
                yield settings, store
        return
    folder = Path(os.environ[KEPT]) / f"{visits}-{'light' if said else 'whole'}"
    is_new = not folder.exists()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = settings_of(folder)
    store = clinic_of(folder, visits, said)[1] if is_new else open_store(settings)
    with closing(store):
        yield settings, store


def settings_of(folder: Path, database_url: str = "") -> Settings:
    """How such a clinic is set."""
    key = folder / "keys" / "master.key"
    return Settings(data=folder, key_file=key, totp="off", demo=True, database_url=database_url)


def clinic_of(
    folder: Path, visits: int, said: Sequence[str] = (), *, database_url: str = ""
) -> tuple[Settings, Store]:
    """A clinic with so many signed visits, and its clients' cards; see ``LIGHT``."""
    settings = settings_of(folder, database_url)
    store = open_store(settings, migrate=True)
    filled(store, visits, said)
    return settings, store


def filled(store: Store, visits: int, said: Sequence[str] = ()) -> None:
    """Found a clinic in an empty store, with so many signed visits and its clients' cards."""
    with store.writing() as tx:
        clinics.found(tx, "Bench", "en", "UTC")
        staff.add(tx, "Bench", random_id(), ("desk", "therapist", "admin"), by="bench")
        code = tablets.pairing_code(tx, "Bench", by="bench")
    tablets.pair(store, code, "127.0.0.1")
    with store.writing() as tx:
        copies = Copies.of_one_visit(tx, said)
    random = Random(7)  # noqa: S311 - the same clinic each time, and no secret
    Filling(store, copies, list(everybody(random, int(visits / COMES))), random).fill(visits)


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


@dataclass(frozen=True)
class Filling:
    """A clinic that is being filled: its people, and when each of them came so far."""

    store: Store
    copies: Copies
    people: Sequence[Somebody]
    random: Random
    came: defaultdict[Somebody, list[tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By client the sequence and the day of each visit."""

    def fill(self, visits: int) -> None:
        """So many visits, the oldest first, and then everybody's card."""
        for left in range(visits, 0, -AT_A_TIME):
            with self.store.writing() as tx:
                self._sign(tx, range(left, max(left - AT_A_TIME, 0), -1))
            tell(f"{visits - left} of {visits} invented visits")
        born = defaultdict[str, list[Somebody]](list)
        for who in self.came:
            born[who.birth_date].append(who)
        days = sorted(born)
        for at in range(0, len(days), AT_A_TIME // 10):
            with self.store.writing() as tx:
                for day in days[at : at + AT_A_TIME // 10]:
                    self._write_cards(tx, born[day])
            tell(f"{at} of {len(days)} days on which clients were born")

    def _sign(self, tx: Transaction, some: range) -> None:
        """Those that were signed when so many were still to come."""
        rows, new, whose = [], [], dict[str, Somebody]()
        for ago in some:
            who = self._whose(ago)
            # A client is made with their first record and bears its id: one row tells of both.
            is_new = who not in self.came and who.id not in whose
            this = who.id if is_new else random_id()
            if is_new:
                new.append({"id": this, "clinic_id": self.copies.clinic_id, "made_at": tx.now})
            rows.append(self.copies.row(tx, who, this, (ago - 1) // A_DAY))
            whose[this] = who
        for table, made in ((CLIENT, new), (RECORD, rows)):
            if made:
                tx.connection.execute(insert(table), made)
        audit.write_each(tx, "sign", self.copies.tablet_id, list(whose))
        columns = select(RECORD.c.id, RECORD.c.sequence, RECORD.c.visit_day)
        newest = columns.order_by(RECORD.c.sequence.desc()).limit(len(rows))
        for row in reversed(tx.connection.execute(newest).all()):
            self.came[whose[row.id]].append((row.sequence, row.visit_day))

    def _whose(self, ago: int) -> Somebody:
        people = self.people
        return people[ago % len(people)] if ago < len(people) else self.random.choice(people)

    def _write_cards(self, tx: Transaction, born: Sequence[Somebody]) -> None:
        """The cards of all who were born on one day, and who of them may be one person."""
        visits = {
            who.id: sum((self.copies.told(who, *each) for each in self.came[who]), NONE_YET)
            for who in born
        }
        these = {each: cards.card_of(each, visits[each]) for each in visits}
        rows = [
            {
                "client_id": each,
                "clinic_id": self.copies.clinic_id,
                "newest": card.newest,
                "content": cards.sealed(tx, each, visits[each]),
            }
            for each, card in these.items()
        ]
        pieces = [
            {"value": value, "newest": card.newest}
            for card in these.values()
            for value in card_keeping.pieces_of(tx, card)
        ]
        pairs = [
            {"one": min(a.id, b.id), "other": max(a.id, b.id), "newest": max(a.newest, b.newest)}
            for a, b in _near(these.values())
            if lookalikes.may_be_one(a, b)
        ]
        for table, made in ((CARD, rows), (PIECE, pieces), (ALIKE, pairs)):
            if made:
                tx.connection.execute(insert(table), made)


def _near(those: Iterable[Card]) -> Iterator[tuple[Card, Card]]:
    """Those of these pairs that are worth a closer look: most have nothing in common."""
    known = [(each, {last_four(each.phone), *starts_of(each.name)}) for each in those]
    for (one, has), (other, has_too) in combinations(known, 2):
        if not has.isdisjoint(has_too):
            yield one, other
