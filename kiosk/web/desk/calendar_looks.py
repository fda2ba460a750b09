"""How the last look at the clinic's calendar went, in words."""

from __future__ import annotations

from ...frozen import dataclass
from ...languages import N_, format_time, with_commas
from ...store.intakes import calendar_looks
from ..http import current
from ..http.layout import day_in_words
from ..http.viewer import Viewer


@dataclass(frozen=True)
class LastLook:
    """When it was read, or that it was not."""

    words: str
    is_well: bool


def last_look(who: Viewer) -> LastLook | None:
    """None where no calendar is named, or nobody has looked yet."""
    if not current.settings().calendar_url:
        return None
    with current.store().reading() as tx:
        look = calendar_looks.last(tx)
    if look is None:
        return None
    layout, clinic = who.layout, who.clinic
    said = {"when": layout.translate(N_("never"))}
    if look.read_at:
        day = day_in_words(layout, clinic.day(look.read_at))
        said["when"] = with_commas(
            (day, format_time(look.read_at, clinic.time_zone, layout.language)), layout.language
        )
    if look.why:
        words = N_("The clinic's calendar cannot be read just now. Last read: %(when)s.")
    else:
        words = N_("It is read by itself every quarter of an hour. Last read: %(when)s.")
    return LastLook(layout.translate(words, said), not look.why)
