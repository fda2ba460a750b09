"""`make drill-failover` and `make drill-hosts`: for real, on this machine; 1 where all is not well.

`make drill-failover ROUNDS=20 TABLETS=16` does more of it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from drills.failover import failover
from drills.hosts import NotWell, hosts


def main() -> int:
    """Run one drill and say what it has shown."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("drill", choices=("failover", "hosts"))
    asked.add_argument("--rounds", "--count", type=int, default=5)
    asked.add_argument("--tablets", type=int, default=8)
    said = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="kiosk-drill-") as folder:
        if said.drill == "hosts":
            return goes_on_over_hosts(Path(folder))
        return fails_over(Path(folder), said.rounds, said.tablets)


def goes_on_over_hosts(folder: Path) -> int:
    """Everything that two hosts share, a line each."""
    try:
        hosts(folder, print)
    except NotWell as no:
        print(f"NOT WELL: {no}")
        return 1
    return 0


def fails_over(folder: Path, rounds: int, tablets: int) -> int:
    """The primary killed so many times under so many tablets."""
    found = failover(folder, rounds, tablets, print)
    how = "kill -9 and its cable pulled" if found.apart else "kill -9 (no network of its own here)"
    for line in found.wrong:
        print(line)
    print(
        f"{rounds} failovers ({how}) under {tablets} tablets: {found.acknowledged} answers were "
        f"acknowledged and {found.signed} visits signed; wrong: {len(found.wrong)}. "
        f"Promoted after {median(found.promoted):.1f} s (worst {max(found.promoted):.1f}), "
        f"acknowledged again after {median(found.seconds):.1f} s (worst {max(found.seconds):.1f})."
    )
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
