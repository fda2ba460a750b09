"""The statements a client agrees to. A changed text is a new version, never an edit."""

from .conditions import AnyOf, Is
from .questions import Card, Choice, Statement

AGREE_OR_TALK = (
    Choice("agree", "I agree"),
    Choice("talk_first", "I want to talk first", soft=True),
)
YES_OR_NO = (
    Choice("yes", "Yes"),
    Choice("no", "No"),
)

AGREEMENTS = (
    Card(
        "consent_treatment",
        "The massage",
        required=True,
        forced=True,
        prints=("p1_consent", "p2_consent"),
        carry="year",
        choices=AGREE_OR_TALK,
        statement=Statement(
            "consent_treatment",
            1,
            "I want a massage: hands-on work on muscles and soft tissue. It may ease "
            "pain, tightness, and stress. I may be sore or tired for a day or two; "
            "bruises or other harm are rare. It does not replace a doctor. I could rest, "
            "use heat, see someone else, or do nothing; then my problem may stay, ease, "
            "or get worse. I can ask anything first.",
        ),
    ),
    Card(
        "consent_draping",
        "Covering and clothes",
        required=True,
        forced=True,
        prints=("p1_consent", "p2_consent"),
        carry="year",
        choices=AGREE_OR_TALK,
        statement=Statement(
            "consent_draping",
            1,
            "I undress only as much as I choose, alone. I am always covered; only the "
            "part being worked on is uncovered, and I am told first. Private parts and "
            "the cleft between the buttocks are never uncovered or touched. Breasts stay "
            "covered and are not worked on unless I agree in writing.",
        ),
    ),
    Card(
        "consent_stop",
        "You can stop at any time",
        required=True,
        forced=True,
        prints=("p1_consent", "p2_consent"),
        carry="year",
        choices=AGREE_OR_TALK,
        statement=Statement(
            "consent_stop",
            1,
            "I can say stop, pause, softer, or no at any time, even after a yes. It is "
            "done at once and never held against me. Someone I bring may stay in the "
            "room. Massage here is never sexual. My therapist may also end a session to "
            "keep us both safe.",
        ),
    ),
    Card(
        "consent_health_truth",
        "Your health answers",
        required=True,
        forced=True,
        prints=("p1_consent", "p2_consent"),
        carry="year",
        choices=AGREE_OR_TALK,
        statement=Statement(
            "consent_health_truth",
            1,
            "My answers are true as far as I know. I will say if something changes. My "
            "therapist does not find or treat illness and may ask me to check with a "
            "doctor first.",
        ),
    ),
    Card(
        "consent_feelings",
        "Feelings",
        required=True,
        forced=True,
        prints=("p1_consent", "p2_consent"),
        carry="year",
        choices=AGREE_OR_TALK,
        statement=Statement(
            "consent_feelings",
            1,
            "Feelings or tears may come up. That is normal. My therapist follows my plan "
            "and does not judge. They are not a psychotherapist: they give no "
            "counselling or advice about feelings, and do not try to make feelings come "
            "up. They can give me a list of people to talk to.",
        ),
    ),
    Card(
        "consent_privacy",
        "Your privacy",
        required=True,
        forced=True,
        prints=("p1_consent", "p2_consent"),
        carry="year",
        choices=AGREE_OR_TALK,
        statement=Statement(
            "consent_privacy",
            1,
            "My answers are kept private and safe. Only staff who need them read them. "
            "They are shared only if I agree, the law says so, or someone is in danger. "
            "I can ask to see, correct, or copy my record.",
        ),
    ),
    Card(
        "consent_guardian",
        "For the parent or guardian",
        required=True,
        forced=True,
        when=AnyOf((Is("is_minor", "yes"), Is("filling_for", "someone_else"))),
        prints=("p1_consent", "p2_consent"),
        choices=AGREE_OR_TALK,
        valid="visit",
        statement=Statement(
            "consent_guardian",
            1,
            "I am the parent or guardian, or have the legal right to agree for this "
            "person. I have read all of this with them. I know I may have to stay in the "
            "room. If they say no, the massage stops.",
        ),
    ),
    Card(
        "consent_movement",
        "Looking at how you move",
        forced=True,
        prints=("p1_consent", "p2_consent"),
        choices=YES_OR_NO,
        starts_on="no",
        valid="visit",
        statement=Statement(
            "consent_movement",
            1,
            "My therapist may watch me stand, walk, turn, or bend, and gently move my "
            "joints. I can stay dressed and say no to any of it.",
        ),
    ),
    Card(
        "consent_clinician",
        "Talking with your doctor",
        forced=True,
        prints=("p1_consent", "p2_consent"),
        carry="year",
        choices=YES_OR_NO,
        starts_on="no",
        statement=Statement(
            "consent_clinician",
            1,
            "My therapist may talk about my massage with my doctor or other health "
            "worker. I am told first.",
        ),
    ),
    Card(
        "consent_follow_up",
        "Keeping in touch",
        forced=True,
        prints=("p1_consent", "p2_consent"),
        carry="year",
        choices=YES_OR_NO,
        starts_on="no",
        statement=Statement(
            "consent_follow_up",
            1,
            "The clinic may call or write to ask how I am and send tips for home.",
        ),
    ),
    Card(
        "consent_story",
        "Sharing your story",
        forced=True,
        prints=("p1_consent", "p2_consent"),
        carry="year",
        choices=YES_OR_NO,
        starts_on="no",
        statement=Statement(
            "consent_story",
            1,
            "The clinic may tell my story to help others, with no name and nothing that "
            "shows who I am. I can change my mind until it is shared.",
        ),
    ),
)
"""One card for each statement, in the order they are read."""

SENSITIVE_INTRO = Statement(
    "consent_sensitive_intro",
    1,
    "These areas can help with hip, back, or breathing problems. Nothing is "
    "worked on unless I say yes here and again in the room, each visit. All "
    "other parts stay covered. I can change to no at any time. I may have "
    "someone with me.",
)
"""Stands before the cards of the private areas."""
