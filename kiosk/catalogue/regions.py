"""The body map: its places, what can be marked there, and what it can feel like."""

from .body import GROUPS, OTHER_SIDE, REGION, REGIONS, Region
from .questions import Choice
from .words import TEXTS

__all__ = [
    "CAREFUL",
    "FEELS",
    "GROUPS",
    "MARKS",
    "OTHER_SIDE",
    "REGION",
    "REGIONS",
    "SINCE",
    "Region",
]

MARKS = (
    Choice("work", "Work here"),
    Choice("gentle", "Be gentle"),
    Choice("avoid", "Please stay away"),
    Choice("ask", "Ask me first"),
)
"""What to do at a place; one for a region."""

CAREFUL = ("work", "gentle", "ask", "avoid")
"""The marks, from the most to the least that is done there."""

FEELS = (
    Choice("ache", "Ache"),
    Choice("tight", "Tight"),
    Choice("sharp", "Sharp"),
    Choice("burning", "Burning"),
    Choice("tingling", "Tingling"),
    Choice("numb", "Numb"),
    Choice("cramp", "Cramp"),
    Choice("swollen", "Swollen"),
    Choice("hot", "Hot"),
    Choice("tender", "Tender"),
)
"""What it feels like there; optional, one for a mark."""

SINCE = tuple(Choice(key, TEXTS[f"since_{key}"]) for key in ("new", "weeks", "long"))
"""Since when it is like that; optional, one for a mark."""
