"""Where to work, be gentle, stay away or ask first."""

from ..conditions import Has, Is
from ..questions import BodyMarks, Step

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
    when=Is("visit_kind", "new") | Has("changed", ("where", "new_problem")),
)
