"""The grown-up who agrees for someone else, and that person's own say."""

from ..conditions import Is
from ..questions import Choice, PickOne, Step, Words

GUARDIAN = Step(
    "guardian",
    "Parent or guardian",
    "A grown-up with the legal right to agree fills this in. The person having "
    "the massage also gets a say.",
    (
        Words(
            "guardian_name",
            "Your full name",
            holds="name",
            required=True,
            prints=("p1_header.8",),
            carry="confirm",
        ),
        PickOne(
            "guardian_relation",
            "You are their…",
            required=True,
            prints=("p1_header.8",),
            carry="confirm",
            choices=(
                Choice("parent", "Parent"),
                Choice("legal_guardian", "Legal guardian"),
                Choice("legal_authority", "Person with legal power to agree"),
                Choice("other", "Someone else"),
            ),
        ),
        Words(
            "guardian_phone",
            "Your phone",
            holds="phone",
            required=True,
            prints=("p2_contact.4",),
            carry="confirm",
        ),
        PickOne(
            "guardian_presence",
            "Where will you be?",
            required=True,
            prints=("p1_header.9",),
            choices=(
                Choice("in_room", "In the room"),
                Choice("nearby", "Nearby, if law and clinic allow it"),
                Choice("decide", "Let us decide together"),
            ),
        ),
        PickOne(
            "own_say",
            "To the person having the massage: do you want one today?",
            required=True,
            prints=("p1_header.10",),
            choices=(
                Choice("yes", "Yes"),
                Choice("not_sure", "I am not sure"),
                Choice("no", "No"),
            ),
        ),
    ),
    when=Is("is_minor", "yes") | Is("filling_for", "someone_else"),
)
