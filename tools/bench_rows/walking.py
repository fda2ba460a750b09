"""Rows about the walk: a step's CPU beside the floor, and the bytes of its pages."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from kiosk import create_app
from kiosk.catalogue import CATALOGUE
from kiosk.demo.people import storied
from kiosk.exports.limits import Limits
from kiosk.settings import Settings
from kiosk.store import clinics, open_store
from kiosk.store.access import tablets
from kiosk.web.questions.field_views import as_typed

from .floor import STEP, floor_app
from .measure import Row, least_cpu
from .wire import Wire, hidden

PERSON = storied()[0].answers

Fields = list[tuple[str, str]]


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


def fields_of(step: str) -> Fields:
    """What the invented client sends for a step."""
    sent: dict[str, list[str]] = {}
    for question in CATALOGUE.step(step).questions:
        if question.key in PERSON:
            sent |= as_typed(question, PERSON[question.key])
    return [(name, value) for name, values in sent.items() for value in values]


def begin(wire: Wire) -> str:
    """Start an intake; its address."""
    page = wire.get("/")
    wire.post(
        "/", [("csrf_token", hidden(page, "csrf_token")), ("go", "start"), *fields_of("welcome")]
    )
    return wire.place


def send(wire: Wire, here: str, page: bytes, go: str = "next") -> str:
    """Answer the step a page shows; its name."""
    step = hidden(page, "step")
    envelope = [(name, hidden(page, name)) for name in ("csrf_token", "step", "rev")]
    wire.post(here, [*envelope, ("go", go), *fields_of(step)])
    return step


def walk_to(wire: Wire, here: str, step: str) -> bytes:
    """The page of a step, with everything before it answered."""
    page = wire.get(here)
    while hidden(page, "step") != step:
        send(wire, here, page)
        page = wire.get(here)
    return page


def row_1() -> Row:
    """One step, posted and shown, beside the floor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wire, floor = kiosk(folder), Wire(floor_app(folder))
        here = begin(wire)
        page = [walk_to(wire, here, STEP)]
        said = fields_of(STEP)

        def steps() -> None:
            for go in ("next", "back"):
                send(wire, here, page[0], go)
                page[0] = wire.get(here)

        def bare() -> None:
            for _ in ("next", "back"):
                floor.post("/step", said)
                floor.get("/step")

        both = least_cpu({"steps": steps, "floor": bare}, rounds=12, times=12)
        least = {name: seconds / 2 for name, seconds in both.items()}
    ratio = least["steps"] / least["floor"]
    figure = f"{ratio:.2f} ({least['steps'] * 1e3:.2f} ms / {least['floor'] * 1e3:.2f} ms)"
    return Row(
        "1", "one step / Flask, WTForms, a commit and a partial, CPU", "≤ 1.5", figure, ratio <= 1.5
    )


def row_12() -> Row:
    """Bytes of each later step, compressed."""
    with tempfile.TemporaryDirectory() as name:
        wire = kiosk(Path(name))
        here = begin(wire)
        sizes = {}
        while wire.place.startswith("/i/"):
            page = wire.get(here)
            sizes[hidden(page, "step")] = len(wire.get(here, zipped=True))
            if hidden(page, "step") == "sign":
                break
            send(wire, here, page)
    body_map = sizes.pop("body_map")
    largest = max(sizes, key=lambda step: sizes[step])
    figure = f"{sizes[largest] / 1024:.1f} KB ({largest}), body map {body_map / 1024:.1f} KB"
    met = sizes[largest] <= 3 * 1024 and body_map <= 10 * 1024
    return Row("12", "bytes of a later step, compressed", "≤ 3 KB, body map ≤ 10 KB", figure, met)
