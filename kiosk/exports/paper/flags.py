"""Stop and ask, and caution: the two boxes of flags on page 1, and their notes behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...intake.record import Flag
from ...languages import N_
from .told import Told

Look = Literal["none", "notes", "brief", "run"]
"""Nothing to say; flag beside note; flags in two columns; flags run on as one paragraph."""

WITH_NOTES = 7
IN_COLUMNS = 14
CAUTIONS = 8


@dataclass(frozen=True)
class Box:
    """One box of flags."""

    title: str
    look: Look
    flags: tuple[Flag, ...]
    more: str = ""
    """How many are left for page 2."""
    hint: str = ""
    """Where the notes are."""


@dataclass(frozen=True)
class Notes:
    """Flags with their notes on the pages behind."""

    title: str
    flags: tuple[Flag, ...]


def stop_box(told: Told) -> Box:
    """Every stop-and-ask flag; never fewer, whatever the page can hold."""
    flags = told.flags("stop_and_ask")
    look: Look = "notes" if len(flags) <= WITH_NOTES else "brief"
    return _box(told, "Stop and ask", flags, "run" if len(flags) > IN_COLUMNS else look)


def caution_box(told: Told, look: Look) -> Box:
    """The first eight cautions, as fully as this fitting of the page allows."""
    flags = told.flags("caution")
    box = _box(told, "Caution", flags[:CAUTIONS], look)
    left = len(flags) - CAUTIONS
    if left <= 0:
        return box
    return Box(
        box.title, look, box.flags, told.translate("+ %(n)d more on page 2", n=left), box.hint
    )


def good_to_know(told: Told) -> tuple[Notes, ...]:
    """The flags that only inform; nothing where none fired."""
    flags = told.flags("info")
    return (Notes(told.translate("Good to know"), flags),) if flags else ()


def notes(told: Told, stop: Box, caution: Box) -> tuple[Notes, ...]:
    """The notes that page 1 has no room for."""
    stops = () if stop.look in ("none", "notes") else stop.flags
    shown = len(caution.flags) if caution.look == "notes" else 0
    return tuple(
        Notes(told.translate(title), flags)
        for title, flags in (
            (N_("Stop and ask: notes"), stops),
            (N_("Caution: all, with notes"), told.flags("caution")[shown:]),
        )
        if flags
    )


def _box(told: Told, title: str, flags: tuple[Flag, ...], look: Look) -> Box:
    if not flags:
        return Box(told.translate(title), "none", (), hint=told.translate("nothing reported"))
    hint = "" if look == "notes" else told.translate("Notes on page 2.")
    return Box(told.translate(title), look, flags, hint=hint)
