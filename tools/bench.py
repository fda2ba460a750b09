"""Measures the budgets of performance and writes docs/performance.md."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import chart  # noqa: E402
from bench_rows import flood  # noqa: E402
from bench_rows.exporting import row_10  # noqa: E402
from bench_rows.keeping import row_21  # noqa: E402
from bench_rows.large import row_20  # noqa: E402
from bench_rows.loading import row_11, row_13  # noqa: E402
from bench_rows.measure import Row  # noqa: E402
from bench_rows.opening import row_6  # noqa: E402
from bench_rows.papers import row_2, row_3, row_4, row_7  # noqa: E402
from bench_rows.peers import row_16  # noqa: E402
from bench_rows.signing import row_17  # noqa: E402
from bench_rows.staff_pages import row_15  # noqa: E402
from bench_rows.tables import row_8, row_9, row_9b  # noqa: E402
from bench_rows.tablet_eye import row_18  # noqa: E402
from bench_rows.used_server import row_14  # noqa: E402
from bench_rows.walking import row_1, row_1b, row_1c, row_12  # noqa: E402
from kept_page import (  # noqa: E402
    Page,
    load,
    notes_kept,
    processor,
    row_of,
    rows_kept,
    today,
)

ROWS: dict[str, Callable[[], Row]] = {
    "1": row_1,
    "1b": row_1b,
    "1c": row_1c,
    "2": row_2,
    "3": row_3,
    "4": row_4,
    "6": row_6,
    "7": row_7,
    "8": row_8,
    "9": row_9,
    "9b": row_9b,
    "10": row_10,
    "11": row_11,
    "12": row_12,
    "13": row_13,
    "14": row_14,
    "15": row_15,
    "16": row_16,
    "17": row_17,
    "18": row_18,
    "19": flood.row_19,
    "20": row_20,
    "21": row_21,
}

GROWING: dict[str, Callable[[int], Row]] = {"8": row_8, "9": row_9, "10": row_10, "20": row_20}
"""Rows of a clinic that may be asked for in another size, with so many visits."""

AT = " at "
"""Between the number of such a row and its size."""

QUIET = frozenset({"2", "17", "18"})
"""Rows that the clock measures: on a loaded machine they would only say how loaded it is."""

PAGE = ROOT / "docs" / "performance.md"
COLUMNS = ("#", "what", "budget", "measured", "met", "when")


def main(words: Sequence[str]) -> int:
    """Measure the rows asked for, or all of them, and write them down among the others."""
    parser = argparse.ArgumentParser(prog="tools/bench.py", description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []], help="rows to measure; all without")
    parser.add_argument("--visits", type=int, help="of rows 8, 9, 10 and 20, instead of their own")
    asked = parser.parse_args(words)
    page = PAGE.read_text("utf-8")
    kept = rows_kept(page)
    for number in asked.rows or list(ROWS):
        busy = load()
        if number in QUIET and busy > (os.cpu_count() or 1) / 2:
            sys.stdout.write(
                f"{number:>3}  not measured: the load is {busy:.1f}, it must be quiet\n"
            )
            continue
        large = GROWING.get(number) if asked.visits else None
        row = at_size(number, asked.visits, large) if large else ROWS[number]()
        met = "met" if row.met else "NOT MET"
        sys.stdout.write(f"{row.number:>3}  {met:8} {row.what}: {row.figure}\n")
        sys.stdout.flush()
        kept[row.number] = line_of(row, busy)
        rows = [kept[each] for each in sorted(kept, key=place)]
        told = Page(head(), COLUMNS, rows, chart.of_budgets(rows), notes_kept(page))
        PAGE.write_text(str(told), encoding="utf-8")
    return 0


def at_size(number: str, visits: int, measure: Callable[[int], Row]) -> Row:
    """A row in a clinic of this size, to stand below the one of its own."""
    return replace(measure(visits), number=f"{number}{AT}{visits:,}")


def place(number: str) -> tuple[int, str]:
    """Where a row stands."""
    return list(ROWS).index(number.partition(AT)[0]), number


def line_of(row: Row, busy: float) -> str:
    """One row, with the day and the load it was measured at."""
    met = "yes" if row.met else "**no**"
    when = f"{today()}, load {busy:.1f}"
    return row_of((row.number, row.what, row.budget, row.figure, met, when))


def head() -> tuple[str, ...]:
    """What the page is, and what its rows were measured on."""
    return (
        "# Performance",
        "",
        "Written by `make bench`, which keeps what it does not measure: both sides of a ratio",
        "are measured in one run. Ratios hold on other machines, milliseconds do not;",
        "instructions are counted by callgrind and repeat within 1 %, on a loaded machine as",
        "well. Rows",
        f"{' and '.join(sorted(QUIET))} need a quiet machine and are refused on any other.",
        "",
        machine(),
    )


def machine() -> str:
    """What it was measured on, and with."""
    versions = [f"{name} {version(name)}" for name in ("Flask", "SQLAlchemy", "Jinja2")]
    versions = [
        f"Python {platform.python_version()}",
        *versions,
        f"SQLite {sqlite3.sqlite_version}",
    ]
    return f"Here: {os.cpu_count()} cores, {processor()}; {', '.join(versions)}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
