"""The rows of a PostgreSQL dump in a file of SQLite's, to be looked at where no server is."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from alembic import command

from ..engine.database import Store
from ..engine.keys import Keys
from ..engine.migrate import config
from ..errors import BadBackup
from .server_copies import tool

Value = str | int | bytes | None

_COPY = re.compile(r'COPY \w+\."?(\w+)"? \((.*)\) FROM stdin;\n')
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_KINDS: dict[str, Callable[[str], Value]] = {
    "BLOB": lambda said: bytes.fromhex(said.removeprefix(r"\x")),
    "BOOLEAN": lambda said: int(said == "t"),
    "BIGINT": int,
    "INTEGER": int,
}
"""How each kind of column is written in a dump; every other as it is."""


def as_file(keys: Keys, dump: Path, schema: str) -> Path:
    """A database with the dump's rows, beside it. Raises BadBackup where the dump is no dump."""
    file = dump.with_name("rows")
    with closing(Store(f"sqlite:///{file}", keys)) as store, store.writing() as tx:
        settings = config()
        settings.attributes["connection"] = tx.connection
        command.upgrade(settings, schema)
    with closing(sqlite3.connect(file)) as raw, raw:
        for name, columns, rows in _tables(_lines(dump)):
            if name != "alembic_version":
                _fill(raw, name, columns, rows)
    return file


def _fill(
    raw: sqlite3.Connection, name: str, columns: list[str], rows: Iterable[list[str | None]]
) -> None:
    kinds = {row[1]: row[2] for row in raw.execute(f'PRAGMA table_info("{name}")')}
    read = [_KINDS.get(kinds[column], str) for column in columns]
    places = ", ".join("?" * len(columns))
    named = ", ".join(f'"{column}"' for column in columns)
    raw.executemany(
        f'INSERT INTO "{name}" ({named}) VALUES ({places})',  # noqa: S608 - names of our own tables
        ([_value(way, said) for way, said in zip(read, row, strict=True)] for row in rows),
    )


def _value(read: Callable[[str], Value], said: str | None) -> Value:
    return None if said is None else read(said)


def _tables(
    lines: Iterator[str],
) -> Iterator[tuple[str, list[str], Iterator[list[str | None]]]]:
    """Each table's name, columns and rows; the rows are read before the next table is."""
    for line in lines:
        if found := _COPY.fullmatch(line):
            columns = [column.strip(' "') for column in found[2].split(",")]
            yield found[1], columns, _rows(lines)


def _rows(lines: Iterator[str]) -> Iterator[list[str | None]]:
    for line in lines:
        if line == "\\.\n":
            return
        yield [_said(part) for part in line.rstrip("\n").split("\t")]


def _said(part: str) -> str | None:
    """A value as PostgreSQL's COPY writes it."""
    return None if part == r"\N" else _ESCAPED.sub(lambda one: _MEANT.get(one[1], one[1]), part)


def _lines(dump: Path) -> Iterator[str]:
    """What a dump would say to a server, line by line."""
    words = [tool("pg_restore"), "--data-only", "--file=-", str(dump)]
    with subprocess.Popen(  # noqa: S603 - the tool's own path, and words of ours
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as running:
        if running.stdout is None:
            raise BadBackup("pg_restore says nothing.")
        yield from running.stdout
        running.wait()
    if running.returncode:
        raise BadBackup("The dump inside the backup cannot be read by pg_restore.")
