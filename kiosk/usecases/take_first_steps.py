"""The first steps of a new clinic: what has to be there before a client comes, looked at anew."""

from __future__ import annotations

from collections.abc import Iterator

from ..frozen import dataclass
from ..languages import N_
from ..store import Transaction, clinics
from ..store.access import staff, tablets
from ..store.backups import key_sheet, state
from ..store.records import papers, record_days

FEW = 5
"""Signed intakes of a clinic that Today still reminds of what is missing; the page stays."""


@dataclass(frozen=True)
class FirstStep:
    """One of them: what it is, how it is done, and whether it is."""

    key: str
    what: str
    how: str
    is_done: bool


def first_steps(tx: Transaction) -> tuple[FirstStep, ...]:
    """All of them, in the order in which each stands on the one before."""
    return tuple(FirstStep(key, *WORDS[key], is_done) for key, is_done in _looked_at(tx))


def are_reminded(tx: Transaction) -> bool:
    """Whether the clinic is so new that Today reminds of what is missing."""
    return not record_days.are_there(tx, FEW) and not all(is_done for _, is_done in _looked_at(tx))


def _looked_at(tx: Transaction) -> Iterator[tuple[str, bool]]:
    clinic, backup = clinics.the_clinic(tx), state.look(tx)
    yield "tablet", bool(tablets.all_tablets(tx))
    yield "therapist", any("therapist" in each.roles for each in staff.everyone(tx))
    yield "people", bool(clinic and clinic.support_list_text)
    yield "test", record_days.are_there(tx, 1)
    yield "paper", papers.is_any_kept(tx)
    yield "sheet", key_sheet.is_confirmed(tx)
    yield "backup", backup.made_at is not None and backup.level == "well"


WORDS = {
    "tablet": (
        N_("A tablet is paired"),
        N_("Show a code under Tablets, and type it on the tablet. It can be this very device."),
    ),
    "therapist": (
        N_("Somebody signs in as a therapist"),
        N_("Invite everybody who works here by a link, under Staff."),
    ),
    "people": (
        N_("There is a list of people to talk to"),
        N_("Write down local helplines and counsellors under Clinic. Clients may ask for it."),
    ),
    "test": (
        N_("An intake has been walked and signed"),
        N_("Take the tablet and try it under an invented name. It can be erased afterwards."),
    ),
    "paper": (
        N_("A paper has come out"),
        N_("It is drawn once an intake is signed. Print it from Today, and see how it looks."),
    ),
    "sheet": (
        N_("The recovery sheet is printed and confirmed"),
        N_("Print the recovery sheet, keep it outside the clinic, and confirm it."),
    ),
    "backup": (
        N_("There is a backup not older than a day"),
        N_("Set KIOSK_BACKUP to a folder on another disk, or type python -m kiosk backup."),
    ),
}
"""What is so when it is done, and how it is done."""
