"""The clinic's mark: each picture that was ever chosen is kept under a name made of its content."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import insert, select

from ...intake.issue import Mark
from ..engine.tables import CLINIC, MARK
from ..engine.transaction import Transaction
from ..errors import Missing

KINDS = {"svg": "image/svg+xml", "png": "image/png"}
"""What a mark may be, with what a browser is told of it."""


def keep(tx: Transaction, clinic_id: str, kind: str, content: bytes) -> str:
    """Keep a cleaned picture; its name. The same one is kept once."""
    name = f"{sha256(content).hexdigest()[:24]}.{kind}"
    if tx.connection.execute(select(MARK.c.name).where(MARK.c.name == name)).first() is None:
        row = {"name": name, "clinic_id": clinic_id, "content": content}
        tx.connection.execute(insert(MARK), row)
    return name


def on_paper(tx: Transaction) -> Mark | None:
    """The clinic's mark, as its papers print it; None where it has none."""
    chosen = select(MARK).join(CLINIC, CLINIC.c.mark == MARK.c.name).limit(1)
    row = tx.connection.execute(chosen).one_or_none()
    return Mark(row.name, row.content) if row else None


def content(tx: Transaction, name: str) -> bytes:
    """The picture of this name. Raises Missing."""
    found: bytes | None = tx.connection.scalar(select(MARK.c.content).where(MARK.c.name == name))
    if found is None:
        raise Missing(name)
    return found
