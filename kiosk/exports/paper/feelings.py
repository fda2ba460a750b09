"""If feelings come up: the client's own plan, in the order it is used."""

from __future__ import annotations

from ...languages import N_
from .text import Words, line, plain, small, strong
from .told import Told

OPEN = (
    ("feelings_first", N_("what to do first")),
    ("pause_signal", N_("pause signal")),
    ("continue_check", N_("what to do after a pause")),
    ("feelings_avoid", N_("please do not")),
    ("worries", N_("worries")),
)
PRACTISED = {"yes": N_("Practised."), "no": N_("Not practised.")}
ALSO_HERE = ("r_feelings_likely", "r_support", "r_anxiety")
"""Good-to-know flags that stand in the plan as well."""


def feelings(told: Told, *, short: bool) -> tuple[Words, ...]:
    """First, pause signal, please do not, worries, and the reminder of scope."""
    return (
        *_plan(told, short=short),
        *line(told.open_list((key, told.translate(words)) for key, words in OPEN)),
        *line(
            strong(" ".join(f"{flag}." for key in ALSO_HERE if (flag := told.flag(key)))),
            small(told.translate("No counselling: hold a calm space.")),
        ),
    )


def _plan(told: Told, *, short: bool) -> tuple[Words, ...]:
    if not told.answered("p1_feelings"):
        return line(plain(told.translate("No plan given: ask before starting")))
    also = () if short else told.says(told.translate("Also fine"), told.labels("feelings_also"))
    worries = () if short else told.says(told.translate("Worries"), told.labels("worries"))
    return (
        *line(told.says(told.translate("First"), told.labels("feelings_first")), also),
        *line(
            told.says(told.translate("Pause signal"), strong(told.label("pause_signal"))),
            () if short else _practised(told),
            told.says(told.translate("Before going on"), told.labels("continue_check")),
        ),
        *line(told.says(told.translate("Please do not"), told.labels("feelings_avoid")), worries),
        *(() if short else _room(told)),
    )


def _practised(told: Told) -> Words:
    """Whether the signal was tried once at the kiosk; nothing where that was passed by."""
    tried = PRACTISED.get(str(told.answer("signal_practised")))
    return plain(told.translate(tried)) if tried else ()


def _room(told: Told) -> tuple[Words, ...]:
    return (
        *line(
            told.says(told.translate("How much to ask"), told.labels("words_amount")),
            told.says(told.translate("Room"), told.labels("room_privacy")),
            told.says(told.translate("About last time"), told.labels("after_release")),
        ),
    )
