"""Everything said, to be checked before signing."""

from ..conditions import Is
from ..questions import Choice, PickOne, Step

REVIEW = Step(
    "review",
    "Check your answers",
    "Tap any line to change it. This is what your therapist will see.",
    (
        PickOne(
            "review_ok",
            "Is this right?",
            required=True,
            forced=True,
            prints=("p2_consent.9",),
            choices=(
                Choice("yes", "Yes, this is right"),
                Choice("change", "I want to change something"),
            ),
        ),
    ),
    when=Is("visit_kind", "new"),
)
