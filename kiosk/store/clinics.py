"""The clinic and its settings."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, func, insert, select, update

from ..clinic.texts import in_language
from ..frozen import dataclass
from ..intake.agreement_words import from_text
from ..intake.draft import Draft
from ..intake.facts import ClinicFacts
from ..intake.own_rules import Chosen
from ..intake.visit import Visit, visit_for
from ..languages import LANGUAGES, REVIEWED, country_of, paper_size_of
from . import audit
from .engine.sealing import seal
from .engine.site_tables import FIRST, SITE
from .engine.tables import CLINIC, OFFER, STAFF
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
    """Whom clients ask for help, by language; empty for the person at the desk."""
    phone: str = ""
    address: str = ""
    support_list_text: str = ""
    """People to talk to, by language."""
    guardian_room_rule: str = ""
    """What is said of a grown-up in the room, by language."""
    valid_months: int = 12
    """How long an agreement holds."""
    paper_size: str = "A4"
    country: str = ""
    """Two letters: in which order day, month and year stand. Empty where nobody has said."""
    asks_reason: bool = True
    """Whether a therapist says why before opening another therapist's visit."""
    languages: str = ""
    """Codes of the languages that clients choose among, with commas; empty for the reviewed."""
    idle_seconds: int = 120
    """Quiet after which a client is asked whether they are still there."""
    parked_minutes: int = 30
    """How long answers that were put aside are kept."""
    accent: str = ""
    """The colour of buttons and links; empty for the kiosk's own."""
    mark: str = ""
    """The name of its mark; empty where it has none."""
    questions_off: str = ""
    """Keys of the optional questions that are not asked here, with commas."""
    questions_folded: str = ""
    """Keys of those behind "Add more"; "-" for none, empty for the usual ones."""
    severities: str = ""
    """The rules set otherwise, each with its severity and why, as JSON; empty for none."""
    trained: str = ""
    """From when until when each therapist is trained for slow, listening touch: no column."""
    agreement_words: str = ""
    """The agreements in its own words, as ``agreement_texts`` keeps them."""

    @property
    def offered(self) -> dict[str, str]:
        """The languages a client may choose here, each by its code, named in itself."""
        chosen = self.languages.split(",") if self.languages else (*REVIEWED, self.language)
        return {code: name for code, name in LANGUAGES.items() if code in chosen}

    @property
    def readable(self) -> dict[str, str]:
        """The languages that something may be written in here: the reviewed, and those offered."""
        return {c: name for c, name in LANGUAGES.items() if c in REVIEWED or c in self.offered}

    @property
    def chosen_severities(self) -> Chosen:
        """The rules that are set otherwise here, each with its severity."""
        kept = json.loads(self.severities) if self.severities else {}
        return tuple((key, severity) for key, (severity, _) in sorted(kept.items()))

    def text(self, kept: str, language: str) -> str:
        """One of its own texts for a reader of this language; in its own where that has none."""
        return in_language(kept, language, self.language)

    def facts_on(self, day: date) -> ClinicFacts:
        """What the rules must know of it on that day."""
        return _facts(self, day)

    def local(self, moment: datetime) -> datetime:
        """A moment as its clock shows it."""
        return moment.astimezone(ZoneInfo(self.time_zone))

    def is_trained(self, day: date) -> bool:
        """Whether somebody's training counts on that day."""
        spans = (each.split("/") for each in self.trained.split(",") if each)
        today = day.isoformat()
        return any(since <= today and today <= (until or today) for since, until in spans)

    def day(self, moment: datetime) -> date:
        """Its date at a moment."""
        return self.local(moment).date()

    def visit_at(self, moment: datetime, draft: Draft) -> Visit:
        """The visit that answers given then to this draft belong to."""
        day = self.day(moment)
        return visit_for(self.facts_on(day), day, draft)


@lru_cache(maxsize=64)
def _facts(clinic: Clinic, day: date) -> ClinicFacts:
    """Worked out once a day, and anew as soon as a setting is another."""
    return ClinicFacts(
        language=clinic.language,
        majority_age=clinic.majority_age,
        breast_work=clinic.breast_work,
        gentle_release=clinic.gentle_release and clinic.is_trained(day),
        support_list=bool(clinic.support_list_text),
        valid_months=clinic.valid_months,
        words=from_text(clinic.agreement_words),
        severities=clinic.chosen_severities,
        off=frozenset(clinic.questions_off.split(",")) - {""},
        folded=frozenset(clinic.questions_folded.split(",")) if clinic.questions_folded else None,
        languages=tuple(clinic.offered) if len(clinic.offered) < len(LANGUAGES) else (),
    )


_COLUMNS = [each.name for each in fields(Clinic) if each.name in CLINIC.c]
_TRAINED = (
    select(func.aggregate_strings(OFFER.c.release_since + "/" + OFFER.c.release_until, ","))
    .join(STAFF, STAFF.c.id == OFFER.c.staff_id)
    .where(
        OFFER.c.release_since != "",
        STAFF.c.disabled_at.is_(None),
        STAFF.c.roles.contains("therapist"),
    )
    .scalar_subquery()
)
_PARTS = (*(CLINIC.c[name] for name in _COLUMNS), func.coalesce(_TRAINED, "").label("trained"))
_THE_CLINIC = select(*_PARTS).limit(1)

BESIDE = tuple(part.label(f"its_{part.name}") for part in _PARTS)
"""The clinic's columns at the end of a query that reads something of hers as well."""


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
    row = {name: getattr(clinic, name) for name in _COLUMNS}
    tx.connection.execute(insert(CLINIC), {**row, "founded_at": tx.now, "key_check": check})
    tx.connection.execute(insert(SITE), {"clinic_id": clinic.id, "id": FIRST})
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


def hold(tx: Transaction) -> None:
    """Nobody else changes its settings until this transaction ends.

    Who writes anything has a share of the row already, for its key (``Store.writing``): what would
    shut others out from that as well could never be had by two at once.
    """
    tx.connection.execute(select(CLINIC.c.id).with_for_update(key_share=True))


def beside(row: Row[Any]) -> Clinic:
    """The clinic at the end of a row that reads something of hers as well."""
    names = (*_COLUMNS, "trained")
    return Clinic(**dict(zip(names, row[-len(names) :], strict=True)))


def founded_at(tx: Transaction) -> datetime:
    """When the clinic was set up."""
    found: datetime = tx.connection.scalars(select(CLINIC.c.founded_at).limit(1)).one()
    return found


@dataclass(frozen=True)
class Change:
    """One setting that was changed, as the audit tells it."""

    key: str
    before: str | int
    after: str | int

    @property
    def in_audit(self) -> str:
        """The change as a row of the audit has it."""
        told = (json.dumps(value, ensure_ascii=False) for value in (self.before, self.after))
        return f"{self.key}: {' -> '.join(told)}"


def change_told(reason: str) -> Change | None:
    """The change that a row of the audit tells; None where it tells something else."""
    key, _, told = reason.partition(": ")
    try:
        before, end = json.JSONDecoder().raw_decode(told)
        after = json.loads(told[end:].removeprefix(" -> "))
    except ValueError:
        return None
    return Change(key, before, after)


def change(tx: Transaction, clinic_id: str, by: str, **settings: str | int) -> None:
    """Keep these settings (fields of Clinic) from now on. Each that differs is told in the audit,
    with what it was before."""
    hold(tx)
    mine = CLINIC.c.id == clinic_id
    kept = tx.connection.execute(select(CLINIC).where(mine)).one()._mapping
    changes = [Change(key, kept[key], value) for key, value in settings.items()]
    for each in [each for each in changes if each.before != each.after]:
        tx.connection.execute(update(CLINIC).where(mine).values({each.key: each.after}))
        audit.write(tx, "settings", by, clinic_id, each.in_audit)
