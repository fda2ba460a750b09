"""A clinic to walk in: the kiosk as an app, its store, and a look behind the scenes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask

from kiosk.intake.draft import Draft, from_json
from kiosk.intake.record import Record
from kiosk.languages import REVIEWED
from kiosk.store import Store, audit, clinics
from kiosk.store.access import staff, tablets
from kiosk.store.access.tablets import Tablet
from kiosk.store.intakes import intakes
from kiosk.store.records import record_rows, records, standing
from kiosk.usecases.change_setting import change_setting
from tests.builders.clinic import PASSWORD, pairs
from tests.conftest import Clock

SUPPORT_LIST = "Listening line 555-0199, day and night"
STAFF = {
    "Mei Tanaka": ("desk", "therapist", "admin"),
    "Dana Desk": ("desk",),
    "Theo Hands": ("therapist",),
    "Ada Books": ("admin",),
}
"""Who works here, and as what."""


@dataclass
class Clinic:
    """One kiosk, with what a test may know about it that no page says."""

    app: Flask
    store: Store
    clock: Clock

    def founds(self, language: str = "en", time_zone: str = "UTC") -> None:
        """Set the clinic up, with everybody who works there."""
        with self.store.writing() as tx:
            clinic = clinics.found(tx, "Willow Street", language, time_zone)
            clinics.change(tx, clinic.id, "setup", support_list_text=SUPPORT_LIST)
            for name, roles in STAFF.items():
                staff.add(tx, name, PASSWORD, roles, by="setup")

    def offers(self, language: str) -> None:
        """Offer a language, also one that only an admin can turn on: nobody has reviewed it."""
        if language not in REVIEWED:
            change_setting(self.store, "languages", ",".join((*REVIEWED, language)), "ada")

    def pairs(self, name: str = "Tablet 1") -> str:
        """The token of a new tablet."""
        return pairs(self.store, name)

    def tablets(self) -> list[Tablet]:
        with self.store.reading() as tx:
            return tablets.all_tablets(tx)

    def intake(self, intake_id: str) -> intakes.Intake:
        """An intake that is not signed."""
        with self.store.reading() as tx:
            return intakes.find(tx, intake_id)

    def draft(self, intake_id: str) -> Draft:
        """What is kept of it."""
        return from_json(self.intake(intake_id).draft)

    def waiting(self) -> list[intakes.Intake]:
        with self.store.reading() as tx:
            return intakes.waiting(tx)

    def record(self, intake_id: str) -> Record:
        """The record of a signed intake."""
        with self.store.reading() as tx:
            return standing.as_signed(records.find(tx, intake_id))

    def signed(self) -> list[str]:
        """The ids of all records, newest first."""
        with self.store.reading() as tx:
            return [kept.id for kept in record_rows.newest(tx, 1000)]

    def fired(self, intake_id: str) -> list[str]:
        """The rules a signed intake fired, in print order."""
        return [flag.key for flag in self.record(intake_id).flags]

    def audit(self, *events: str) -> list[audit.Entry]:
        """The audit's rows of these kinds, newest first."""
        with self.store.reading() as tx:
            return [
                row for row in audit.matching(tx, audit.Wanted(), 10_000) if row.event in events
            ]

    def is_whole(self) -> bool:
        """Whether every record and the audit are as they were written."""
        with self.store.reading() as tx:
            return not records.verify_all(tx) and audit.verify(tx) is None

    def moves(self, intake_id: str, step: str, draft: dict[str, Any]) -> None:
        """Put an open intake at a step, as though the client had walked there."""
        with self.store.writing() as tx:
            intakes.keep(tx, intakes.find(tx, intake_id), draft, step)
