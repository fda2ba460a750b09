"""Sharing a story: what clients allowed, whether it still holds, and each time it was used.

A client allows it by the agreement they sign. It ends by its date, by being taken back, and by
another answer at a later visit; from then on nobody can enter a use any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ..frozen import dataclass
from ..intake.story import CARD, Permission, State, permission_in, state_of
from ..intake.withdrawn import Asker, Way
from ..languages import N_
from ..store import Refused, Store, Transaction, Unreadable
from ..store.access.staff import Staff
from ..store.clinics import Clinic, the_clinic
from ..store.records import client_links, clients, restrictions, standing, stories
from ..store.records.standing import Standing
from ..store.records.stories import Registered, Use
from .read_answers import MayNotRead, Restricted, name_of
from .withdraw_agreement import withdraw_agreement

WHERE = N_("Write where the story is told.")
NO_LONGER: Mapping[State, str] = {
    "ended": N_("This permission has ended. Ask the client again."),
    "taken_back": N_("The client has taken this permission back."),
    "said_no": N_("The client has said no at a later visit."),
    "renewed": N_("The client has answered anew: use the newer permission."),
}
NEVER = N_("This client has given no permission at this visit.")


@dataclass(frozen=True)
class Story:
    """One permission as it stands."""

    record_id: str
    name: str
    permission: Permission
    state: State
    uses: tuple[Use, ...]


def enter_permission(tx: Transaction, record_id: str, record: Mapping[str, Any], by: str) -> None:
    """Enter what a record allows that was just signed; nothing where it allows nothing."""
    if permission := permission_in(record, _months(tx)):
        stories.register(tx, record_id, permission, by)


def register(tx: Transaction, who: Staff, today: date, rows: Iterable[str]) -> Iterator[Story]:
    """These permissions as they stand; nobody who is restricted, and none that cannot be read."""
    for record_id in rows:
        try:
            yield story(tx, who, today, record_id)
        except (Restricted, Refused, Unreadable):
            continue


def story(tx: Transaction, who: Staff, today: date, record_id: str) -> Story:
    """One of them. Raises Missing, Unreadable, Restricted, MayNotRead; Refused where none is."""
    stands = may_read_story(tx, who, record_id)
    known = stories.of(tx, record_id) or _from_record(tx, stands)
    if known is None:
        raise Refused("where", NEVER)
    theirs = clients.all_visits_of(tx, client_links.client_of(tx, record_id))
    ids = [each.id for each in theirs]
    later = reversed(theirs[ids.index(record_id) + 1 :]) if record_id in ids else ()
    taken_back = CARD in stands.taken_back
    records = (each.kept for each in later)
    state = state_of(known.permission, records, today, taken_back=taken_back)
    return Story(record_id, name_of(tx, record_id), known.permission, state, known.uses)


def use_story(store: Store, who: Staff, clinic: Clinic, record_id: str, where: str) -> None:
    """Enter that this story is told somewhere. The same place twice is one use.

    Raises Refused where the permission does not hold, or no place is said; else as ``story``.
    """
    if not where.strip():
        raise Refused("where", WHERE)
    with store.writing() as tx:
        now = story(tx, who, clinic.day(tx.now), record_id)
        if now.state != "holds":
            raise Refused("where", NO_LONGER[now.state])
        stories.register(tx, record_id, now.permission, who.id)
        stories.note_use(tx, record_id, where.strip(), who.id)


def take_back_story(store: Store, who: Staff, record_id: str, asked_by: Asker, how: Way) -> None:
    """The client has changed their mind: an entry, and no use from now on. Twice is once.

    Raises as ``story``.
    """
    with store.writing() as tx:
        may_read_story(tx, who, record_id)
        withdraw_agreement(tx, record_id, CARD, asked_by, how, who.id)


def may_read_story(tx: Transaction, who: Staff, record_id: str) -> Standing:
    """The record, for an admin who learns what its client allowed. Raises as ``story``."""
    if "admin" not in who.roles:
        raise MayNotRead(record_id)
    if restrictions.of_record(tx, record_id):
        raise Restricted(record_id)
    return standing.find(tx, record_id)


def _from_record(tx: Transaction, stands: Standing) -> Registered | None:
    """Of a record that was signed before there was a register."""
    allowed = permission_in(stands.kept, _months(tx))
    return Registered(stands.id, allowed, ()) if allowed else None


def _months(tx: Transaction) -> int:
    clinic = the_clinic(tx)
    return clinic.valid_months if clinic else 12
