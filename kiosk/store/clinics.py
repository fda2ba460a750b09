"""The clinic and its settings."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from ..intake.draft import Draft
from ..intake.facts import ClinicFacts
from ..intake.visit import Visit, visit_for
from ..languages import country_of, paper_size_of
from . import audit
from .engine.sealing import seal
from .engine.tables import CLINIC
from .engine.transaction import Transaction, random_id
from .errors import Refused


@dataclass(frozen=True)
class Clinic:
    """A clinic as its admin set it up."""

    id: str
    name: str
    language: str
    time_zone: str
    majority_age: int = 18
    breast_work: bool = False
    gentle_release: bool = False
    desk_person: str = ""
    """Who "the desk" is; empty in a clinic of one."""
    phone: str = ""
    support_list_text: str = ""
    guardian_room_rule: str = ""
    valid_months: int = 12
    """How long an agreement holds."""
    paper_size: str = "A4"
    country: str = ""
    """Two letters: in which order day, month and year stand. Empty where nobody has said."""
    asks_reason: bool = True
    """Whether a therapist says why before opening another therapist's visit."""

    @property
    def facts(self) -> ClinicFacts:
        """What the rules must know of it."""
        return ClinicFacts(
            language=self.language,
            majority_age=self.majority_age,
            breast_work=self.breast_work,
            gentle_release=self.gentle_release,
            support_list=bool(self.support_list_text),
            valid_months=self.valid_months,
        )

    def local(self, moment: datetime) -> datetime:
        """A moment as its clock shows it."""
        return moment.astimezone(ZoneInfo(self.time_zone))

    def day(self, moment: datetime) -> date:
        """Its date at a moment."""
        return self.local(moment).date()

    def visit_at(self, moment: datetime, draft: Draft) -> Visit:
        """The visit that answers given then to this draft belong to."""
        return visit_for(self.facts, self.day(moment), draft)


_THE_CLINIC = select(*(CLINIC.c[field.name] for field in fields(Clinic))).limit(1)


def found(
    tx: Transaction,
    name: str,
    language: str,
    time_zone: str = "UTC",
    paper_size: str = "",
    country: str = "",
) -> Clinic:
    """Set up the clinic of this database. Raises Refused where there is one, or without a name.

    Where no country is said it is the one the time zone lies in; where no size of paper is said,
    the one that is sold there.
    """
    if not name:
        raise Refused("clinic", "Write the clinic's name.")
    if the_clinic(tx):
        raise Refused("clinic", "There is a clinic already.")
    country = country or country_of(time_zone)
    paper_size = paper_size or paper_size_of(country)
    clinic = Clinic(random_id(), name, language, time_zone, paper_size=paper_size, country=country)
    check = check_under(tx, clinic.id)
    tx.connection.execute(
        insert(CLINIC), {**asdict(clinic), "founded_at": tx.now, "key_check": check}
    )
    audit.write(tx, "settings", "setup", clinic.id)
    return clinic


def place_of(clinic_id: str) -> str:
    """Where the check of the key is sealed to."""
    return f"clinic:{clinic_id}:key_check"


def check_under(tx: Transaction, clinic_id: str) -> bytes:
    """What says which key the clinic seals with, and that it is hers."""
    return seal(tx.keys, b"kiosk", place_of(clinic_id))


def the_clinic(tx: Transaction) -> Clinic | None:
    """The clinic of this database; None before it is set up."""
    row = tx.connection.execute(_THE_CLINIC).one_or_none()
    return Clinic(**row._mapping) if row else None


def change(tx: Transaction, clinic_id: str, by: str, **settings: str | int) -> None:
    """Keep these settings (fields of Clinic) from now on."""
    tx.connection.execute(update(CLINIC).where(CLINIC.c.id == clinic_id).values(**settings))
    audit.write(tx, "settings", by, clinic_id)
