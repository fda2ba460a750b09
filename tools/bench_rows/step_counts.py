"""Run under callgrind: the personas walk, each step a stretch, and the floor walks beside them.

Writes a line for each stretch: in which way, whose walk, and which step.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from .counting import counted
from .floor import floor_app
from .personas import PERSONAS, Walk
from .walking import kiosk
from .wire import Fields, Wire

WAYS = ("htmx", "plain", "floor")

Does = Callable[[Callable[[], object]], None]


def main(personas: int) -> None:
    """Everybody walks once in every way to warm up, and once more to be counted."""
    with tempfile.TemporaryDirectory() as name:
        wire, floor = kiosk(Path(name)), Wire(floor_app(Path(name)))
        for does in (_done, counted):
            gc.collect()
            gc.freeze()
            for way in WAYS:
                for number, answers in enumerate(PERSONAS[:personas]):
                    label = f"{way} {number}" if does is counted else ""
                    walked(Walk(wire, answers), way, floor, does, label)


def walked(walk: Walk, way: str, floor: Wire, does: Does, label: str) -> None:
    """One walk, each step done like this."""
    walk.wire.htmx = False
    walk.starts()
    walk.wire.htmx = way == "htmx"

    def taken(step: str, said: Fields, sends: Callable[[], None]) -> None:
        if way == "floor":
            sends()
            sends = partial(_on_floor, floor, step, said)
        does(sends)
        if label:
            sys.stdout.write(f"{label} {step}\n")

    walk.walks(taken)


def _done(task: Callable[[], object]) -> None:
    task()


def _on_floor(floor: Wire, step: str, said: Fields) -> None:
    floor.post(f"/step/{step}/{step}", said)
    floor.get(floor.place)


if __name__ == "__main__":
    main(int(sys.argv[1]))
