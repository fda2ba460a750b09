"""The room and the table: position, warmth, sound, light, scent."""

from ..conditions import Has
from ..questions import Choice, PickMany, PickOne, Step
from .opening import opens

COMFORT = Step(
    "comfort",
    "Your comfort",
    "We set up the room for you.",
    (
        PickMany(
            "positions_ok",
            "Which positions are fine?",
            required=True,
            prints=("p1_touch.5",),
            carry="confirm",
            choices=(
                Choice("face_down", "Face down"),
                Choice("face_up", "Face up"),
                Choice("side", "On my side"),
                Choice("seated", "Sitting"),
                Choice("unsure", "Not sure", soft=True),
            ),
        ),
        PickOne(
            "face_rest",
            "A face rest holds your face when you lie face down",
            more=True,
            when=Has("positions_ok", ("face_down",)),
            prints=("p1_touch.6",),
            carry="keep",
            choices=(
                Choice("ok", "Fine"),
                Choice("no", "No, thank you"),
                Choice("new", "New to me"),
            ),
        ),
        PickOne(
            "warmth",
            "Warmth",
            more=True,
            prints=("p1_touch.7",),
            carry="keep",
            choices=(
                Choice("warmer", "Warmer table"),
                Choice("normal", "As it is"),
                Choice("cooler", "Cooler"),
            ),
        ),
        PickOne(
            "sound",
            "Sound",
            more=True,
            prints=("p1_touch.8",),
            carry="keep",
            choices=(
                Choice("music", "Soft music"),
                Choice("nature", "Nature sounds"),
                Choice("quiet", "Quiet"),
            ),
        ),
        PickOne(
            "talk",
            "Talking",
            more=True,
            prints=("p1_touch.9",),
            carry="keep",
            choices=(
                Choice("quiet", "Please keep quiet"),
                Choice("little", "A little"),
                Choice("chat", "I like to chat"),
            ),
        ),
        PickOne(
            "light",
            "Light",
            more=True,
            prints=("p1_touch.10",),
            carry="keep",
            choices=(
                Choice("dim", "Dim"),
                Choice("normal", "Normal"),
            ),
        ),
        PickOne(
            "scent",
            "Scent",
            required=True,
            prints=("p1_touch.11",),
            carry="confirm",
            choices=(
                Choice("no_scent", "No scent"),
                Choice("light_scent", "A light scent is fine"),
            ),
        ),
        PickOne(
            "lotion",
            "On your skin",
            more=True,
            prints=("p1_touch.12",),
            carry="keep",
            choices=(
                Choice("oil", "Oil"),
                Choice("cream", "Cream or lotion"),
                Choice("dry", "As little as you can"),
                Choice("any", "Any"),
            ),
        ),
        PickMany(
            "as_usual",
            "The room, and checking in with you",
            prints=("p1_touch.13",),
            carry="keep",
            choices=(
                Choice(
                    "fine",
                    "All as usual is fine: warmth, sound, talking, light, lotion, checking in",
                ),
            ),
        ),
        PickMany(
            "room_help",
            "Help in the room",
            prints=("p1_header.7",),
            carry="confirm",
            choices=(
                Choice("face_me", "Face me when you talk"),
                Choice("see_poorly", "I do not see well: guide me"),
                Choice("hands_shake", "My hands shake or are weak"),
                Choice("on_off_table", "Help on and off the table"),
                Choice("walking_aid", "I use a walking aid or wheelchair"),
                Choice("plain_steps", "Say each step in simple words"),
                Choice("none", "None", soft=True, clears=True),
            ),
        ),
    ),
    when=opens("comfort", "comfort"),
)
