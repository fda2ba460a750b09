"""Carrying rows from one database into another: as they are, with nothing opened on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    MetaData,
    Row,
    Table,
    TypeDecorator,
    func,
    inspect,
    select,
    text,
    tuple_,
)

from ..errors import Unfit
from .columns import METADATA
from .transaction import Transaction

AT_A_TIME = 200
"""Rows that are held against each other at once: a paper is some 50 KB."""

Tell = Callable[[str], None]


def _plain(table: Table) -> Table:
    """The table with its values as they are kept, whatever they mean."""
    columns = (
        Column(
            each.name,
            each.type.impl_instance if isinstance(each.type, TypeDecorator) else each.type,
            primary_key=each.primary_key,
        )
        for each in table.columns
    )
    return Table(table.name, MetaData(), *columns)


TABLES = tuple(map(_plain, METADATA.sorted_tables))
"""All of them, each after those that it points to."""


def carry(source: Transaction, target: Transaction, tell: Tell) -> None:
    """Copy every row of a database into PostgreSQL, whose tables were just made.

    Raises Unfit where one of them is not bare.
    """
    for table in TABLES:
        if _how_many(target, table):
            raise Unfit(f"There is something in {table.name} already: nothing was moved.")
        tell(f"copying {table.name}: {_how_many(source, table)} rows")
        _copy(table, source.stream(select(table)), target)
        target.connection.execute(text(f'ANALYZE "{table.name}"'))
    for table in TABLES:
        _count_on(table, source, target)


def compare(source: Transaction, target: Transaction, tell: Tell) -> None:
    """Read every row back and hold its digest against its source. Raises Unfit where one differs.

    Together with equal numbers of rows, both hold the same.
    """
    for table in TABLES:
        tell(f"comparing {table.name}")
        rows = source.stream(select(table))
        while some := list(islice(rows, AT_A_TIME)):
            arrived = set(map(digest, target.connection.execute(_those(table, some))))
            for row in some:
                if digest(row) not in arrived:
                    raise Unfit(f"A row of {table.name} did not arrive as it was: {_key(row)}.")


def digest(row: Sequence[Any]) -> bytes:
    """SHA-256 of a row's values as they are kept."""
    return hashlib.sha256(repr(tuple(row)).encode()).digest()


def _copy(table: Table, rows: Iterable[Row[Any]], target: Transaction) -> None:
    """Raises Unfit where the server does not take them; what they hold is not said."""
    import psycopg

    names = ", ".join(f'"{column.name}"' for column in table.columns)
    into = f'COPY "{table.name}" ({names}) FROM STDIN'
    raw: Any = target.connection.connection.driver_connection
    try:
        with raw.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(tuple(row))
    except psycopg.Error as no:
        raise Unfit(f"PostgreSQL does not take {table.name} ({type(no).__name__}).") from no


def _count_on(table: Table, source: Transaction, target: Transaction) -> None:
    """Numbers that the database gives go on behind the last that was ever given."""
    for column in table.primary_key:
        counter = target.connection.scalar(
            select(func.pg_get_serial_sequence(table.name, column.name))
        )
        last = counter and _last_given(table, column, source)
        if last:
            target.connection.execute(select(func.setval(counter, last)))


def _last_given(table: Table, column: Column[Any], source: Transaction) -> int:
    """Also where the row that had it is erased: SQLite keeps it in a table of its own."""
    newest = source.connection.scalar(select(func.max(column))) or 0
    if not inspect(source.connection).has_table("sqlite_sequence"):
        return int(newest)
    kept = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return max(int(newest), source.connection.scalar(kept, {"name": table.name}) or 0)


def _those(table: Table, rows: list[Row[Any]]) -> Any:
    """The rows of these keys."""
    keys = list(table.primary_key)
    if len(keys) == 1:
        return select(table).where(keys[0].in_([row._mapping[keys[0]] for row in rows]))
    wanted = [tuple(row._mapping[key] for key in keys) for row in rows]
    return select(table).where(tuple_(*keys).in_(wanted))


def _key(row: Row[Any]) -> str:
    """How to find it: no more of it is said than its first value."""
    first = row[0]
    return first.hex() if isinstance(first, bytes) else str(first)


def _how_many(tx: Transaction, table: Table) -> int:
    return tx.connection.scalar(select(func.count()).select_from(table)) or 0
