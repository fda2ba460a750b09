"""The main problem: since when, what makes it worse or better, how much it hurts."""

from ..conditions import Given, Has, In, Is
from ..questions import Choice, PickMany, PickOne, Scale, Step, Words

STORY = Step(
    "story",
    "Your main problem",
    "Short answers are fine. You can tell the rest in the room.",
    (
        PickOne(
            "complaint_onset",
            "How long have you had it?",
            required=True,
            prints=("p1_today.5", "p2_story.2"),
            carry="confirm",
            choices=(
                Choice("days", "Less than 2 weeks"),
                Choice("weeks", "2 weeks to 3 months"),
                Choice("months", "3 to 12 months"),
                Choice("years", "More than a year"),
            ),
        ),
        PickOne(
            "complaint_cause",
            "How did it start?",
            prints=("p2_story.3",),
            carry="confirm",
            choices=(
                Choice("slowly", "Slowly"),
                Choice("injury", "A fall, crash, or injury"),
                Choice("overuse", "Work, sport, or lifting"),
                Choice("surgery", "After an operation"),
                Choice("hard_time", "In a hard time in my life"),
                Choice("unknown", "I do not know", soft=True),
            ),
        ),
        PickMany(
            "complaint_worse",
            "What makes it worse?",
            prints=("p2_story.4",),
            carry="confirm",
            choices=(
                Choice("sitting", "Sitting"),
                Choice("standing", "Standing or walking"),
                Choice("lifting", "Lifting or carrying"),
                Choice("desk", "Desk, phone, or driving"),
                Choice("exercise", "Exercise"),
                Choice("lying", "Lying on it"),
                Choice("stress", "Stress"),
                Choice("mornings", "Mornings"),
                Choice("unknown", "Not sure", soft=True),
            ),
        ),
        PickMany(
            "complaint_better",
            "What helps?",
            more=True,
            prints=("p2_story.5",),
            carry="confirm",
            choices=(
                Choice("rest", "Rest"),
                Choice("moving", "Moving"),
                Choice("heat", "Heat"),
                Choice("cold", "Cold"),
                Choice("stretch", "Stretching"),
                Choice("massage", "Massage"),
                Choice("medicine", "Medicine"),
                Choice("nothing", "Nothing yet", clears=True),
            ),
        ),
        PickMany(
            "complaint_tried",
            "What have you tried or who have you seen?",
            more=True,
            prints=("p2_story.6",),
            carry="confirm",
            choices=(
                Choice("doctor", "Doctor"),
                Choice("physio", "Physical therapist"),
                Choice("chiro_osteo", "Chiropractor or osteopath"),
                Choice("massage", "Massage"),
                Choice("exercises", "Exercises"),
                Choice("injection", "Injection"),
                Choice("none", "Nothing yet", soft=True, clears=True),
            ),
        ),
        Scale(
            "pain_now",
            "Pain right now (0 = none, 10 = worst you can imagine)",
            required=True,
            prints=("p1_today.6",),
        ),
        Scale(
            "pain_week",
            "Average pain in the last 7 days",
            more=True,
            prints=("p2_story.7",),
        ),
        Scale(
            "life_limits",
            "How much does it get in the way of your life? (0 = not at all, 10 = all the time)",
            more=True,
            prints=("p2_story.8",),
        ),
        PickOne(
            "night_waking",
            "Does it wake you at night?",
            prints=("p2_story.9",),
            choices=(
                Choice("no", "No"),
                Choice("some", "Some nights"),
                Choice("most", "Most nights"),
            ),
        ),
        PickOne(
            "night_position",
            "Which position is best at night?",
            more=True,
            when=In("night_waking", ("some", "most")),
            prints=("p2_story.9",),
            choices=(
                Choice("left", "Left side"),
                Choice("right", "Right side"),
                Choice("back", "Back"),
                Choice("front", "Front"),
                Choice("none_good", "None is good"),
            ),
        ),
        PickOne(
            "headache_days",
            "Headache days in the last 4 weeks",
            when=Has("goals", ("headache",)),
            prints=("p2_story.11",),
            choices=(
                Choice("few", "0 to 3 days"),
                Choice("some", "4 to 14 days"),
                Choice("most", "15 days or more"),
            ),
        ),
        Words(
            "complaint_words",
            "What bothers you most?",
            prints=("p1_today.4", "p2_story.1"),
            carry="confirm",
        ),
        PickMany(
            "headache_where",
            "Where is the headache?",
            more=True,
            when=Has("goals", ("headache",)),
            prints=("p2_story.11",),
            carry="confirm",
            choices=(
                Choice("skull_base", "Base of the skull"),
                Choice("behind_eyes", "Behind the eyes"),
                Choice("temples", "Temples or forehead"),
                Choice("one_side", "One side only"),
                Choice("across_shoulders", "Across the shoulders"),
            ),
        ),
        Words(
            "hard_activity",
            "One thing that is hard to do now",
            more=True,
            prints=("p2_story.10",),
            carry="confirm",
        ),
        Scale(
            "hard_activity_now",
            "How well can you do it? (0 = cannot, 10 = as well as before)",
            more=True,
            when=Given("hard_activity"),
            prints=("p2_story.10",),
        ),
    ),
    when=(
        Is("visit_kind", "new") & Has("goals", ("pain", "stiffness", "headache", "injury", "sport"))
    )
    | Has("opened", ("story",))
    | Has("changed", ("new_problem",)),
)
