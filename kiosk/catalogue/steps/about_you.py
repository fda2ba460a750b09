"""About you: who the massage is for, and how to reach them."""

from ..questions import Choice, Day, PickOne, Step, Words
from .opening import opens

ABOUT_YOU = Step(
    "about_you",
    "About you",
    "We only ask what we need to care for you and to reach you.",
    (
        PickOne(
            "filling_for",
            "Who is the massage for?",
            required=True,
            forced=True,
            prints=("p1_header.5",),
            carry="confirm",
            choices=(
                Choice("myself", "Me"),
                Choice("helped", "Me, and someone is helping me"),
                Choice("someone_else", "A child or a person I look after"),
            ),
        ),
        Words(
            "full_name",
            "Full name of the person having the massage",
            holds="name",
            required=True,
            forced=True,
            prints=("p1_header.2",),
            carry="confirm",
        ),
        Words(
            "preferred_name",
            "What should we call you?",
            holds="name",
            prints=("p1_header.1",),
            carry="keep",
        ),
        PickOne(
            "pronouns",
            "Which words should we use for you?",
            more=True,
            prints=("p1_header.1",),
            carry="keep",
            choices=(
                Choice("she_her", "She / her"),
                Choice("he_him", "He / him"),
                Choice("they_them", "They / them"),
                Choice("name_only", "Just my name"),
            ),
        ),
        Day(
            "birth_date",
            "Date of birth",
            required=True,
            forced=True,
            prints=("p1_header.3",),
            carry="confirm",
        ),
        Words(
            "phone",
            "Phone",
            holds="phone",
            required=True,
            prints=("p2_contact.1",),
            carry="confirm",
        ),
        Words(
            "email",
            "Email",
            holds="email",
            more=True,
            prints=("p2_contact.2",),
            carry="confirm",
        ),
        Words(
            "emergency_contact",
            "Who should we call in an emergency? Name and phone",
            holds="name",
            more=True,
            prints=("p2_contact.3",),
            carry="confirm",
        ),
    ),
    when=opens("about_you", "contact"),
)
