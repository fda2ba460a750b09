"""Reading answers: the one gate to what somebody said. It writes who passed before they see it.

Nothing else decides it, and nothing else writes ``view``, ``print``, ``hand_out`` or ``open``;
``export_gate`` is its other half, for many records at once, and writes ``export`` too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from ..frozen import dataclass
from ..intake.draft import Draft
from ..intake.reflection import Reader, is_grave, reach_of
from ..store import Missing, Transaction, Unreadable, audit
from ..store.access import admins, break_glass
from ..store.access.staff import Staff
from ..store.audit_events import Event
from ..store.intakes.drafts import Intake
from ..store.records import (
    client_links,
    clients,
    record_days,
    records,
    reflections,
    restrictions,
    standing,
    treatments,
)
from ..store.records.records import Signed
from ..store.records.reflections import Reflection
from ..store.records.standing import Standing
from .read_beside import AGREEMENTS, AS_MANAGER, AS_THERAPIST

Why = Literal["read", "print", "copy", "correct"]

WRITTEN: Mapping[Why, Event] = {
    "read": "view",
    "print": "print",
    "copy": "export",
    "correct": "view",
}
"""What the audit calls each."""

ON_REQUEST: frozenset[Why] = frozenset({"copy", "correct"})
"""What an admin does when a client asks, and says why: no therapist is needed for it."""


class AsksWhy(Exception):
    """It is another therapist's visit, and nobody said yet why it is opened."""

    def __init__(self, signed: Signed) -> None:
        super().__init__(signed.id)
        self.signed = signed


@dataclass(frozen=True)
class Opened:
    """The visits of one client, as far as somebody may read them, the oldest first."""

    visits: tuple[Standing, ...]
    others: int
    """How many are another therapist's, and stay closed until it is said why."""
    torn: tuple[str, ...]
    """ISO days of those that cannot be read."""

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.visits) + self.others + len(self.torn)


class MayNotRead(Exception):
    """Nothing that this person does here needs the answers of a client."""


class Restricted(MayNotRead):
    """The client has asked that nothing of theirs is used: it opens on their request alone."""


def may_read(tx: Transaction, who: Staff, record_id: str, why: Why, reason: str = "") -> Standing:
    """The record as it stands, for somebody who may read it now.

    It is in the audit within the same transaction: commit before anything is shown. Raises
    Missing, Unreadable, AsksWhy or MayNotRead.
    """
    signed = may_open(tx, who, record_id, on_request=why in ON_REQUEST and bool(reason.strip()))
    audit.write(tx, WRITTEN[why], who.id, record_id, reason.strip())
    return standing.of(tx, signed)


def goes_on_reading(tx: Transaction, who: Staff, record_id: str) -> Standing:
    """The same, between two taps of one session. Raises as above.

    Where the last thing in the audit about this record is a tap of their own, it is open before
    them still: the client's list of openings stays one of openings, and not of taps.
    """
    signed = may_open(tx, who, record_id)
    last = audit.last_about(tx, record_id)
    if last is None or (last.event, last.actor) != ("treat", who.id):
        audit.write(tx, "view", who.id, record_id)
    return standing.of(tx, signed)


def may_open(tx: Transaction, who: Staff, record_id: str, *, on_request: bool = False) -> Signed:
    """The record, for somebody who may do something with it that shows no answer. Raises as above.

    ``on_request``: a client has asked for it, and the reason is kept.
    """
    signed = records.find(tx, record_id)
    if on_request and "admin" in who.roles:
        return signed
    if restrictions.of_record(tx, record_id):
        raise Restricted(record_id)
    if "therapist" not in who.roles:
        raise MayNotRead(record_id)
    if break_glass.must_say_why(tx, signed, who.id):
        raise AsksWhy(signed)
    return signed


def prints_by_itself(tx: Transaction, device: str, record_id: str) -> None:
    """Note that a paper goes to the clinic's printer, which nobody asked for by hand.

    Raises Restricted.
    """
    if restrictions.of_record(tx, record_id):
        raise Restricted(record_id)
    audit.write(tx, "print", device, record_id, "by itself")


def may_print(tx: Transaction, who: Staff, record_id: str, drawn_for: str) -> None:
    """A paper of a record that was drawn for this therapist; noted. Raises as above."""
    signed = may_open(tx, who, record_id)
    theirs = replace(signed, therapist_id=drawn_for)
    if break_glass.must_say_why(tx, theirs, who.id):
        raise AsksWhy(theirs)
    audit.write(tx, "print", who.id, record_id)


def may_hand_out(tx: Transaction, who: Staff, record_id: str, how: str, *, whole: bool) -> Standing:
    """The record, for somebody who gives its client what they take home; noted.

    ``whole``: with what the client said at the intake, for whoever may open it. Without, the desk
    may as well: nothing of the answers is shown then. Raises as above.
    """
    may_give(tx, who, record_id, whole=whole)
    audit.write(tx, "hand_out", who.id, record_id, how)
    return standing.find(tx, record_id)


def may_give(tx: Transaction, who: Staff, record_id: str, *, whole: bool) -> None:
    """Pass whoever may do so later. Raises as above."""
    if whole or "desk" not in who.roles:
        may_open(tx, who, record_id)
    elif restrictions.of_record(tx, record_id):
        raise Restricted(record_id)


def may_know_agreements(tx: Transaction, who: Staff, record_id: str) -> bool:
    """Whether somebody who takes an agreement back sees private areas; noted. Raises as above.

    Of whoever is restricted an admin takes back what they ask for, and sees no more than that.
    """
    is_request = "admin" in who.roles and restrictions.of_record(tx, record_id)
    whole = "therapist" in who.roles and not is_request
    if whole or "admin" not in who.roles:
        may_give(tx, who, record_id, whole=whole and "admin" not in who.roles)
    audit.write(tx, "view", who.id, record_id, AGREEMENTS)
    return whole


def opens_by_link(tx: Transaction, record_id: str, purpose: str) -> Standing:
    """The record, for the holder of a one-time link that was just spent; noted.

    Raises Missing, Unreadable or Restricted.
    """
    if restrictions.of_record(tx, record_id):
        raise Restricted(record_id)
    audit.write(tx, "hand_out", "link", record_id, purpose)
    return standing.find(tx, record_id)


def may_know_earlier(
    tx: Transaction, client: str, here: Intake, helper: Staff | None, *, fits: bool
) -> bool:
    """Whether what a client said before opens in their intake: at their own tap, and only where
    the birth date ``fits``. Whoever helps is noted as reading each visit that it comes from.
    """
    device = helper.id if helper else here.tablet_id
    if not fits:
        audit.write(tx, "refused", device, here.id, "birth date")
        return False
    audit.write(tx, "open", device, here.id, client)
    for visit in clients.visits_of(tx, client) if helper else ():
        audit.write(tx, "view", device, visit.id, "opened by the client")
    return True


def name_of(tx: Transaction, record_id: str, *, for_admin: bool = False) -> str:
    """First name and initial: who it is, and nothing of what they said. Raises as records do.

    Of whoever is restricted it is for an admin alone, and empty for all others.
    """
    if not for_admin and restrictions.of_record(tx, record_id):
        return ""
    return Draft(answers=standing.find(tx, record_id).says).short_name


def visits_open_to(tx: Transaction, who: Staff, client_id: str) -> Opened:
    """What this person may read of the visits of one client, each noted. Raises Missing.

    Joining two clients opens nobody's visits to another therapist.
    """
    mine = client_links.all_of(tx, client_links.root(tx, client_id))
    open_: list[Standing] = []
    others, torn = 0, []
    for row in reversed(record_days.days_of(tx, mine)):
        try:
            open_.append(may_read(tx, who, row.id, "read"))
        except AsksWhy:
            others += 1
        except Unreadable:
            torn.append(row.visit_day)
    return Opened(tuple(open_), others, tuple(torn))


@dataclass(frozen=True)
class Told:
    """What somebody may know of a reflection."""

    reflection: Reflection | None
    """None where they learn only that such an answer is there."""
    before: Standing | None
    """What was said before the session; None for whoever reads no intakes of this client."""


def may_read_reflection(
    tx: Transaction, who: Staff, record_id: str, *, manages: bool = True
) -> Told:
    """How it was for a client, for somebody who may know it; noted as ``may_read`` does. Without
    ``manages`` for the therapist alone. Raises Missing where there is none, AsksWhy or MayNotRead.
    """
    found = reflections.of(tx, record_id)
    if found is None:
        raise Missing(record_id)
    if restrictions.of_record(tx, record_id):
        raise Restricted(record_id)
    reader = reader_of(tx, who, record_id, manages=manages)
    reach = reach_of(found.answers, reader)
    if reach == "nothing":
        raise MayNotRead(record_id)
    if not reader.manages:
        may_open(tx, who, record_id)
    audit.write(tx, "view", who.id, record_id, AS_MANAGER if reader.manages else AS_THERAPIST)
    before = standing.find(tx, record_id) if reader.treated else None
    return Told(found if reach == "whole" else None, before)


def may_know_of_reflections(
    tx: Transaction, who: Staff, record_ids: Iterable[str], *, as_manager: bool = False
) -> dict[str, bool]:
    """Of these records, those whose reflection this person may open; True where it is grave.

    ``as_manager``: only those that come to them because they manage the clinic.
    """
    open_ = {}
    for each, found in reflections.of_all(tx, record_ids).items():
        reader = reader_of(tx, who, each)
        if as_manager:
            reader = replace(reader, treated=False)
        kept_back = restrictions.of_record(tx, each)
        if not kept_back and reach_of(found.answers, reader) != "nothing":
            open_[each] = is_grave(found.answers)
    return open_


def manager_knows(tx: Transaction, record_id: str) -> bool:
    """Whether a manager has opened this reflection."""
    return audit.was_noted(tx, "view", record_id, AS_MANAGER)


def is_managed_by_therapist(tx: Transaction, record_id: str) -> bool:
    """Whether nobody manages this clinic but whoever had the session."""
    theirs = treatments.treated_by(tx, record_id)
    return bool(theirs) and admins.ids(tx) <= theirs


def reader_of(tx: Transaction, who: Staff, record_id: str, *, manages: bool = True) -> Reader:
    """A manager who had the session is its therapist, as long as there is another manager."""
    theirs = treatments.treated_by(tx, record_id)
    treated = "therapist" in who.roles and (who.id in theirs or not theirs)
    alone = admins.ids(tx) <= theirs
    manages = manages and "admin" in who.roles and (who.id not in theirs or alone)
    return Reader(treated, manages, manager_knows(tx, record_id))
