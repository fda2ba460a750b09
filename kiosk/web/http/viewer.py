"""Who of the staff is looking: what every list and every note in the audit needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort

from ...store import Book
from ...store.access import staff
from ...store.access.staff import Staff
from ...store.clinics import Clinic
from ...store.records.record_rows import Listed
from .access import the_clinic, the_staff, the_store
from .layout import Frame, staff_frame


@dataclass(frozen=True)
class Looker:
    """Who looks at a list, and what they need to read it."""

    id: str
    frame: Frame
    clinic: Clinic
    names: Mapping[str, str]
    """Everybody who works here, by id."""

    @property
    def reads(self) -> bool:
        """Whether they may open intakes."""
        return "therapist" in self.frame.roles

    def may_see(self, visit: Listed, whose: str) -> bool:
        """Whether a list of "mine" has this visit: mine are also those nobody has taken yet."""
        return whose != "mine" or visit.therapist_id in ("", self.id)


def by() -> str:
    """The id of whoever is signed in, as the audit names them."""
    member = the_staff()
    return member.id if member else ""


def me() -> Staff:
    """Whoever is signed in. 403 where nobody is."""
    return the_staff() or abort(403)


def looker() -> Looker:
    """Whoever is signed in, with what they need to read a list. 404 before there is a clinic."""
    clinic = the_clinic()
    if clinic is None:
        abort(404)
    with the_store().reading() as book:
        return Looker(by(), staff_frame(), clinic, names(book))


def whole_number(typed: str) -> int | None:
    """Where a list goes on, as its page sent it back; None for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None


def names(book: Book) -> dict[str, str]:
    """Everybody who works or worked here, by id."""
    return {person.id: person.name for person in staff.everyone(book)}
