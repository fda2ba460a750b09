"""Private areas: each its own opt-in, for this visit only, starting on no."""

from ..agreements import SENSITIVE_INTRO
from ..conditions import Condition, Is
from ..questions import Card, Choice, PickOne, Statement, Step

OPT_IN = (
    Choice("no", "No"),
    Choice("over_cover", "Yes, over the sheet only"),
    Choice("yes", "Yes, sheet folded back only there"),
    Choice("ask", "Ask me in the room"),
)

CHOSEN = Is("any_sensitive", "choose")


def _area(key: str, label: str, statement: Statement, *, when: Condition = CHOSEN) -> Card:
    """The opt-in for one private area."""
    return Card(
        key,
        label,
        required=True,
        when=when,
        prints=("p1_boundaries.7",),
        choices=OPT_IN,
        statement=statement,
        starts_on="no",
        valid="visit",
    )


SENSITIVE = Step(
    "sensitive",
    "Private areas: your choice",
    'These areas are only worked on if you say yes here. "No" changes nothing '
    "else. Your therapist asks again in the room.",
    (
        PickOne(
            "any_sensitive",
            "Do you want work on buttocks, belly, chest, or inner thigh today?",
            required=True,
            forced=True,
            prints=("p1_boundaries.6",),
            choices=(
                Choice("no", "No, leave these out"),
                Choice("choose", "Let me choose"),
            ),
        ),
        _area(
            "sensitive_glutes",
            "Buttocks and outer hip",
            Statement(
                "consent_sensitive_glutes",
                1,
                "Muscles of the seat and outer hip. The cleft is never uncovered or touched.",
            ),
        ),
        _area(
            "sensitive_abdomen",
            "Belly",
            Statement(
                "consent_sensitive_abdomen",
                1,
                "Gentle work on the belly. The chest and hips stay covered.",
            ),
        ),
        _area(
            "sensitive_inner_thigh",
            "Inner thigh",
            Statement(
                "consent_sensitive_inner_thigh",
                1,
                "Muscles of the inner thigh. Private parts stay covered and are never touched.",
            ),
        ),
        _area(
            "sensitive_chest_wall",
            "Chest muscles",
            Statement(
                "consent_sensitive_chest_wall",
                1,
                "Muscles below the collarbone and between the ribs. Breasts stay covered and "
                "are not worked on.",
            ),
        ),
        _area(
            "sensitive_breast",
            "Breast, for a health reason",
            Statement(
                "consent_sensitive_breast",
                1,
                "Breast tissue, only for a health reason we have talked about, by a "
                "therapist trained and allowed to do it. A witness I choose may be there.",
            ),
            when=CHOSEN & Is("clinic_breast_work", "on") & Is("is_minor", "no"),
        ),
    ),
    intro=SENSITIVE_INTRO,
)
