"""The row about exporting: what memory the largest files take beside small ones."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import insert, select

from kiosk.exports.drawing import draw
from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.store.engine.sealing import seal
from kiosk.store.engine.tables import PAPER, RECORD
from kiosk.store.records import papers
from tests import postgres

from .copies import LIGHT
from .measure import ROOT, Row
from .papers import record, sealed, the_seal
from .synthetic import a_clinic, clinic_of

FEW, MANY = 1_000, 100_000
PAPERS = 2_000
LIMIT = 1.1
FORMATS = ("csv", "jsonl", "xlsx", "papers")

COMMAND = """
import re, sys
from pathlib import Path
from kiosk.cli import main
code = main(sys.argv[1:])
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print("\\n" + peak[1], file=sys.stderr)
sys.exit(code)
"""
"""A command that tells last what memory it held at most."""


def row_10(many: int = MANY) -> Row:
    """Every kind of file of a large clinic beside that of a small one.

    On both databases; with more visits than usual on SQLite alone.
    """
    table = {
        (database, kind): (peak_of(small, kind), peak_of(large, kind))
        for database, small, large in (clinics(many) if many == MANY else on_sqlite(many))
        for kind in FORMATS
    }
    for (database, kind), (less, more) in table.items():
        said = f"     {more / less:5.2f} {less / 1024:6.1f} MiB {more / 1024:6.1f} MiB"
        sys.stdout.write(f"{said}  {kind} on {database}\n")
    worst = max(table, key=lambda each: table[each][1] / table[each][0])
    less, more = table[worst]
    what = f"memory of an export of {many} visits / of {FEW}, and of {PAPERS} papers; the worst"
    figure = f"{more / less:.2f} ({' on '.join(reversed(worst))}: "
    figure += f"{more / 1024:.1f} MiB / {less / 1024:.1f} MiB)"
    return Row("10", what, f"≤ {LIMIT}", figure, more / less <= LIMIT)


def clinics(many: int) -> Iterator[tuple[str, Settings, Settings]]:
    """A small and a large clinic on each database, gone when the next is asked for."""
    yield from on_sqlite(many)
    with tempfile.TemporaryDirectory() as name, a_server() as server:
        small, large = (made(Path(name), size, server) for size in (FEW, many))
        yield "PostgreSQL", small, large


def on_sqlite(many: int) -> Iterator[tuple[str, Settings, Settings]]:
    """A small and a large clinic in files."""
    with a_clinic(FEW, LIGHT) as (small, few_there), a_clinic(many, LIGHT) as (large, there):
        pdf = sealed(draw(record()).pdf, the_seal())
        for store in (few_there, there):
            keep_papers(store, pdf)
        yield "SQLite", small, large


@contextmanager
def a_server() -> Iterator[postgres.Server]:
    """A real PostgreSQL, which writes to its disk as the kiosk asks of it."""
    found = postgres.binaries()
    if found is None:
        raise RuntimeError("no PostgreSQL on this machine: neither installed nor as a wheel")
    with postgres.running(found) as server, server.honest():
        yield server


def made(folder: Path, size: int, server: postgres.Server) -> Settings:
    """A clinic of so many light visits, the newest of them with papers."""
    address = server.address(server.new_database())
    settings, store = clinic_of(folder / str(size), size, LIGHT, database_url=address)
    keep_papers(store, sealed(draw(record()).pdf, the_seal()))
    store.close()
    return settings


def keep_papers(store: Store, pdf: bytes, number: int = PAPERS) -> None:
    """This paper for each of the newest visits, sealed to it; a clinic that was kept has them."""
    with store.writing() as tx:
        newest = select(RECORD.c.id, RECORD.c.clinic_id).order_by(RECORD.c.sequence.desc())
        if tx.connection.scalar(select(PAPER.c.record_id).limit(1)):
            return
        known = {
            "number": 1,
            "drawn_at": tx.now,
            "drawn_for": "",
            "hash": hashlib.sha256(pdf).digest(),
            "stands": b"",
            "because": "signed",
            "sealed": True,
        }
        for record_id, clinic_id in tx.connection.execute(newest.limit(number)).all():
            content = seal(tx.keys, pdf, papers.place_at(record_id, 1))
            row = {"record_id": record_id, "clinic_id": clinic_id, "content": content, **known}
            tx.connection.execute(insert(PAPER), row)


def peak_of(settings: Settings, kind: str) -> int:
    """KiB that the command held at most while it exported all visits as one kind of file."""
    words = ("--from", "1900-01-01", "--to", "2999-12-31", "--format", kind, "--reason", "bench")
    env = {
        **os.environ,
        "KIOSK_DATA": str(settings.data),
        "KIOSK_KEY_FILE": str(settings.key_file),
        "KIOSK_DATABASE_URL": settings.database_url,
    }
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "export", *words],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
        text=True,
    )
    return int(done.stderr.splitlines()[-1])
