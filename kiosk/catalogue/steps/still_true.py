"""Everything kept from before, for a returning client to confirm."""

from ..conditions import Is
from ..questions import Choice, PickOne, Step

STILL_TRUE = Step(
    "still_true",
    "Still true?",
    "Here is what we have: boundaries, health, medicines, pressure, feelings plan.",
    (
        PickOne(
            "still_true_ok",
            "Is all of this still true?",
            required=True,
            forced=True,
            prints=("p1_header.12", "p2_changes.2"),
            choices=(
                Choice("yes", "Yes, all still true"),
                Choice("change", "No, let me change it"),
            ),
        ),
    ),
    # What was said before is shown only to somebody the clinic knows to be this person.
    when=Is("visit_kind", "returning") & Is("identified", "yes"),
)
