"""Records: signed intakes, hashed, signed and sealed. What is in one never changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any
from unicodedata import normalize

from cryptography.exceptions import InvalidSignature
from sqlalchemy import Row, Select, bindparam, insert, select, update

from ...frozen import dataclass
from .. import audit
from ..engine.sealing import IN_PARTS, seal, unseal
from ..engine.site_tables import FIRST
from ..engine.tables import AUDIT, RECORD
from ..engine.torn import WORN, each
from ..engine.transaction import Transaction
from ..errors import Missing, Unreadable
from . import erasures, owed
from .deflated import hash_of, in_parts, inflated, light, without_lines


@dataclass(frozen=True)
class Signed:
    """A record as it was signed, and what staff did with it since."""

    id: str
    sequence: int
    clinic_id: str
    signed_at: datetime
    record: dict[str, Any]
    hash: str
    """SHA-256 over the canonical JSON, in hex; also ``record["fingerprint"]``."""
    signature: bytes
    read_at: datetime | None
    read_by: str
    therapist_id: str
    client_id: str = ""
    """Whose it was said to be when it was signed; see ``whose``."""
    site_id: str = FIRST
    """Where it was signed."""
    is_light: bool = False
    """Its wordings have no lines: they were left unread."""

    @property
    def in_words(self) -> dict[str, Any]:
        """The record, where all of it was read: what is missing is never taken for what is so."""
        if self.is_light:
            raise RuntimeError(f"the words of {self.id} were not read")
        return self.record


AT_A_TIME = 50
"""Records read at once: each may hold 50 KB and more."""

NOTHING_SAID: Mapping[str, Any] = {"answers": {}, "flags": (), "agreements": ()}

_FIND = select(RECORD).where(RECORD.c.id == bindparam("this_id"))


def canonical(record: dict[str, Any]) -> bytes:
    """The one spelling of a record that is hashed: sorted keys, compact, UTF-8, NFC, no floats.

    Its own fingerprint is left out. Raises TypeError where a float hides.
    """
    plain = {key: _plain(value) for key, value in record.items() if key != "fingerprint"}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: object) -> object:
    match value:
        case str():
            return normalize("NFC", value)
        case dict():
            return {normalize("NFC", key): _plain(part) for key, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
        case None | bool() | int():
            return value
    raise TypeError(f"{type(value).__name__} has no one spelling")


def keep(
    tx: Transaction,
    intake_id: str,
    clinic_id: str,
    tablet_id: str,
    record: dict[str, Any],
    site_id: str = FIRST,
) -> None:
    """Write a record down for ever, under its intake's id. From then on its paper is owed."""
    plain = {
        "id": intake_id,
        "clinic_id": clinic_id,
        "tablet_id": tablet_id,
        "visit_day": record.get("visit_day") or tx.now.date().isoformat(),
        "catalogue_version": record.get("catalogue_version", ""),
        "signed_at": tx.now,
        "site_id": site_id,
    }
    tx.connection.execute(insert(RECORD), row_of(tx, plain, canonical(record)))
    owed.owe(tx, RECORD.c.id == intake_id, "signed")


def row_of(tx: Transaction, plain: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    """The row of a record of this canonical content: hashed, signed, sealed to what is plain."""
    digest = hashlib.sha256(content).digest()
    return {
        **plain,
        "therapist_id": "",
        "read_by": "",
        "key_id": tx.keys.current,
        "hash": digest,
        "signature": tx.keys.sign(digest),
        "content": seal(tx.keys, in_parts(content), place_of(plain), IN_PARTS),
    }


def place_of(row: Mapping[str, Any]) -> str:
    """Where a record is sealed to: every plain column that says what it is."""
    told = ("id", "clinic_id", "tablet_id", "visit_day", "catalogue_version")
    moment = row["signed_at"].isoformat()
    return ":".join(("record", *(row[name] for name in told), moment))


def find(tx: Transaction, record_id: str) -> Signed:
    """The record of this id, its hash and signature checked. Raises Missing or Unreadable."""
    row = tx.connection.execute(_FIND, {"this_id": record_id}).one_or_none()
    if row is None:
        raise Missing(record_id)
    return is_as_signed(tx, row)


def is_signed(tx: Transaction, intake_id: str) -> bool:
    """Whether this intake has become a record. Cheap: nothing is opened."""
    there = select(RECORD.c.id).where(RECORD.c.id == intake_id)
    return tx.connection.execute(there).first() is not None


def told(tx: Transaction, query: Select[Any], *, words: bool = True) -> Iterator[Signed]:
    """The records of a query as a stream, each opened: so it is whole, and its hash is right.

    Without ``words`` the lines of its wordings are left unread, which is a tenth of the work.
    Signatures are for ``verify_all``. One that cannot be read is there with its id and times.
    """
    rows = tx.stream(query, at_a_time=AT_A_TIME)
    read = _worded if words else _light
    return each(rows, lambda row: read(tx, row), _torn)


def _worded(tx: Transaction, row: Row[Any]) -> Signed:
    return signed_from(row, _content(tx, row))


def _light(tx: Transaction, row: Row[Any]) -> Signed:
    """The seal says that it is as it was sealed, and which hash it was sealed with."""
    kept = unsealed(tx, row)
    if hash_of(kept) != row.hash:
        raise Unreadable(row.id)
    return _told(row, without_lines(json.loads(light(kept))), is_light=True)


def verify_all(tx: Transaction, tell: Callable[[int], None] = lambda done: None) -> list[str]:
    """The ids of records that were changed, and of signed ones that vanished without erasure."""
    bad = []
    rows = tx.stream(select(RECORD).order_by(RECORD.c.sequence), at_a_time=AT_A_TIME)
    for done, row in enumerate(rows, 1):
        tell(done)
        try:
            _signed_content(tx, row)
        except WORN:
            bad.append(row.id)
    return bad + list(_vanished(tx))


def _vanished(tx: Transaction) -> Iterator[str]:
    """What the audit saw signed, and what is neither there nor erased."""
    there = select(RECORD.c.id).where(RECORD.c.id == AUDIT.c.subject).exists()
    query = select(AUDIT.c.subject).where(AUDIT.c.event == "sign", ~there)
    vanished = tx.connection.scalars(query.order_by(AUDIT.c.sequence)).all()
    gone = erasures.marks(tx) if vanished else set()
    yield from (each for each in vanished if erasures.mark_of(tx, each) not in gone)


def mark_read(tx: Transaction, record_id: str, staff_id: str) -> None:
    """Note who read it first. Later readers change nothing; what they opened is in the audit."""
    read = tx.connection.execute(
        update(RECORD)
        .where(RECORD.c.id == record_id, RECORD.c.read_at.is_(None))
        .values(read_at=tx.now, read_by=staff_id)
    )
    if read.rowcount:
        audit.write(tx, "read", staff_id, record_id)


def assign(
    tx: Transaction, record_id: str, therapist_id: str, instead_of: str = "", by: str = ""
) -> bool:
    """Say whose session it is, where it was nobody's (or ``instead_of``'s) until now.

    Its paper names the therapist, so it is drawn anew. False where somebody
    else was quicker, and where it is this therapist's already.
    """
    taken = tx.connection.execute(
        update(RECORD)
        .where(RECORD.c.id == record_id, RECORD.c.therapist_id == instead_of)
        .values(therapist_id=therapist_id)
    )
    if not taken.rowcount or therapist_id == instead_of:
        return False
    owed.owe(tx, RECORD.c.id == record_id, "therapist")
    audit.write(tx, "take", by or therapist_id, record_id)
    return True


def whole(tx: Transaction, query: Select[Any]) -> Iterator[Signed]:
    """The records of a query, opened one by one, each with its hash checked. Raises Unreadable."""
    for row in tx.stream(query, at_a_time=AT_A_TIME):
        yield signed_from(row, _content(tx, row))


def readable(tx: Transaction, query: Select[Any]) -> Iterator[Signed]:
    """The same, without those that cannot be read: lists name them, and nobody waits for them."""
    for row in tx.stream(query, at_a_time=AT_A_TIME):
        with suppress(*WORN):
            yield signed_from(row, _content(tx, row))


def is_readable(tx: Transaction, record_id: str) -> bool:
    """Whether the record is there and whole: lists name one that is not."""
    return any(readable(tx, select(RECORD).where(RECORD.c.id == record_id)))


def unsealed(tx: Transaction, row: Row[Any]) -> bytes:
    """What was sealed of a record, deflated. The seal says it is whole. Raises Unreadable."""
    return unseal(tx.keys, row.content, place_of(row._asdict()))


def _content(tx: Transaction, row: Row[Any]) -> bytes:
    """The canonical bytes. Raises Unreadable where row, content or hash do not fit together."""
    content = inflated(unsealed(tx, row))
    if hashlib.sha256(content).digest() != row.hash:
        raise Unreadable(row.id)
    return content


def is_as_signed(tx: Transaction, row: Row[Any]) -> Signed:
    """The record of a row, its hash and signature checked. Raises Unreadable."""
    return signed_from(row, _signed_content(tx, row))


def _signed_content(tx: Transaction, row: Row[Any]) -> bytes:
    """The canonical bytes, to the letter those that were signed. Raises Unreadable."""
    content = _content(tx, row)
    if not tx.keys.has(row.key_id):
        raise Unreadable(row.id)
    try:
        tx.keys.verify(row.key_id, row.signature, row.hash)
    except InvalidSignature:
        raise Unreadable(row.id) from None
    return content


def _torn(row: Row[Any]) -> Signed:
    known = {"id": row.id, "signed_at": row.signed_at.isoformat(), "unreadable": True}
    empty = dict.fromkeys(("language", "catalogue_version"), "")
    return _told(row, {**known, **empty, **NOTHING_SAID})


def signed_from(row: Row[Any], content: bytes) -> Signed:
    """The record of a row and its canonical bytes."""
    return _told(row, json.loads(content))


def _told(row: Row[Any], record: dict[str, Any], *, is_light: bool = False) -> Signed:
    record["fingerprint"] = row.hash.hex()
    return Signed(
        row.id,
        row.sequence,
        row.clinic_id,
        row.signed_at,
        record,
        row.hash.hex(),
        row.signature,
        row.read_at,
        row.read_by,
        row.therapist_id,
        row.client_id or "",
        row.site_id,
        is_light,
    )
