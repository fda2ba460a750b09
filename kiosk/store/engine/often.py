"""Often: statements that every step makes, told to SQLite as words that were made once.

Their values go the way SQLAlchemy sends them, and what is found comes back as it reads it. Left out
is the way through all that any statement may need, which costs many times the answer. What writes
still goes by SQLAlchemy's connection, where it can be watched and failed like any other.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

from .transaction import Transaction

_DIALECT: Dialect = sqlite.dialect()

Way = Callable[[Any], Any]


class Often:
    """One such statement."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement

    def one_or_none(self, tx: Transaction, values: Mapping[str, Any]) -> Any:
        """The first row that these values lead to, its columns by name; None where none is."""
        if not _is_sqlite(tx):
            return tx.connection.execute(self._statement, values).first()
        raw: Any = tx.connection.connection.driver_connection
        found = raw.execute(self._words[0], self._filled_in(values)).fetchone()
        return None if found is None else self._read(found)

    def done(self, tx: Transaction, values: Mapping[str, Any]) -> int:
        """Write it with these values. Returns how many rows there were to write."""
        if not _is_sqlite(tx):
            return tx.connection.execute(self._statement, values).rowcount
        return tx.connection.exec_driver_sql(self._words[0], self._filled_in(values)).rowcount

    def _filled_in(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(
            [
                values.get(name, usual) if send is None else send(values.get(name, usual))
                for name, usual, send in self._words[1]
            ]
        )

    @cached_property
    def _words(self) -> tuple[str, list[tuple[str, Any, Way | None]]]:
        """The statement as SQLite is told it, and what each of its marks is filled with."""
        compiled: Any = self._statement.compile(dialect=_DIALECT)
        asked = {name: None for name, bind in compiled.binds.items() if bind.required}
        whole = compiled.construct_expanded_state(asked)
        return whole.statement, [
            (name, whole.parameters[name], _sent(compiled.binds[name].type))
            for name in whole.positiontup
        ]

    @cached_property
    def _read(self) -> Way:
        """What makes a row of what was found."""
        columns = self._statement.selected_columns
        names = [column.key for column in columns]
        kind: Any = namedtuple("Found", names)  # type: ignore[misc]  # as the statement has them
        ways = [(at, _found(column.type)) for at, column in enumerate(columns)]
        own = [(at, way) for at, way in ways if way is not None]

        def row(found: tuple[Any, ...]) -> Any:
            read = list(found)
            for at, way in own:
                read[at] = way(read[at])
            return kind._make(read)

        return row


def _is_sqlite(tx: Transaction) -> bool:
    return tx.connection.dialect.name == "sqlite"


def _sent(kind: TypeEngine[Any]) -> Way | None:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _found(kind: TypeEngine[Any]) -> Way | None:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
