"""Rows about the walk: a step beside the floor, what it asks of the database, and its bytes."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from kiosk import create_app
from kiosk.exports.limits import Limits
from kiosk.settings import Settings
from kiosk.store import clinics, open_store
from kiosk.store.access import tablets

from .counting import stretches
from .measure import Row
from .personas import PERSONAS, Taken, Walk
from .wire import Wire, hidden


class NoPress:
    """The walk is measured without the press: it works in another process."""

    limits = Limits()

    def queue(self, *_: Any, **__: Any) -> None:
        """Draw nothing."""

    def nicely(self) -> NoPress:
        """Nothing is drawn in the background either."""
        return self

    def ready(self) -> bool:
        """Always."""
        return True


def kiosk(folder: Path) -> Wire:
    """A paired tablet at the Welcome page of a new clinic."""
    settings = Settings(data=folder, key_file=folder / "keys" / "master.key")
    store = open_store(settings)
    with store.writing() as tx:
        clinics.found(tx, "Bench", "en", "UTC")
        code = tablets.pairing_code(tx, "Bench", by="bench")
    press: Any = NoPress()
    wire = Wire(create_app(settings, store, press))
    wire.cookies["kiosk_tablet"] = tablets.pair(store, code, "127.0.0.1")
    return wire


def row_1() -> Row:
    """One step with htmx, posted and shown, beside the floor."""
    return _beside_floor("1", "one step with htmx, compressed", "htmx", 2.0)


def row_1b() -> Row:
    """The same without script: a post, a redirect and a look."""
    return _beside_floor("1b", "the same without script", "plain", 3.0)


def _beside_floor(number: str, what: str, way: str, limit: float) -> Row:
    ours, floor = (statistics.mean(steps_counted()[each]) for each in (way, "floor"))
    ratio = ours / floor
    figure = f"{ratio:.2f} ({ours / 1e6:.1f} M / {floor / 1e6:.2f} M, {len(PERSONAS)} personas)"
    beside = "Flask, WTForms, a commit, a compiled partial: instructions"
    return Row(number, f"{what} / {beside}", f"≤ {limit}", figure, ratio <= limit)


@cache
def steps_counted() -> dict[str, list[int]]:
    """By way, the instructions of every step of every persona."""
    counts, said = stretches("bench_rows.step_counts", str(len(PERSONAS)))
    ways: dict[str, list[int]] = {}
    for line, count in zip(said.splitlines(), counts, strict=True):
        ways.setdefault(line.partition(" ")[0], []).append(count)
    return ways


class Statements:
    """What SQLite is told while somebody walks."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.statements: list[int] = []
        self.transactions: list[int] = []

    def listens(self, raw: sqlite3.Connection, _: object) -> None:
        """Hear all that is said on a new connection."""
        raw.set_trace_callback(self.heard.append)

    def counts(self, _: str, __: object, sends: Callable[[], None]) -> None:
        """Take one step, and count."""
        self.heard.clear()
        sends()
        begun = sum(said.startswith("BEGIN") for said in self.heard)
        ended = sum(said.startswith(("COMMIT", "ROLLBACK")) for said in self.heard)
        self.statements.append(len(self.heard) - begun - ended)
        self.transactions.append(begun)


def row_1c() -> Row:
    """The statements and transactions of a step with htmx, as the database is told them."""
    said = Statements()
    event.listen(Engine, "connect", said.listens)
    with tempfile.TemporaryDirectory() as name:
        walk_all(kiosk(Path(name)), said.counts)
    event.remove(Engine, "connect", said.listens)
    kept, begun = statistics.median(said.statements), statistics.median(said.transactions)
    most = f"at most {max(said.statements)} / {max(said.transactions)}"
    figure = f"{kept:.0f} / {begun:.0f} ({most})"
    return Row(
        "1c", "statements / transactions a step", "≤ 6 / 2", figure, kept <= 6 and begun <= 2
    )


def walk_all(wire: Wire, taken: Taken) -> None:
    """Let every persona walk with htmx, each step taken like this."""
    for answers in PERSONAS:
        wire.htmx = False
        walk = Walk(wire, answers)
        walk.starts()
        wire.htmx = True
        walk.walks(taken)


def row_12() -> Row:
    """Bytes of each later step on the wire with its headers, the largest of all personas."""
    sizes: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        wire = kiosk(Path(name))

        def weighed(_: str, __: object, sends: Callable[[], None]) -> None:
            sends()
            shown = hidden(wire.body, "step")
            sizes[shown] = max(sizes.get(shown, 0), wire.size)

        walk_all(wire, weighed)
    kilobytes = {step: size / 1024 for step, size in sizes.items()}
    review, body_map = kilobytes.pop("review"), kilobytes.pop("body_map")
    largest = max(kilobytes, key=lambda step: kilobytes[step])
    figure = f"{kilobytes[largest]:.1f} KB ({largest}); {review:.1f} KB; {body_map:.1f} KB"
    met = kilobytes[largest] <= 2 and review <= 3.5 and body_map <= 5
    what = "bytes of a later step on the wire with headers; review; body map"
    return Row("12", what, "≤ 2 / 3.5 / 5 KB", figure, met)
