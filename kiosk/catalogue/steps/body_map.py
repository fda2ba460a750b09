"""Where to work, be gentle, stay away or ask first."""

from ..questions import BodyMarks, Step
from .opening import opens

BODY_MAP = Step(
    "body_map",
    "Show us where",
    "Tap the body, or pick from the list. Then tell us what to do there.",
    (
        BodyMarks(
            "body_marks",
            "Where should we work, be gentle, stay away, or ask first?",
            prints=("p1_map.1",),
            carry="confirm",
        ),
    ),
    when=opens("body_map", "where", "new_problem"),
)
