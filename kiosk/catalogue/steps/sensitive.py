"""Private areas: each its own opt-in, for this visit only, starting on no."""

from ..agreements import SENSITIVE_INTRO
from ..conditions import AllOf, Is
from ..questions import Card, Choice, PickOne, Statement, Step

OPT_IN = (
    Choice("no", "No"),
    Choice("over_cover", "Yes, over the sheet only"),
    Choice("yes", "Yes, sheet folded back only there"),
    Choice("ask", "Ask me in the room"),
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
        Card(
            "sensitive_glutes",
            "Buttocks and outer hip",
            required=True,
            when=Is("any_sensitive", "choose"),
            prints=("p1_boundaries.7",),
            choices=OPT_IN,
            starts_on="no",
            valid="visit",
            statement=Statement(
                "consent_sensitive_glutes",
                1,
                "Muscles of the seat and outer hip. The cleft is never uncovered or touched.",
            ),
        ),
        Card(
            "sensitive_abdomen",
            "Belly",
            required=True,
            when=Is("any_sensitive", "choose"),
            prints=("p1_boundaries.7",),
            choices=OPT_IN,
            starts_on="no",
            valid="visit",
            statement=Statement(
                "consent_sensitive_abdomen",
                1,
                "Gentle work on the belly. The chest and hips stay covered.",
            ),
        ),
        Card(
            "sensitive_inner_thigh",
            "Inner thigh",
            required=True,
            when=Is("any_sensitive", "choose"),
            prints=("p1_boundaries.7",),
            choices=OPT_IN,
            starts_on="no",
            valid="visit",
            statement=Statement(
                "consent_sensitive_inner_thigh",
                1,
                "Muscles of the inner thigh. Private parts stay covered and are never touched.",
            ),
        ),
        Card(
            "sensitive_chest_wall",
            "Chest muscles",
            required=True,
            when=Is("any_sensitive", "choose"),
            prints=("p1_boundaries.7",),
            choices=OPT_IN,
            starts_on="no",
            valid="visit",
            statement=Statement(
                "consent_sensitive_chest_wall",
                1,
                "Muscles below the collarbone and between the ribs. Breasts stay covered and "
                "are not worked on.",
            ),
        ),
        Card(
            "sensitive_breast",
            "Breast, for a health reason",
            required=True,
            when=AllOf(
                (
                    Is("any_sensitive", "choose"),
                    Is("clinic_breast_work", "on"),
                    Is("is_minor", "no"),
                )
            ),
            prints=("p1_boundaries.7",),
            choices=OPT_IN,
            starts_on="no",
            valid="visit",
            statement=Statement(
                "consent_sensitive_breast",
                1,
                "Breast tissue, only for a health reason we have talked about, by a "
                "therapist trained and allowed to do it. A witness I choose may be there.",
            ),
        ),
    ),
    intro=SENSITIVE_INTRO,
)
