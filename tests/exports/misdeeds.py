"""What a drawing may do wrong in the press, each with the arguments a drawing has."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.exports import drawing
from kiosk.exports.drawn import Drawn
from kiosk.intake.record import Record


def die(by: int, size: str, watermark: str) -> Drawn:
    os.kill(os.getpid(), by)
    time.sleep(10)
    return Drawn(b"")


class Trojan:
    """Bytes that do something as soon as somebody makes them into what they say they are."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path(self.path),)


def answer_with_more(path: str, size: str, watermark: str) -> Trojan:
    """As a process would that a stranger's file has taken over."""
    return Trojan(path)


def hang(_: Any, size: str, watermark: str) -> Drawn:
    """Wait for something that never comes: no processor time is used."""
    time.sleep(600)
    return Drawn(b"")


def spin(_: Any, size: str, watermark: str) -> Drawn:
    """Never come to an end, and take what is raised on the way for a fault of some picture."""
    while True:
        with suppress(Exception):
            sum(range(1000))


def catch_all(_: Any, size: str, watermark: str) -> Drawn:
    """The same, and nothing that is raised ends it."""
    while True:
        with suppress(BaseException):
            spin(None, size, watermark)


def a_heavy_paper(record: Record, size: str, watermark: str) -> Drawn:
    return drawing.draw(record, size, watermark)


def work(seconds: float, size: str, watermark: str) -> Drawn:
    """Use so much processor time."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        sum(range(1000))
    return Drawn(str(os.getpid()).encode())


def eat(_: Any, size: str, watermark: str) -> Drawn:
    return Drawn(b"." * 2**30)


def fail(words: str, size: str, watermark: str) -> Drawn:
    raise ValueError(words)


def miss_pango(_: Any, size: str, watermark: str) -> Drawn:
    """Draw where the engine cannot be loaded, and put it back afterwards."""
    engine = sys.modules.pop("weasyprint")
    sys.modules["weasyprint"] = None  # type: ignore[assignment]
    try:
        return drawing.warm()
    finally:
        sys.modules["weasyprint"] = engine


def where_am_i(_: Any, size: str, watermark: str) -> Drawn:
    return Drawn(str(os.getpid()).encode())


class Circle:
    """What only the collector can clear away."""

    alive = 0

    def __init__(self) -> None:
        self.itself = self
        Circle.alive += 1

    def __del__(self) -> None:
        Circle.alive -= 1


def leave_circles(many: int, size: str, watermark: str) -> Drawn:
    """Says how many there are by then, those of earlier drawings as well."""
    for _ in range(many):
        Circle()
    return Drawn(str(Circle.alive).encode())


def where_are_my_files(_: Any, size: str, watermark: str) -> Drawn:
    folder = Path(tempfile.gettempdir())
    return Drawn(f"{folder} {oct(folder.stat().st_mode & 0o777)}".encode())


def limits(_: Any, size: str, watermark: str) -> Drawn:
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
    said = [str(resource.getrlimit(kind)[0]) for kind in kinds]
    return Drawn(" ".join([*said, str(os.nice(0))]).encode())
