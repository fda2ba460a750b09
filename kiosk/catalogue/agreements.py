"""The statements a client agrees to. A changed text is a new version, never an edit."""

from typing import Literal

from .conditions import AllOf, Condition, Has, Is
from .questions import Card, Choice, Question, Statement

AGREE_OR_TALK = (
    Choice("agree", "I agree"),
    Choice("talk_first", "I want to talk first", soft=True, says="talk_first_ok"),
)
YES_OR_NO = (
    Choice("yes", "Yes"),
    Choice("no", "No"),
)

Valid = Literal["year", "visit"]


def _due(statement: Statement, when: Condition | None = None) -> Has | AllOf:
    """A card is shown while the fact ``cards_due`` names it: on a first visit all of them are."""
    due = Has("cards_due", (statement.key,))
    return due & when if when else due


def _required(
    title: str, statement: Statement, *, when: Condition | None = None, valid: Valid = "year"
) -> Card:
    """A card the massage waits for: agreed, or talked through first."""
    return Card(
        statement.key,
        title,
        required=True,
        forced=True,
        when=_due(statement, when),
        prints=("p1_consent", "p2_consent"),
        carry="year" if valid == "year" else "fresh",
        choices=AGREE_OR_TALK,
        statement=statement,
        valid=valid,
    )


def _optional(
    title: str, statement: Statement, *, valid: Valid = "year", folded: bool = True
) -> Card:
    """A card that changes nothing when it stays on no; folded where no touch waits for it."""
    return Card(
        statement.key,
        title,
        forced=True,
        when=_due(statement),
        prints=("p1_consent", "p2_consent"),
        carry="year" if valid == "year" else "fresh",
        choices=YES_OR_NO,
        statement=statement,
        starts_on="no",
        valid=valid,
        folded=folded,
    )


AGREEMENTS = (
    _required(
        "The massage",
        Statement(
            "consent_treatment",
            1,
            "I want a massage: hands-on work on muscles and soft tissue. It may ease "
            "pain, tightness, and stress. I may be sore or tired for a day or two; "
            "bruises or other harm are rare. It does not replace a doctor. I could rest, "
            "use heat, see someone else, or do nothing; then my problem may stay, ease, "
            "or get worse. I can ask anything first.",
        ),
    ),
    _required(
        "Covering and clothes",
        Statement(
            "consent_draping",
            1,
            "I undress only as much as I choose, alone. I am always covered; only the "
            "part being worked on is uncovered, and I am told first. Private parts and "
            "the cleft between the buttocks are never uncovered or touched. Breasts stay "
            "covered and are not worked on unless I agree in writing.",
        ),
    ),
    _required(
        "You can stop at any time",
        Statement(
            "consent_stop",
            1,
            "I can say stop, pause, softer, or no at any time, even after a yes. It is "
            "done at once and never held against me. Someone I bring may stay in the "
            "room. Massage here is never sexual. My therapist may also end a session to "
            "keep us both safe.",
        ),
    ),
    _required(
        "Your health answers",
        Statement(
            "consent_health_truth",
            1,
            "My answers are true as far as I know. I will say if something changes. My "
            "therapist does not find or treat illness and may ask me to check with a "
            "doctor first.",
        ),
    ),
    _required(
        "Feelings",
        Statement(
            "consent_feelings",
            2,
            "Feelings or tears may come up. That is normal. My therapist follows my plan "
            "and does not judge. They are not a psychotherapist: they give no "
            "counselling or advice about feelings, and do not try to make feelings come "
            "up. If I want someone to talk to, I can ask.",
        ),
    ),
    _required(
        "Your privacy",
        Statement(
            "consent_privacy",
            1,
            "My answers are kept private and safe. Only staff who need them read them. "
            "They are shared only if I agree, the law says so, or someone is in danger. "
            "I can ask to see, correct, or copy my record.",
        ),
    ),
    _required(
        "For the parent or guardian",
        Statement(
            "consent_guardian",
            1,
            "I am the parent or guardian, or have the legal right to agree for this "
            "person. I have read all of this with them. I know I may have to stay in the "
            "room. If they say no, the massage stops.",
        ),
        when=Is("is_minor", "yes") | Is("filling_for", "someone_else"),
        valid="visit",
    ),
    _optional(
        "Looking at how you move",
        Statement(
            "consent_movement",
            1,
            "My therapist may watch me stand, walk, turn, or bend, and gently move my "
            "joints. I can stay dressed and say no to any of it.",
        ),
        valid="visit",
        folded=False,
    ),
    _optional(
        "Talking with your doctor",
        Statement(
            "consent_clinician",
            1,
            "My therapist may talk about my massage with my doctor or other health "
            "worker. I am told first.",
        ),
    ),
    _optional(
        "Keeping in touch",
        Statement(
            "consent_follow_up",
            1,
            "The clinic may call or write to ask how I am and send tips for home.",
        ),
    ),
    _optional(
        "Sharing your story",
        Statement(
            "consent_story",
            1,
            "The clinic may tell my story to help others, with no name and nothing that "
            "shows who I am. I can change my mind until it is shared.",
        ),
    ),
)
"""One card for each statement, in the order they are read."""

OWN = tuple(
    Card(
        f"consent_own_{number}",
        "An agreement of the clinic's own",
        forced=True,
        when=Has("cards_due", (f"consent_own_{number}",)),
        prints=("p1_consent", "p2_consent"),
        carry="year",
        choices=(*AGREE_OR_TALK, *YES_OR_NO),
        statement=Statement(f"consent_own_{number}", 0, ""),
    )
    for number in range(1, 7)
)
"""Cards that a clinic may add, in its own words: until it does, none of them is asked."""

_KEYS = frozenset(card.key for card in (*AGREEMENTS, *OWN))


def is_agreement(question: Question) -> bool:
    """Whether it is one of these cards, in whatever words; a private area is none."""
    return question.key in _KEYS


SENSITIVE_INTRO = Statement(
    "consent_sensitive_intro",
    1,
    "These areas can help with hip, back, or breathing problems. Nothing is "
    "worked on unless I say yes here and again in the room, each visit. All "
    "other parts stay covered. I can change to no at any time. I may have "
    "someone with me.",
)
"""Stands before the cards of the private areas."""
