"""What is new since the last visit; each choice opens the steps it names."""

from ..conditions import Is
from ..questions import Choice, PickMany, Step

CHANGES = Step(
    "changes",
    "What has changed?",
    "We kept your last answers. Tell us only what is new.",
    (
        PickMany(
            "changed",
            "Since your last visit",
            required=True,
            prints=("p1_header.12", "p2_changes.1"),
            choices=(
                Choice("nothing", "Nothing has changed", clears=True),
                Choice("health", "My health"),
                Choice("medicines", "Medicines or allergies"),
                Choice("where", "Where it hurts"),
                Choice("new_problem", "I have a new problem"),
                Choice("comfort", "Touch or comfort"),
                Choice("clothes", "Covering and clothes"),
                Choice("feelings", "My feelings plan"),
                Choice("life", "Daily life or self-care"),
                Choice("contact", "Phone or contact"),
            ),
        ),
    ),
    # What was said before is shown only to somebody the clinic knows to be this person.
    when=Is("visit_kind", "returning") & Is("identified", "yes"),
)
