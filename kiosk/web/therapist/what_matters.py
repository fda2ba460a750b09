"""What to know before touch, as on page 1 of the paper: not this, medicines, today, and the map."""

from __future__ import annotations

from ...exports.paper.body_map import Figure, figures
from ...exports.paper.boundaries import Boundaries, boundaries
from ...exports.paper.marks import Place, places
from ...exports.paper.medicines import medicines
from ...exports.paper.text import Words
from ...exports.paper.today import today
from ...exports.paper.told import Told
from ...frozen import dataclass
from ...intake.record import Record


@dataclass(frozen=True)
class First:
    """What the paper says first, for the screen."""

    not_this: Boundaries
    medicines: tuple[Words, ...]
    today: tuple[Words, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]


def what_matters(record: Record) -> First:
    """The same words as on the paper: what a private talk is for is said apart from them."""
    told = Told(record)
    return First(
        boundaries(told),
        medicines(told),
        today(told, short=False),
        figures(told.marks, told.language),
        places(told),
    )
