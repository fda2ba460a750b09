"""The row about sixty-four tablets flat out, as the drill of reliability found it."""

from __future__ import annotations

import re

from .measure import ROOT, Row

STEPS, WAIT = 150, 250
"""Steps a second, and milliseconds that 99 of a hundred take at the most."""
FOUND = re.compile(
    r"(?P<on>SQLite|PostgreSQL), (?P<minutes>[\d.]+) min: (?P<steps>[\d,]+) steps"
    r".*? p99 (?P<wait>\d+) ms; (?P<faults>\d+) faults, (?P<wrong>\d+ lost, \d+ doubled)"
)


def row_19() -> Row:
    """What ``make torture ONLY=flood`` wrote down; its own cell says when, and how busy it was."""
    page = (ROOT / "docs" / "reliability.md").read_text("utf-8")
    return row_of(next(line for line in page.splitlines() if line.startswith("| 5a |")))


def row_of(line: str) -> Row:
    """From the drill's row. Raises LookupError where nothing was measured."""
    found = list(FOUND.finditer(line))
    if not found:
        raise LookupError("first `make torture ONLY=flood`")
    when = line.rstrip(" |").split(" | ")[-1]
    told = "; ".join(f"{each['on']} {told_of(each)}" for each in found)
    return Row(
        "19",
        "64 tablets flat out, backups running: steps a second, p99, lost or doubled",
        f"≥ {STEPS}, ≤ {WAIT} ms, 0",
        f"{told} (the drill: {when})",
        all(is_well(each) for each in found),
    )


def told_of(found: re.Match[str]) -> str:
    """One database's figures."""
    return f"{a_second(found):.0f}, {found['wait']} ms, {found['wrong']}"


def a_second(found: re.Match[str]) -> float:
    """Steps a second."""
    return int(found["steps"].replace(",", "")) / (60 * float(found["minutes"]))


def is_well(found: re.Match[str]) -> bool:
    """Whether one database keeps to the budget."""
    quick = a_second(found) >= STEPS and int(found["wait"]) <= WAIT
    return quick and found["wrong"] == "0 lost, 0 doubled"
