"""The rows of a dump are read as the server means them, whatever stands in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO, TextIOWrapper

import psycopg
import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from kiosk.store.backups import server_rows
from tests.postgres import Server

TEXT = some.text(some.characters(exclude_characters="\0", exclude_categories=["Cs"]))
ROW = some.tuples(TEXT | some.none(), some.binary(), some.booleans() | some.none())


@pytest.fixture(scope="module")
def asked(server: Server) -> Iterator[psycopg.Connection[object]]:
    with psycopg.connect(server.address("postgres")) as connection:
        yield connection


@given(row=ROW)
@example(row=("\x85 \u2028 \r\n\t\\ \\N \\.", b"\\x00", None))
@example(row=("\\.", b"", True))
def test_a_row_that_the_server_writes_out_is_the_row_it_holds(
    asked: psycopg.Connection[object], row: tuple[str | None, bytes, bool | None]
):
    with asked.cursor().copy("COPY (SELECT %s::text, %s::bytea, %s::bool) TO STDOUT", row) as out:
        written = b"".join(bytes(part) for part in out)
    # As the output of a process is read.
    lines = TextIOWrapper(BytesIO(written), encoding="utf-8")
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute("CREATE TABLE kept (said TEXT, sealed BLOB, yes BOOLEAN)")
        dump = ['COPY public."kept" (said, sealed, yes) FROM stdin;\n', *lines, "\\.\n", "\n"]
        for name, columns, rows in server_rows._tables(iter(dump)):
            server_rows._fill(raw, name, columns, rows)
        found = raw.execute("SELECT said, sealed, yes FROM kept").fetchall()
    assert found == [row]
