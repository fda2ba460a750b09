"""How firm, in which way, and where not."""

from ..conditions import Is
from ..questions import Choice, PickMany, PickOne, Scale, Step
from .opening import opens

STAY_AWAY = (
    ("face_jaw", "face"),
    ("scalp", "hair_scalp"),
    ("neck_front", "neck_front"),
    ("abdomen", "belly"),
)
"""What was marked on the map already: it is not asked again, only shown as said."""

TOUCH = Step(
    "touch",
    "Touch and pressure",
    "Pressure should never make you hold your breath. You can change it at any time.",
    (
        PickOne(
            "pressure",
            "How firm?",
            required=True,
            prints=("p1_touch.1",),
            carry="confirm",
            choices=(
                Choice("p1_very_light", "Very light: like a soft cloth"),
                Choice("p2_light", "Light: slow and soothing"),
                Choice("p3_medium", "Medium: I feel my muscles move"),
                Choice("p4_firm", "Firm: strong, but I breathe with ease"),
                Choice("p5_deep", "Deep: strong work in a few small spots"),
                Choice("unsure", "Not sure: start light and ask", soft=True),
            ),
        ),
        PickMany(
            "style",
            "What do you like?",
            more=True,
            prints=("p1_touch.2",),
            carry="confirm",
            choices=(
                Choice("slow", "Slow and flowing"),
                Choice("spots", "Work on tight spots"),
                Choice("stretch", "Gentle stretches"),
                Choice("still_hold", "Still, resting hands"),
                Choice("your_choice", "You choose", soft=True),
                Choice(
                    "gentle_release",
                    "Slow, listening touch, with a therapist trained for it",
                    when=Is("gentle_release_work", "on"),
                ),
            ),
        ),
        PickMany(
            "touch_avoid",
            "Please do not touch my…",
            away=STAY_AWAY,
            prints=("p1_boundaries.5",),
            carry="confirm",
            choices=(
                Choice("face", "Face"),
                Choice("hair_scalp", "Hair or scalp"),
                Choice("neck_front", "Front of neck"),
                Choice("belly", "Belly"),
                Choice("hands", "Hands"),
                Choice("feet", "Feet"),
                Choice("none", "All fine", soft=True, clears=True),
            ),
        ),
        PickOne(
            "check_in",
            "How often should we check in with you?",
            more=True,
            prints=("p1_touch.3",),
            carry="confirm",
            choices=(
                Choice("often", "Often"),
                Choice("sometimes", "Now and then"),
                Choice("rarely", "I will tell you"),
            ),
        ),
        Scale(
            "pain_ceiling",
            "The strongest feeling that is still fine (0 = nothing, 10 = worst you can imagine)",
            more=True,
            prints=("p1_touch.3",),
            carry="confirm",
        ),
        PickOne(
            "therapist_choice",
            "Who would you like to work with?",
            more=True,
            prints=("p1_touch.4",),
            carry="keep",
            choices=(
                Choice("any", "Anyone"),
                Choice("woman", "A woman"),
                Choice("man", "A man"),
            ),
        ),
    ),
    when=opens("touch", "comfort"),
)
