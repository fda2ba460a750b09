"""The body map: its places, what can be marked there, and what it can feel like."""

from .body import GROUPS, REGION, REGIONS, Region
from .questions import Choice

__all__ = ["FEELS", "GROUPS", "MARKS", "REGION", "REGIONS", "Region"]

MARKS = (
    Choice("work", "Work here"),
    Choice("gentle", "Be gentle"),
    Choice("avoid", "Please stay away"),
    Choice("ask", "Ask me first"),
)
"""What to do at a place; one for a region."""

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
