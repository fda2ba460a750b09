"""Figures of goals that are counted in what is written down, without a test."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

Found = tuple[str, bool]
"""A figure, and whether it is what was wanted."""


def threats() -> Found:
    """How many faults and threats are named, each with its test."""
    lines = (ROOT / "docs" / "threats.md").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and "`tests/" in line]
    tests = set(re.findall(r"`(tests/[^`]+)`", "\n".join(rows)))
    return f"{len(rows)} rows, {len(tests)} tests", len(rows) >= 30


def asvs() -> Found:
    """How the requirements of ASVS are answered."""
    with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        found = Counter(row["status"] for row in csv.DictReader(file))
    met, not_met = found["met"], found["deviation"]
    return f"{met} of {met + not_met} applicable met, {not_met} deviations", not_met <= 8


def hipaa() -> Found:
    """How many of the nine technical safeguards are answered."""
    text = (ROOT / "docs" / "hipaa.md").read_text("utf-8")
    items = set(re.findall(r"^\| 164\.312(\S+) ", text, re.MULTILINE))
    return f"{len(items)} items, each with its tests", len(items) >= 9


def restoring() -> Found:
    """What `make bench` measured of 50,000 records."""
    page = (ROOT / "docs" / "performance.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| 21 |")).split(" | ")
    return row[3], row[4] == "yes"
