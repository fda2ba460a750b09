"""What earlier massages were like, and what worries the client today."""

from ..conditions import In
from ..questions import Choice, PickMany, PickOne, Step, Words
from .opening import opens

EXPERIENCE = Step(
    "experience",
    "Massage and you",
    "There is no right answer.",
    (
        PickOne(
            "massage_before",
            "Have you had a massage before?",
            required=True,
            prints=("p2_experience.1",),
            carry="keep",
            choices=(
                Choice("never", "Never"),
                Choice("few", "A few times"),
                Choice("regular", "Often"),
            ),
        ),
        PickMany(
            "after_effects",
            "What happened after a massage?",
            when=In("massage_before", ("few", "regular")),
            prints=("p2_experience.2",),
            carry="keep",
            choices=(
                Choice("good", "I felt good"),
                Choice("sore", "Sore for more than 2 days"),
                Choice("bruised", "Bruises"),
                Choice("dizzy", "Dizzy"),
                Choice("headache", "Headache"),
                Choice("feelings", "Tears or strong feelings"),
            ),
        ),
        Words(
            "liked_disliked",
            "What did you like or not like?",
            more=True,
            when=In("massage_before", ("few", "regular")),
            prints=("p2_experience.3",),
            carry="keep",
        ),
        PickMany(
            "worries",
            "Is anything on your mind about today?",
            prints=("p1_feelings.5",),
            carry="confirm",
            choices=(
                Choice("undressing", "Undressing"),
                Choice("being_touched", "Being touched"),
                Choice("pain", "That it will hurt"),
                Choice("body_looks", "How my body looks"),
                Choice("speaking_up", "Speaking up"),
                Choice("feelings", "Feelings coming up"),
                Choice("not_knowing", "Not knowing what will happen"),
                Choice("none", "No", soft=True, clears=True),
            ),
        ),
    ),
    when=opens("experience"),
)
