"""One visit that is walked, and its copies: the same words on other days, by other people."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kiosk.demo.people import storied
from kiosk.intake.draft import Draft, as_json
from kiosk.store import Transaction, clinics
from kiosk.store.access import tablets
from kiosk.store.intakes import intakes
from kiosk.store.records import card_keeping, records, standing
from kiosk.store.records.cards import Visits
from kiosk.usecases.sign_intake import sign_intake


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
"""What is said at a light visit, beside who came."""


@dataclass(frozen=True)
class Copies:
    """The canonical bytes of one visit that was walked, from which the others are made."""

    content: bytes
    id: str
    day: str
    clinic_id: str
    tablet_id: str
    catalogue_version: str
    tells: Visits
    """What the card of whoever was walked tells of it."""

    @classmethod
    def of_one_visit(cls, tx: Transaction, said: Sequence[str] = ()) -> Copies:
        """Walk and sign it, on the day it is, with these answers; with all where none is named."""
        clinic, tablet = clinics.the_clinic(tx), tablets.all_tablets(tx)[0]
        if clinic is None:
            raise LookupError("the clinic")
        who = {key: value for key, value in vars(WALKED).items() if key != "id"}
        story = storied()[0].answers
        draft = Draft(answers={**{key: story[key] for key in said or story}, **who})
        here, _ = intakes.start(tx, tablet, as_json(draft), "sign")
        signed = sign_intake(tx, here, clinic.visit_at(tx.now, draft), draft, clinic)
        version = signed.record["catalogue_version"]
        day = str(signed.record["visit_day"])
        # With so little said nobody is asked who they are: their copies tell all the same.
        signed.record["answers"] |= who
        content = records.canonical(signed.record)
        tells = card_keeping.tells(standing.of(tx, signed))
        return cls(content, signed.id, day, signed.clinic_id, tablet.id, version, tells)

    def row(self, tx: Transaction, who: Somebody, this: str, days_ago: int) -> dict[str, Any]:
        """The row of a visit of somebody, so many days ago, to be kept under the id ``this``."""
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
        content = self._as_of(content.decode(), who, plain["visit_day"]).encode()
        return {**records.row_of(tx, plain, content), "client_id": who.id}

    def told(self, who: Somebody, sequence: int, day: str) -> Visits:
        """What the card of somebody tells of this copy."""
        said = {
            key: {self._as_of(answer, who, day): sequence for answer in answers}
            for key, answers in self.tells.said.items()
        }
        return Visits(said, {}, day, 1, sequence)

    def _as_of(self, words: str, who: Somebody, day: str) -> str:
        words = words.replace(self.day, day)
        for key, value in vars(WALKED).items():
            words = words.replace(value, str(getattr(who, key)))
        return words


def tell(words: str) -> None:
    """How far it has come, on one line."""
    sys.stderr.write(f"\r{words}  ")
    sys.stderr.flush()
