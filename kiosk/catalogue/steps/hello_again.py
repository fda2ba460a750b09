"""A returning client is found again before anything is shown."""

from ..conditions import Is
from ..questions import Choice, Day, PickOne, Step, Words

HELLO_AGAIN = Step(
    "hello_again",
    "Welcome back",
    "First, we make sure this is you.",
    (
        PickOne(
            "confirm_me",
            "Is this you?",
            required=True,
            forced=True,
            when=Is("identified", "yes"),
            choices=(
                Choice("yes", "Yes, this is me"),
                Choice("no", "No"),
            ),
        ),
        Day(
            "find_birth_date",
            "Date of birth of the person having the massage",
            required=True,
            forced=True,
        ),
        Words(
            "find_phone_end",
            "Last 4 numbers of your phone",
            holds="number",
            required=True,
            forced=True,
            when=Is("walk_up", "yes"),
        ),
    ),
    when=Is("visit_kind", "returning"),
)
