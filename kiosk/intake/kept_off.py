"""Where hands are kept off: what the client asked to be spared, and private areas without a yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..catalogue.covering import LEFT_OUT, members
from ..catalogue.regions import REGION
from .treatment import Treatment


def is_without_yes(
    says: Mapping[str, Any], treatment: Treatment, place: str, *, is_minor: bool
) -> bool:
    """Whether it lies in a private area to which no yes was noted, on paper or in the room."""
    area = REGION[place].sensitive
    return bool(area) and treatment.widest(area, says, is_minor=is_minor) == "no"


def spared_by(says: Mapping[str, Any]) -> set[str]:
    """The places that "please do not touch" names."""
    choices, said = LEFT_OUT["touch_avoid"], says.get("touch_avoid") or ()
    return members(tuple(place for choice in said for place in choices.get(choice, ())))
