"""Who of the staff is looking: what every list and every note in the audit needs to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field

from flask import abort

from ...frozen import dataclass
from ...store import Missing, Transaction
from ...store.access import at_sites, staff
from ...store.access.at_sites import Whereabouts
from ...store.access.staff import Staff
from ...store.clinics import Clinic
from ...store.records.record_rows import OfDay
from . import current
from .layout import Layout, staff_layout
from .page_parts import Link


@dataclass(frozen=True)
class Viewer:
    """Who looks at a list, and what they need to read it."""

    id: str
    layout: Layout
    clinic: Clinic
    names: Mapping[str, str]
    """Everybody who works here, by id."""
    where: Whereabouts = field(default_factory=Whereabouts)
    """At which sites they work, and which of them they look at."""

    @property
    def reads(self) -> bool:
        """Whether they may open intakes."""
        return "therapist" in self.layout.roles

    @property
    def sites(self) -> tuple[Link, ...]:
        """The sites they may look at, each with what a button sends that goes there.

        None where the clinic has one.
        """
        here = self.where.here
        return tuple(Link(each.id, each.name, here=each.id == here) for each in self.where.theirs)

    def may_see(self, visit: OfDay, whose: str) -> bool:
        """Whether a list of "mine" has this visit: mine are also those nobody has taken yet."""
        return whose != "mine" or visit.therapist_id in ("", self.id)


def actor_id() -> str:
    """The id of whoever is signed in, as the audit names them."""
    member = current.staff()
    return member.id if member else ""


def me() -> Staff:
    """Whoever is signed in. 403 where nobody is."""
    return current.staff() or abort(403)


@contextmanager
def or_not_found() -> Iterator[None]:
    """404 for what is not there, or no longer."""
    try:
        yield
    except Missing:
        abort(404)


def current_viewer() -> Viewer:
    """Whoever is signed in, with what they need to read a list. 404 before there is a clinic."""
    clinic = current.clinic()
    if clinic is None:
        abort(404)
    with current.store().reading() as tx:
        where = at_sites.of(tx, actor_id())
        return Viewer(actor_id(), staff_layout(), clinic, names(tx), where)


def whole_number(typed: str) -> int | None:
    """Where a list goes on, as its page sent it back; None for anything else."""
    plain = typed.removeprefix("-")
    return int(typed) if plain.isascii() and plain.isdigit() and len(plain) < 19 else None


def names(tx: Transaction) -> dict[str, str]:
    """Everybody who works or worked here, by id."""
    return {person.id: person.name for person in staff.everyone(tx)}
