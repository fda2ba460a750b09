"""Reading a record: it passes the gate, and who read is in the audit before anything is shown."""

from __future__ import annotations

from ..frozen import dataclass
from ..store import Missing, Store, audit
from ..store.access.staff import Staff
from ..store.audit import Entry
from ..store.records import client_links, papers, records
from ..store.records.standing import Standing
from .read_answers import Why, may_open, may_print, may_read
from .read_beside import BESIDE


@dataclass(frozen=True)
class OpenedRecord:
    """A record as it stands, and what whoever opens it is told of its openings and its client."""

    stands: Standing
    before: Entry | None
    """The opening before this one."""
    client: str
    came_before: int
    """Visits of this client before this one."""


def open_record(store: Store, who: Staff, record_id: str) -> OpenedRecord:
    """Open a record to read it. Raises Missing, Unreadable, AsksWhy or MayNotRead."""
    with store.writing() as tx:
        before = audit.last_of(tx, "view", record_id, but=BESIDE)
        stands = may_read(tx, who, record_id, "read")
    with store.reading() as tx:
        client, came_before = client_links.earlier(tx, record_id, stands.signed.sequence)
    return OpenedRecord(stands, before, client, came_before)


def read_record(store: Store, who: Staff, record_id: str, why: Why, reason: str = "") -> Standing:
    """The record as it stands, for one purpose. Raises as above."""
    with store.writing() as tx:
        return may_read(tx, who, record_id, why, reason)


def read_paper(store: Store, who: Staff, record_id: str, number: int) -> bytes:
    """A paper of this record as it was handed out. Raises as above; Missing without its bytes.

    One that was another therapist's tells of that one's visits, so it is said why first.
    """
    with store.writing() as tx:
        may_print(tx, who, record_id, papers.drawn_for(tx, record_id, number))
        pdf = papers.paper_number(tx, record_id, number)
        if pdf is None:
            raise Missing(record_id)
    return pdf


def take_visit(store: Store, who: Staff, record_id: str, instead_of: str = "") -> bool:
    """This visit is theirs from now on. False where that changed nothing. Raises as above.

    Taking it over from somebody needs what reading it does.
    """
    with store.writing() as tx:
        if instead_of:
            may_open(tx, who, record_id)
        records.find(tx, record_id)
        return records.assign(tx, record_id, who.id, instead_of)


def mark_read(store: Store, who: Staff, record_id: str) -> None:
    """This therapist has read it. Raises as above."""
    with store.writing() as tx:
        may_open(tx, who, record_id)
        records.mark_read(tx, record_id, who.id)
