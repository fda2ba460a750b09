"""How a returning client is today."""

from ..conditions import Has, In, Is
from ..questions import Choice, PickMany, PickOne, Scale, Step
from .life import SOON, SPORT

TODAY = Step(
    "today",
    "Today",
    "A quick look at how you are now.",
    (
        PickOne(
            "today_goal",
            "Main wish for today",
            required=True,
            prints=("p1_today.1",),
            choices=(
                Choice("same", "Same as last time"),
                Choice("pain", "Less pain"),
                Choice("stiffness", "Move more easily"),
                Choice("stress", "Feel calmer"),
                Choice("sleep", "Sleep better"),
                Choice("sport", "Recover from training"),
                Choice("other", "Something else"),
            ),
        ),
        Scale(
            "today_pain",
            "Pain right now (0 = none, 10 = worst you can imagine)",
            required=True,
            prints=("p1_today.6",),
        ),
        Scale(
            "today_stress",
            "Stress in the last 7 days (0 = none, 10 = very high)",
            more=True,
            prints=("p1_today.7",),
        ),
        PickOne(
            "today_event",
            "A race, match, or hard session soon?",
            when=SPORT,
            prints=("p2_life.7",),
            choices=SOON,
        ),
        PickOne(
            "since_last",
            "After the last massage I felt…",
            prints=("p1_today.8",),
            choices=(
                Choice("better_long", "Better for days"),
                Choice("better_short", "Better for a day"),
                Choice("same", "The same"),
                Choice("worse", "Worse"),
            ),
        ),
        PickMany(
            "brought_back",
            "What brought the tension back?",
            more=True,
            when=In("since_last", ("better_long", "better_short", "worse")),
            prints=("p2_changes.3",),
            choices=(
                Choice("sitting", "Sitting"),
                Choice("lifting", "Lifting"),
                Choice("sport", "Sport"),
                Choice("stress", "Stress"),
                Choice("sleep", "Sleep"),
                Choice("time", "A time of the month or year"),
                Choice("unknown", "Not sure", soft=True),
            ),
        ),
        PickOne(
            "after_release",
            "Last time feelings came up. Today…",
            more=True,
            when=Has("last_note_response", ("feelings",)),
            prints=("p1_feelings.7",),
            choices=(
                Choice("leave_it", "Leave it be"),
                Choice("mention", "You may mention it"),
                Choice("talk", "I want to talk first", says="private_ok"),
            ),
        ),
        PickOne(
            "home_done",
            "Did you try the ideas for home?",
            more=True,
            prints=("p2_self_care.7",),
            choices=(
                Choice("yes", "Yes"),
                Choice("some", "Some"),
                Choice("no", "No"),
                Choice("none_given", "I had none"),
            ),
        ),
        PickMany(
            "home_why",
            "What got in the way?",
            more=True,
            when=In("home_done", ("some", "no")),
            prints=("p2_self_care.8",),
            choices=(
                Choice("time", "No time"),
                Choice("forgot", "I forgot"),
                Choice("unsure", "Not sure how"),
                Choice("hurt", "It hurt"),
                Choice("no_help", "It did not help"),
                Choice("other", "Something else", soft=True),
            ),
        ),
        PickOne(
            "today_private",
            "Is there something you want to say in private?",
            required=True,
            prints=("p1_stop",),
            choices=(
                Choice("no", "No"),
                Choice("yes", "Yes, with the therapist alone", says="private_ok"),
            ),
        ),
    ),
    when=Is("visit_kind", "returning"),
)
