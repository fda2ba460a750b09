"""Draping: how dressed and how covered the client wishes to be."""

from ..questions import Choice, PickMany, PickOne, Step, Words
from .opening import opens

DRAPING = Step(
    "draping",
    "Covering and clothes",
    "Draping means a sheet or blanket covers you. Only the part being worked on "
    "is uncovered. You undress and dress alone, as much or as little as you like.",
    (
        PickOne(
            "undress_level",
            "What feels right for you?",
            required=True,
            prints=("p1_boundaries.1",),
            carry="confirm",
            choices=(
                Choice("dressed", "I stay dressed"),
                Choice("partly", "I take off some clothes"),
                Choice("underwear", "I keep my underwear on"),
                Choice("all", "I take it all off, under the sheet"),
                Choice("talk_first", "I want to talk first", soft=True),
            ),
            pictures="draping",
        ),
        PickOne(
            "cover_type",
            "What should cover you?",
            more=True,
            prints=("p1_boundaries.2",),
            carry="keep",
            choices=(
                Choice("sheet", "Sheet"),
                Choice("sheet_blanket", "Sheet and blanket"),
                Choice("towels", "Towels"),
                Choice("any", "Any of these"),
            ),
        ),
        PickMany(
            "keep_covered",
            "Keep these covered the whole time (we can work over the sheet)",
            prints=("p1_boundaries.3",),
            carry="confirm",
            choices=(
                Choice("back", "Back"),
                Choice("arms", "Arms and shoulders"),
                Choice("belly", "Belly"),
                Choice("legs", "Legs"),
                Choice("feet", "Feet"),
                Choice("hair", "Hair"),
                Choice("none", "Nothing extra", soft=True, clears=True),
            ),
        ),
        PickOne(
            "companion",
            "Would you like someone in the room with you?",
            prints=("p1_boundaries.8",),
            carry="confirm",
            choices=(
                Choice("no", "No"),
                Choice("yes_mine", "Yes, someone I bring"),
                Choice("yes_staff", "Yes, a staff member if one is free"),
            ),
        ),
        Words(
            "respect_note",
            "Anything to respect? (faith, culture, scars, body changes)",
            more=True,
            prints=("p1_boundaries.4",),
            carry="confirm",
        ),
    ),
    when=opens("draping", "clothes"),
)
