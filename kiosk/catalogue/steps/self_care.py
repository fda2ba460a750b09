"""What the client does between visits, and what they notice."""

from ..conditions import In
from ..questions import Choice, PickMany, PickOne, Step, Words
from .opening import opens

SELF_CARE = Step(
    "self_care",
    "Between visits",
    "What you do at home helps your massage last.",
    (
        PickOne(
            "self_how_often",
            "Do you massage yourself?",
            more=True,
            prints=("p2_self_care.1",),
            carry="confirm",
            choices=(
                Choice("never", "No"),
                Choice("sometimes", "Sometimes"),
                Choice("weekly", "Each week"),
                Choice("daily", "Most days"),
            ),
        ),
        PickMany(
            "self_tools",
            "With what?",
            beside="self_care_gently",
            when=In("self_how_often", ("sometimes", "weekly", "daily")),
            prints=("p2_self_care.2",),
            carry="confirm",
            choices=(
                Choice("hands", "Hands"),
                Choice("ball", "Ball"),
                Choice("roller", "Foam roller"),
                Choice("stick", "Stick or hook"),
                Choice("gun", "Massage gun"),
                Choice("heat_cold", "Heat or cold"),
            ),
        ),
        PickMany(
            "self_areas",
            "Where?",
            more=True,
            when=In("self_how_often", ("sometimes", "weekly", "daily")),
            prints=("p2_self_care.3",),
            carry="confirm",
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
        PickMany(
            "self_notice",
            "What do you notice after?",
            when=In("self_how_often", ("sometimes", "weekly", "daily")),
            prints=("p2_self_care.4",),
            choices=(
                Choice("looser", "Looser"),
                Choice("sore", "Sore next day"),
                Choice("sharp", "Sharp pain"),
                Choice("tingling", "Tingling"),
                Choice("bruises", "Bruises"),
                Choice("one_side", "One side is different"),
                Choice("no_change", "No change", clears=True),
            ),
        ),
        Words(
            "body_noticed",
            "What has your body told you lately?",
            more=True,
            prints=("p2_self_care.5",),
        ),
        Words(
            "early_sign",
            "The first sign you notice when tension starts",
            more=True,
            prints=("p2_self_care.5",),
            carry="confirm",
        ),
        PickOne(
            "home_time",
            "Would you like ideas for home?",
            more=True,
            prints=("p2_self_care.6",),
            carry="confirm",
            choices=(
                Choice("none", "Not now", soft=True),
                Choice("five_min", "Yes, 5 minutes a day"),
                Choice("ten_min", "Yes, 10 minutes a day"),
            ),
        ),
    ),
    when=opens("self_care", "life"),
)
