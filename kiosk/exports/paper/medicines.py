"""Allergies and medicines, and what is carried for an emergency."""

from __future__ import annotations

from .text import Words, joined, line, plain, strong
from .told import Told


def medicines(told: Told) -> tuple[Words, ...]:
    """What the skin must not meet, and what may change how firm a massage can be.

    Everybody is asked. What was passed by at an earlier visit, and not asked again, is open still.
    """
    carries = told.flag("r_rescue") or told.translate("Carries emergency help")
    rescue = told.or_open("rescue_items", told.labels("rescue_items"))
    return (
        *line(told.says(told.translate("Allergies"), _allergies(told)), told.says(carries, rescue)),
        *line(told.says(told.translate("Medicines"), _kinds(told))),
    )


def _allergies(told: Told) -> Words:
    if told.has("allergies", "none"):
        return plain(told.translate("none reported"))
    what = joined((told.labels("allergies"), told.quote("allergy_note")), " ")
    reaction = told.or_open("allergy_reaction", strong(told.label("allergy_reaction")))
    said = told.or_open("allergies", joined((what, reaction), ": "))
    return said or told.not_answered()


def _kinds(told: Told) -> Words:
    if told.has("medicine_kinds", "none"):
        return plain(told.translate("none reported"))
    names = told.or_open("medicine_names", told.quote("medicine_names"))
    kinds = joined((told.labels("medicine_kinds"), names), ": ")
    return told.or_open("medicine_kinds", kinds) or told.not_answered()
