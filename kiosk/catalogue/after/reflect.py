"""After the session: how it was, in the client's own words."""

from ..questions import Choice, PickMany, PickOne, Scale, Step, Words

REFLECT = Step(
    "reflect",
    "How was it?",
    "Less than a minute. You can skip any of it.",
    (
        PickMany(
            "feel_now",
            "How do you feel now?",
            prints=("record.1",),
            choices=(
                Choice("lighter", "Lighter"),
                Choice("calm", "Calm"),
                Choice("looser", "Looser"),
                Choice("energy", "Full of energy"),
                Choice("tired", "Tired"),
                Choice("sore", "Sore"),
                Choice("dizzy", "Dizzy"),
                Choice("tender", "Tender inside"),
                Choice("same", "The same", clears=True),
            ),
        ),
        Scale(
            "pain_after",
            "Pain right now (0 to 10)",
            prints=("record.2",),
        ),
        PickOne(
            "pressure_was",
            "The pressure was",
            prints=("record.3",),
            choices=(
                Choice("too_light", "Too light"),
                Choice("right", "Just right"),
                Choice("too_firm", "Too firm"),
                Choice("mixed", "It varied"),
            ),
        ),
        PickOne(
            "listened",
            "I felt listened to",
            prints=("record.4",),
            choices=(
                Choice("yes", "Yes"),
                Choice("partly", "Partly"),
                Choice("no", "No"),
            ),
        ),
        PickOne(
            "safe_to_speak",
            "It felt safe to speak up",
            prints=("record.5",),
            choices=(
                Choice("yes", "Yes"),
                Choice("partly", "Partly"),
                Choice("no", "No"),
            ),
        ),
        PickOne(
            "plan_clear",
            "I know what we found and what comes next",
            prints=("record.6",),
            choices=(
                Choice("yes", "Yes"),
                Choice("partly", "Partly"),
                Choice("no", "No"),
            ),
        ),
        PickOne(
            "feelings_came",
            "Feelings came up",
            prints=("record.7",),
            choices=(
                Choice("no", "No"),
                Choice("yes_ok", "Yes, and I felt supported"),
                Choice("yes_more", "Yes, and I would like more support"),
            ),
        ),
        PickOne(
            "good_fit",
            "Same therapist next time?",
            prints=("record.8",),
            choices=(
                Choice("yes", "Yes"),
                Choice("maybe", "Maybe"),
                Choice("other", "I would like to try another"),
            ),
        ),
        Words(
            "reflect_words",
            "Anything you want to say?",
            prints=("record.9",),
            longest=1000,
        ),
        PickOne(
            "reflect_share",
            "Who may read this?",
            required=True,
            prints=("record.10",),
            choices=(
                Choice("both", "Therapist and manager"),
                Choice("therapist", "Only my therapist"),
                Choice("manager", "Only the manager"),
            ),
        ),
    ),
)
