"""Why the client is here and how to use the time."""

from ..conditions import MoreThan
from ..questions import Choice, PickMany, PickOne, Step, Words
from .opening import opens

GOALS = (
    Choice("pain", "Less pain"),
    Choice("stiffness", "Move more easily"),
    Choice("stress", "Feel calmer"),
    Choice("sleep", "Sleep better"),
    Choice("headache", "Fewer headaches"),
    Choice("sport", "Recover from sport or training"),
    Choice("injury", "Recover from an injury"),
    Choice("pregnancy_comfort", "Comfort in pregnancy"),
    Choice("body_awareness", "Feel more at home in my body"),
    Choice("rest", "Time to rest"),
    Choice("other", "Something else"),
)

REASON = Step(
    "reason",
    "Why you are here",
    "Pick all that fit.",
    (
        PickMany(
            "goals",
            "What would you like help with?",
            required=True,
            prints=("p1_today.1",),
            carry="confirm",
            choices=GOALS,
        ),
        PickOne(
            "main_goal",
            "Which one matters most today?",
            required=True,
            when=MoreThan("goals", 1),
            prints=("p1_today.1",),
            choices=GOALS,
            among="goals",
        ),
        PickOne(
            "session_focus",
            "How should we use the time?",
            required=True,
            prints=("p1_today.3",),
            carry="confirm",
            choices=(
                Choice("whole_body", "Whole body"),
                Choice("few_areas", "A few areas"),
                Choice("one_area", "Mostly one area"),
                Choice("together", "Let us decide together", soft=True),
            ),
        ),
        Words(
            "good_visit",
            "What would make this a good visit?",
            more=True,
            prints=("p1_today.2",),
        ),
        PickMany(
            "feel_before",
            "How do you feel right now?",
            prints=("p1_today.9",),
            choices=(
                Choice("heavy", "Heavy"),
                Choice("tense", "Tense"),
                Choice("scattered", "Scattered"),
                Choice("tired", "Tired"),
                Choice("sore", "Sore"),
                Choice("calm", "Calm"),
                Choice("fine", "Fine"),
            ),
        ),
        PickOne(
            "feel_goal",
            "How would you like to feel after?",
            prints=("p1_today.9",),
            choices=(
                Choice("lighter", "Lighter"),
                Choice("calm", "Calm"),
                Choice("looser", "Looser"),
                Choice("rested", "Rested"),
                Choice("energy", "With more energy"),
                Choice("clear", "Clear in my head"),
            ),
        ),
    ),
    when=opens("reason", "new_problem"),
)
