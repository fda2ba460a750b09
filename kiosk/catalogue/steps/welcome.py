"""Welcome: the language, whether this is a first visit, and what would make it easier."""

from ...languages import LANGUAGES
from ..questions import Choice, Note, PickMany, PickOne, Step

WELCOME = Step(
    "welcome",
    "Welcome",
    "It takes about 10 minutes. You can skip, go back, or stop at any time.",
    (
        PickOne(
            "language",
            "Choose your language",
            required=True,
            forced=True,
            prints=("p1_header.6",),
            carry="keep",
            choices=tuple(Choice(code, name, language=code) for code, name in LANGUAGES.items()),
        ),
        PickOne(
            "visit_kind",
            "Have you been here before?",
            required=True,
            forced=True,
            prints=("p1_header.4",),
            choices=(
                Choice("new", "No, this is my first time"),
                Choice("returning", "Yes"),
            ),
        ),
        PickMany(
            "access_needs",
            "What would make this easier?",
            prints=("p1_header.7",),
            carry="keep",
            choices=(
                Choice("big_text", "Bigger words"),
                Choice("high_contrast", "Stronger colours"),
                Choice("someone_to_help", "Someone to read or tap for me"),
                Choice("interpreter", "An interpreter or sign language"),
                Choice("none", "I am fine", soft=True, clears=True),
            ),
        ),
    ),
    notes=(Note("welcome_privacy"),),
)
