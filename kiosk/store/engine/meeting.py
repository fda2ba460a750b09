"""An insert that says what to do where it meets a row that is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.dialects import postgresql, sqlite

    from .transaction import Transaction


def insert_into(tx: Transaction, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Both databases say it alike; each through a dialect of its own, and only that is loaded."""
    if tx.connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert

        return insert(table)
    from sqlalchemy.dialects.postgresql import insert as insert_there

    return insert_there(table)
