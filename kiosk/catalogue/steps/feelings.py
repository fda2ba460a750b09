"""What happens if feelings come up. The client decides it beforehand."""

from ..conditions import Given, Is
from ..questions import Choice, Note, PickMany, PickOne, Step
from .opening import opens

HAS_A_LIST = Is("clinic_has_support_list", "yes")
"""Nothing is promised that the clinic does not have."""

FEELINGS = Step(
    "feelings",
    "If feelings come up",
    "Rest and touch can bring up feelings, even tears. That is normal. You "
    "decide what happens then.",
    (
        PickOne(
            "feelings_first",
            "If I cry or feel a lot, first…",
            required=True,
            prints=("p1_feelings.1",),
            carry="confirm",
            choices=(
                Choice("keep_quiet", "Keep going quietly"),
                Choice("still_hands", "Slow down, hands still"),
                Choice("hands_off", "Pause, hands off"),
                Choice("few_words", "Ask me in a few words"),
                Choice("end", "End the session"),
                Choice("see_then", "I will say then", soft=True),
            ),
        ),
        PickMany(
            "feelings_also",
            "Also fine",
            more=True,
            prints=("p1_feelings.2",),
            carry="confirm",
            choices=(
                Choice("tissues", "Tissues"),
                Choice("water", "Water"),
                Choice("blanket", "More cover"),
                Choice("alone", "A minute alone"),
                Choice("lighter", "Lighter touch"),
                Choice("breathe", "Remind me to breathe"),
                Choice("feet", "Remind me to feel my feet"),
                Choice("voice", "A calm voice"),
            ),
        ),
        PickOne(
            "pause_signal",
            "My pause signal",
            required=True,
            prints=("p1_feelings.3",),
            carry="confirm",
            choices=(
                Choice("say_pause", 'I say "pause"'),
                Choice("raise_hand", "I raise a hand"),
                Choice("tap_table", "I tap the table"),
                Choice("ring_bell", "I squeeze or ring something"),
            ),
            pictures="signals",
        ),
        PickOne(
            "signal_practised",
            "Try it now: do your signal once",
            more=True,
            when=Given("pause_signal"),
            prints=("p1_feelings.3",),
            carry="keep",
            choices=(
                Choice("yes", "I did it", says="signal_seen"),
                Choice("no", "Not now"),
            ),
        ),
        PickOne(
            "continue_check",
            "After a pause, before going on…",
            prints=("p1_feelings.3",),
            carry="confirm",
            choices=(
                Choice("ask_me", "Ask me each time"),
                Choice("my_signal", "Go on when I signal"),
                Choice("decide_then", "I will say then"),
            ),
        ),
        PickMany(
            "feelings_avoid",
            "Please do not",
            prints=("p1_feelings.4",),
            carry="confirm",
            choices=(
                Choice("ask_why", "Ask why"),
                Choice("give_advice", "Give advice"),
                Choice("comfort_touch", "Hug me or stroke my hair"),
                Choice("talk", "Talk at all"),
                Choice("none", "Nothing to add", soft=True, clears=True),
            ),
        ),
        PickOne(
            "words_amount",
            "How much should we ask?",
            more=True,
            prints=("p1_feelings.6",),
            carry="confirm",
            choices=(
                Choice("few", "As little as you can"),
                Choice("some", "A little"),
                Choice("open", "I am happy to talk"),
            ),
        ),
        PickMany(
            "room_privacy",
            "To feel free, I would like…",
            more=True,
            prints=("p1_feelings.6",),
            carry="confirm",
            choices=(
                Choice("quiet_room", "A quieter room"),
                Choice("music_cover", "Music that covers sounds"),
                Choice("quiet_hour", "An hour when it is quiet"),
                Choice("none", "Nothing extra", soft=True, clears=True),
            ),
        ),
        PickOne(
            "private_word",
            "Is there something you want to say in private?",
            required=True,
            prints=("p1_stop",),
            choices=(
                Choice("no", "No"),
                Choice("yes", "Yes, with the therapist alone", says="private_ok"),
            ),
        ),
        PickOne(
            "support_list",
            "Would you like a list of people to talk to?",
            when=HAS_A_LIST,
            prints=("p2_experience.5",),
            choices=(
                Choice("no", "No, thank you"),
                Choice("yes", "Yes, please"),
            ),
        ),
    ),
    when=opens("feelings", "feelings"),
    notes=(Note("scope_note"), Note("scope_note_list", HAS_A_LIST)),
)
