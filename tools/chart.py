"""Charts of a page of figures, drawn from its rows: bars of signs, so that a diff shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import log10

NUMBER = r"(?:1/)?\d[\d,]*(?:\.\d+)?"
BUDGET = re.compile(rf"^≤ (?P<limit>{NUMBER})(?: (?:MiB|M|KB|ms|s))?$")
TIMES = re.compile(
    rf"(?P<who>[A-Z]\w+), {NUMBER} min: .*?"
    r"p50 (?P<p50>\d+) ms, p95 (?P<p95>\d+) ms, p99 (?P<p99>\d+) ms"
)
WIDE = 30
"""Signs from nothing to a budget."""
TENFOLD = 10
"""Signs from a millisecond to ten of them, and so on."""


def of_budgets(rows: Iterable[str]) -> list[str]:
    """Each row whose figure and budget are one number: how much of its budget it takes."""
    shares = {cells[0]: share for cells in map(cells_of, rows) if (share := share_of(cells))}
    bars = [f"{number:>4} {bar(share)} {share:.2f}" for number, share in shares.items()]
    return fenced("How much of its budget a row takes (`│` is the whole of it):", bars)


def cells_of(row: str) -> list[str]:
    """The cells of a line of a table."""
    return row.strip("| \n").split(" | ")


def share_of(cells: Sequence[str]) -> float | None:
    """What was measured by its budget; None where either is more than one number."""
    budget, measured = BUDGET.match(cells[2]), re.match(NUMBER, cells[3])
    if not budget or not measured:
        return None
    return amount(measured[0]) / amount(budget["limit"])


def amount(text: str) -> float:
    """What a figure says, a fraction as well."""
    part, slash, whole = text.replace(",", "").rpartition("/")
    return float(part) / float(whole) if slash else float(whole)


def bar(share: float) -> str:
    """As long as its share, the budget marked; what is over three of them is cut off."""
    length = round(min(share, 3) * WIDE)
    within, over = "█" * min(length, WIDE), "█" * max(length - WIDE, 0)
    return f"{within:<{WIDE}}│{over}{'…' if share > 3 else ''}"


def of_waits(rows: Iterable[tuple[str, str]]) -> list[str]:
    """By name and figure of a drill, how long half, 95 and 99 of a hundred answers took at most."""
    bars = [
        f"{name:<6} {found['who']:<10} {part} {long_bar(int(found[part]))} {found[part]} ms"
        for name, figure in rows
        for found in TIMES.finditer(figure)
        for part in ("p50", "p95", "p99")
    ]
    return fenced("How long an answer took (ten signs more are ten times as long):", bars)


def long_bar(milliseconds: int) -> str:
    """By its logarithm, from one millisecond."""
    return "█" * round(log10(max(milliseconds, 1)) * TENFOLD)


def fenced(words: str, bars: Sequence[str]) -> list[str]:
    """A block of a page; nothing where there is nothing to draw."""
    return [words, "", "```text", *bars, "```", ""] if bars else []
