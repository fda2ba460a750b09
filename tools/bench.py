"""Measures the budgets of performance and writes docs/performance.md."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from bench_rows.exporting import row_10  # noqa: E402
from bench_rows.keeping import row_18  # noqa: E402
from bench_rows.loading import row_11, row_13  # noqa: E402
from bench_rows.measure import Row  # noqa: E402
from bench_rows.opening import row_6  # noqa: E402
from bench_rows.papers import row_2, row_3, row_4, row_5, row_7, row_17  # noqa: E402
from bench_rows.staff_pages import row_15  # noqa: E402
from bench_rows.walking import row_1, row_1b, row_1c, row_12  # noqa: E402

ROWS: dict[str, Callable[[], Row]] = {
    "1": row_1,
    "1b": row_1b,
    "1c": row_1c,
    "2": row_2,
    "3": row_3,
    "4": row_4,
    "5": row_5,
    "6": row_6,
    "7": row_7,
    "10": row_10,
    "11": row_11,
    "12": row_12,
    "13": row_13,
    "15": row_15,
    "17": row_17,
    "18": row_18,
}

PAGE = ROOT / "docs" / "performance.md"


def main(words: Sequence[str]) -> int:
    """Measure the rows asked for, or all of them."""
    parser = argparse.ArgumentParser(prog="tools/bench.py", description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []], help="rows to measure; all without")
    asked = parser.parse_args(words).rows or list(ROWS)
    load = os.getloadavg()[1]
    measured = []
    for number in asked:
        row = ROWS[number]()
        sys.stdout.write(
            f"{row.number:>3}  {'met' if row.met else 'NOT MET':8} {row.what}: {row.figure}\n"
        )
        sys.stdout.flush()
        measured.append(row)
    if len(asked) == len(ROWS):
        PAGE.write_text(page_of(measured, load), encoding="utf-8")
        sys.stdout.write(f"Written to {PAGE.relative_to(ROOT)}.\n")
    return 0


def cells_of(row: Row) -> list[str]:
    """One row's cells."""
    return [row.number, row.what, row.budget, row.figure, "yes" if row.met else "**no**"]


def page_of(rows: Sequence[Row], load: float) -> str:
    """The figures as a page for people."""
    lines = [" | ".join(["", *cells_of(row), ""]).strip() for row in rows]
    return "\n".join(
        [
            "# Performance",
            "",
            "Written by `make bench`: both sides of a ratio are measured in one run, taking turns.",
            "Ratios hold on other machines, milliseconds do not.",
            f"The load was {load:.1f} on {os.cpu_count()} cores when it began. Where it is higher",
            "than that, what the clock measures had to wait: rows 2, 5, 13 and 17.",
            "",
            "| # | what | budget | measured | met |",
            "|---|---|---|---|---|",
            *lines,
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
