"""Reading answers: the one gate to what somebody said. It writes who passed before they see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..store import Book, audit, openings, records, standing
from ..store.audit import Event
from ..store.records import Signed
from ..store.staff import Staff
from ..store.standing import Standing

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


class MayNotRead(Exception):
    """Nothing that this person does here needs the answers of a client."""


def may_read(book: Book, who: Staff, record_id: str, why: Why, reason: str = "") -> Standing:
    """The record as it stands, for somebody who may read it now.

    It is in the audit within the same transaction: commit before anything is shown. Raises
    Missing, Unreadable, AsksWhy or MayNotRead.
    """
    signed = may_open(book, who, record_id, on_request=why in ON_REQUEST and bool(reason.strip()))
    audit.write(book, WRITTEN[why], who.id, record_id, reason.strip())
    return standing.of(book, signed)


def may_open(book: Book, who: Staff, record_id: str, *, on_request: bool = False) -> Signed:
    """The record, for somebody who may do something with it that shows no answer. Raises as above.

    ``on_request``: a client has asked for it, and the reason is kept.
    """
    signed = records.find(book, record_id)
    if on_request and "admin" in who.roles:
        return signed
    if "therapist" not in who.roles:
        raise MayNotRead(record_id)
    if openings.must_say_why(book, signed, who.id):
        raise AsksWhy(signed)
    return signed
