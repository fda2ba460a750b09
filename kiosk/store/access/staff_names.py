"""Names of the staff: no two share one, whatever its capitals and spaces."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from ..engine.tables import STAFF
from ..engine.transaction import Transaction
from ..errors import Refused


def check_name(tx: Transaction, name: str) -> None:
    """Raises Refused where nobody could have this name, or somebody has."""
    if not name.strip():
        raise Refused("name", "Give a name.")
    if row_called(tx, name):
        raise Refused("name", "Somebody has this name already.")


def called(tx: Transaction, name: str, field: str = "name") -> str:
    """The id of the account of this name, also of a disabled one. Raises Refused."""
    row = row_called(tx, name)
    if row is None:
        raise Refused(field, f"There is no account named {name}.")
    return str(row.id)


def row_called(tx: Transaction, name: str) -> Row[Any] | None:
    """All that is kept of the account of this name."""
    return tx.connection.execute(
        select(STAFF).where(STAFF.c.folded_name == folded(name))
    ).one_or_none()


def folded(name: str) -> str:
    """The name as it is compared."""
    return " ".join(name.casefold().split())
