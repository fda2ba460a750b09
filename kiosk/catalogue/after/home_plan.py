"""The plan for home: where, how long, how often, when in the day, and with what."""

from ..questions import Choice, PickMany, PickOne, Words

HOME_PLAN = (
    PickMany(
        "home_areas",
        "Where to work at home (one or two)",
        more=True,
        prints=("handout.1",),
        choices=(
            Choice("head_jaw", "Head or jaw"),
            Choice("neck_shoulders", "Neck and shoulders"),
            Choice("back", "Back"),
            Choice("hips", "Hips"),
            Choice("arms_hands", "Forearms and hands"),
            Choice("legs", "Legs"),
            Choice("feet", "Feet"),
        ),
    ),
    PickOne(
        "home_minutes",
        "How long each time",
        more=True,
        prints=("handout.1",),
        choices=(Choice("m5", "5 minutes"), Choice("m10", "10 minutes")),
    ),
    PickOne(
        "home_times",
        "How often",
        more=True,
        prints=("handout.1",),
        choices=(
            Choice("twice", "2 times a week"),
            Choice("thrice", "3 times a week"),
            Choice("daily", "Every day"),
        ),
    ),
    PickOne(
        "home_moment",
        "The moment of the day the client chose",
        more=True,
        prints=("handout.1",),
        choices=(
            Choice("waking", "After getting up"),
            Choice("pause", "In a break"),
            Choice("after_work", "After work"),
            Choice("bedtime", "Before bed"),
        ),
    ),
    PickMany(
        "home_tools",
        "With what",
        more=True,
        prints=("handout.1",),
        choices=(
            Choice("hands", "Hands"),
            Choice("soft_ball", "Soft ball, as big as a fist"),
            Choice("firm_ball", "Firm ball, as big as a tennis ball"),
            Choice("soft_roller", "Soft foam roller, as wide as the back"),
            Choice("cloth", "Cloth around a warm or cool pack"),
        ),
    ),
    PickMany(
        "home_shown",
        "What was shown",
        more=True,
        prints=("record.32",),
        choices=(
            Choice("showed", "I showed each idea"),
            Choice("tried", "The client tried each idea"),
            Choice("questions", "There was time for questions"),
        ),
    ),
    Words(
        "home_leave_out",
        "What to leave out at home, and why",
        more=True,
        prints=("record.33",),
    ),
)
"""Asked beside the ideas that were chosen. The last two stay with the note: they may name
health."""
