"""Stop and ask, and caution: the two boxes of flags on page 1, and their notes behind it."""

from __future__ import annotations

from ...frozen import dataclass
from ...intake.record import Flag
from ...languages import N_
from .columns import in_two
from .fitting import ALL, Fit
from .told import Told


@dataclass(frozen=True)
class Box:
    """One box of flags."""

    title: str
    noted: tuple[Flag, ...] = ()
    """Each with its note beside it."""
    bare: tuple[Flag, ...] = ()
    """The flags alone, in two columns."""
    hint: str = ""
    """That nothing was reported, or what is left for page 2."""

    @property
    def empty(self) -> bool:
        """Whether nothing was reported."""
        return not (self.noted or self.bare)

    @property
    def columns(self) -> tuple[tuple[Flag, ...], tuple[Flag, ...]]:
        """Two columns of about the same height: it is their letters that fill them."""
        return in_two(self.bare, [len(flag.flag) for flag in self.bare])


@dataclass(frozen=True)
class Notes:
    """Flags with their notes on the pages behind."""

    title: str
    flags: tuple[Flag, ...]


def stop_box(told: Told, fit: Fit) -> Box:
    """Every stop-and-ask flag; never fewer, whatever the page can hold."""
    return _box(told, "Stop and ask", told.flags("stop_and_ask"), fit.stop_notes)


def caution_box(told: Told, fit: Fit) -> Box:
    """As many cautions, and as fully, as this fitting of the page allows."""
    return _box(told, "Caution", told.flags("caution"), fit.caution_notes, fit.cautions)


def good_to_know(told: Told) -> tuple[Notes, ...]:
    """The flags that only inform; nothing where none fired."""
    flags = told.flags("info")
    return (Notes(told.translate("Good to know"), flags),) if flags else ()


def notes(told: Told, stop: Box, caution: Box) -> tuple[Notes, ...]:
    """The notes that page 1 has no room for."""
    return tuple(
        Notes(told.translate(title), flags)
        for title, flags in (
            (N_("Stop and ask: notes"), stop.bare),
            (N_("Caution: notes"), told.flags("caution")[len(caution.noted) :]),
        )
        if flags
    )


def _box(told: Told, title: str, flags: tuple[Flag, ...], notes: int, most: int = ALL) -> Box:
    if not flags:
        return Box(told.translate(title), hint=told.translate("nothing reported"))
    left = len(flags) - most
    more = told.translate("+ %(n)d more on page 2", n=left) if left > 0 else ""
    hint = told.translate("Notes on page 2.") if len(flags) > notes else ""
    words = ". ".join(filter(None, (more, hint)))
    return Box(told.translate(title), flags[:notes], flags[notes:most], words)
