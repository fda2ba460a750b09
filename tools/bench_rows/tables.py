"""Rows about a table of all visits, beside the sqlite3 program's, and about what a visit weighs."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from kiosk.settings import Settings
from kiosk.store import Store, open_store
from kiosk.store.engine.tables import RECORD
from kiosk.store.records import standing
from kiosk.store.records.records import Signed, readable
from kiosk.usecases.export_records import export_records
from kiosk.usecases.exported_visits import Exporter, Wanted

from .copies import LIGHT
from .counting import counted, stretches
from .measure import Row, least_cpu
from .synthetic import A_DAY, a_clinic, clinic_of

VISITS = 2_000
LIE_OPEN = 50_000
"""Records that lie in the clear at the most: the other program reads them one like the other."""

FEW, MANY = 1, 3
"""Days, whose visits are counted: what the one takes more than the other is what rows take."""

PROGRAM = "sqlite3"
LIES_OPEN = "a table of the same records in the clear"
READS_ALL = "SELECT * FROM visit"


def row_8(visits: int = VISITS) -> Row:
    """The columns of the visit alone: who, when, flags, agreements."""
    with clinic_for(visits) as (_settings, store), a_folder() as folder:
        plain, lie_open = in_the_clear(store, folder / "plain.db")
        days, rounds = visits // A_DAY + 1, 3 if visits <= VISITS else 1
        ours = least_cpu({"": lambda: takes_out(store, days, ("visit",))}, rounds, 1)[""] / visits
        theirs = min(_cpu([PROGRAM, "-csv", str(plain), READS_ALL]) for _ in range(3)) / lie_open
    ratio = ours / theirs
    figure = f"{ratio:.2f} ({1 / ours:.0f} / {1 / theirs:.0f} rows a second)"
    what = f"CSV without answers / the {PROGRAM} program on {LIES_OPEN}, CPU"
    return Row("8", what + of_light(visits), "≤ 2.5", figure, ratio <= 2.5)


def row_9(visits: int = VISITS) -> Row:
    """Every column, each record opened: instructions a row, counted by callgrind."""
    with clinic_for(visits) as (settings, store), a_folder() as folder:
        plain, _ = in_the_clear(store, folder / "plain.db")
        (_, few, many), _ = stretches("bench_rows.tables", str(settings.data))
        rows = (MANY - FEW) * A_DAY
        ours = (many - few) / rows
        theirs = (_counted(plain, MANY * A_DAY) - _counted(plain, FEW * A_DAY)) / rows
    ratio = ours / theirs
    figure = f"{ratio:.1f} ({ours / 1e6:.2f} M / {theirs / 1e6:.2f} M a row)"
    what = f"CSV with every answer opened / the {PROGRAM} program on {LIES_OPEN}: instructions"
    return Row("9", what + of_light(visits), "≤ 40", figure, ratio <= 40)


def clinic_for(visits: int) -> AbstractContextManager[tuple[Settings, Store]]:
    """A clinic of whole visits; of light ones where it is larger than what these rows need."""
    return a_clinic(visits, LIGHT if visits > VISITS else ())


def of_light(visits: int) -> str:
    """How a row says that it was measured at more, lighter visits."""
    return "; light visits" if visits > VISITS else ""


@contextmanager
def a_folder() -> Iterator[Path]:
    """Gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        yield Path(name)


def row_9b() -> Row:
    """The database's file of a clinic of whole visits, with all that hangs on them but papers."""
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        settings, store = clinic_of(Path(name), VISITS)
        store.close()
        with closing(sqlite3.connect(settings.database)) as raw:
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            content = raw.execute("SELECT avg(length(content)) FROM record").fetchone()[0]
        size = settings.database.stat().st_size / VISITS
    figure = f"{size / 1024:.1f} KB ({content / 1024:.1f} KB of it the sealed record)"
    what = "database, bytes a signed visit without its paper"
    return Row("9b", what, "≤ 12 KB", figure, size <= 12 * 1024)


def in_the_clear(store: Store, file: Path) -> tuple[Path, int]:
    """The newest of these records as somebody without a key would keep them, and how many."""
    with closing(sqlite3.connect(file)) as raw, raw, store.reading() as tx:
        raw.execute("CREATE TABLE visit (id TEXT PRIMARY KEY, visit_day TEXT, record TEXT)")
        newest = select(RECORD).order_by(RECORD.c.sequence.desc()).limit(LIE_OPEN)
        rows = ((one.id, one.record["visit_day"], _letter(one)) for one in readable(tx, newest))
        return file, raw.executemany("INSERT INTO visit VALUES (?, ?, ?)", rows).rowcount


def takes_out(store: Store, days: int, groups: tuple[str, ...] = ()) -> None:
    """Export the visits of the last days."""
    last = store.now().date()
    first = last - timedelta(days=days - 1)
    wanted = Wanted(first, last, "csv", "bench", groups=groups)
    deque(export_records(store, wanted, Exporter("bench")).pieces, maxlen=0)


def _letter(signed: Signed) -> str:
    return standing.Standing(signed).to_the_letter.decode()


def _cpu(words: list[str]) -> float:
    before = os.times()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return sum(os.times()[2:4]) - sum(before[2:4])


def _counted(plain: Path, rows: int) -> int:
    """Instructions of the program that writes so many rows."""
    words = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", PROGRAM, "-csv"]
    asked = [*words, str(plain), f"{READS_ALL} LIMIT {rows}"]
    told = subprocess.run(asked, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    found = re.search(rb"Collected : (\d+)", told.stderr)
    if found is None:
        raise RuntimeError(told.stderr[-500:].decode(errors="replace"))
    return int(found[1])


def main(folder: Path) -> None:
    """Under callgrind: once to warm up, then few rows and many."""
    settings = Settings(data=folder, key_file=folder / "keys" / "master.key", demo=True)
    with closing(open_store(settings)) as store:
        for days in (1, FEW, MANY):
            counted(lambda days=days: takes_out(store, days))  # type: ignore[misc]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
