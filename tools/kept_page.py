"""A page of figures that keeps what was not measured this time: its other rows, and the notes."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


def rows_kept(page: str) -> dict[str, str]:
    """By its first cell, each row as it was measured last."""
    rows = (line for line in page.splitlines() if line.startswith("| "))
    found = {row.split(" | ")[0].removeprefix("| "): row for row in rows}
    return {number: row for number, row in found.items() if number != "#"}


def notes_kept(page: str) -> str:
    """What people wrote below the table."""
    return "".join(page.partition("\n## ")[1:])


@dataclass(frozen=True)
class Page:
    """A page for people: what it is, its table, what is drawn of it, and the notes as they were."""

    head: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[str]
    chart: Sequence[str]
    notes: str

    def __str__(self) -> str:
        """All of it."""
        table = [row_of(self.columns), f"|{'---|' * len(self.columns)}", *self.rows, ""]
        return "\n".join([*self.head, "", *table, *self.chart]) + self.notes


def row_of(cells: Sequence[str]) -> str:
    """A line of the table."""
    return f"| {' | '.join(cells)} |"


def today() -> str:
    """The day that a row is written down with."""
    return str(datetime.now(UTC).date())


def load() -> float:
    """How much the machine has to do, in the last minute."""
    return os.getloadavg()[0]


def processor() -> str:
    """What the machine calls its processor."""
    told = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    found = re.search(r"^model name\s*: (.+)$", told, re.MULTILINE)
    return found[1] if found else platform.machine()
