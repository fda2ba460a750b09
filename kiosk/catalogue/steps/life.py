"""The days behind the tension: work, sleep, stress, caring for someone."""

from ..conditions import Has, Is
from ..questions import Choice, PickMany, PickOne, Scale, Step
from .opening import opens

SPORT = Is("activity_level", "hard") | Has("goals", ("sport",))
"""Trains hard, or comes because of it: then the next hard day matters."""

SOON = (
    Choice("days3", "In the next 3 days"),
    Choice("weeks2", "In the next 2 weeks"),
    Choice("later", "Later"),
    Choice("no", "No"),
)

LIFE = Step(
    "life",
    "Your days",
    "Daily life can change how your body feels.",
    (
        PickMany(
            "work_kind",
            "What are most days like?",
            more=True,
            prints=("p2_life.1",),
            carry="confirm",
            choices=(
                Choice("sitting", "Sitting"),
                Choice("standing", "Standing or walking"),
                Choice("lifting", "Lifting or hard work"),
                Choice("hands", "Hands or screen"),
                Choice("driving", "Driving"),
                Choice("home_care", "Care at home"),
                Choice("study", "Study"),
                Choice("resting", "Mostly resting"),
            ),
        ),
        PickOne(
            "activity_level",
            "How active are you?",
            more=True,
            prints=("p2_life.2",),
            carry="confirm",
            choices=(
                Choice("little", "A little"),
                Choice("some", "Some"),
                Choice("regular", "Often"),
                Choice("hard", "Hard training"),
            ),
        ),
        PickOne(
            "sport_next",
            "A race, match, or hard session soon?",
            when=SPORT,
            prints=("p2_life.7",),
            choices=SOON,
        ),
        PickOne(
            "sleep_quality",
            "How do you sleep?",
            prints=("p2_life.3",),
            choices=(
                Choice("good", "Well"),
                Choice("ok", "So-so"),
                Choice("poor", "Badly"),
            ),
        ),
        Scale(
            "stress_level",
            "Stress in the last 7 days (0 = none, 10 = very high)",
            prints=("p1_today.7",),
        ),
        PickOne(
            "caring_load",
            "Do you look after someone?",
            prints=("p2_life.4",),
            carry="confirm",
            choices=(
                Choice("no", "No"),
                Choice("manage", "Yes, and I manage"),
                Choice("heavy", "Yes, and it is a lot"),
            ),
        ),
        PickMany(
            "stress_spots",
            "Where do you feel stress in your body?",
            more=True,
            prints=("p2_life.5",),
            carry="confirm",
            choices=(
                Choice("jaw", "Jaw"),
                Choice("head", "Head"),
                Choice("shoulders", "Neck or shoulders"),
                Choice("breath", "Chest or short breath"),
                Choice("belly", "Belly"),
                Choice("hips", "Hips"),
                Choice("back", "Back"),
                Choice("unknown", "Not sure", soft=True),
            ),
        ),
        PickMany(
            "load_now",
            "Is something weighing on you?",
            prints=("p2_life.6",),
            choices=(
                Choice("work", "Work"),
                Choice("loss", "Loss or grief"),
                Choice("change", "A big change"),
                Choice("family", "Family"),
                Choice("money", "Money"),
                Choice("health", "Health, mine or another person's"),
                Choice("always_on", "Always on the go"),
                Choice("rather_not", "I would rather not say", soft=True),
                Choice("none", "No", soft=True, clears=True),
            ),
        ),
    ),
    when=opens("life", "life"),
)
