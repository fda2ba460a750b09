"""Whom clients are told to ask: where the clinic names a person, its words stand instead."""

from ..catalogue.words import TEXTS
from ..languages import N_, translate

INSTEAD = {
    TEXTS["tell_desk"]: N_(
        "Thank you for telling us. Please tell %(person)s now, before you go on. If you feel very "
        "unwell, ask for medical help."
    ),
    TEXTS["ask_the_desk"]: N_("Please ask %(person)s. They will help you go on."),
    TEXTS["stop_here_note"]: N_("We keep them for %(minutes)d minutes. Ask %(person)s to go on."),
    TEXTS["ask_desk_paper"]: N_("Ask %(person)s for a paper form."),
    "Not yet. Please ask the person at the desk.": N_("Not yet. Please ask %(person)s."),
    "Please ask at the desk: we can name people to talk to.": N_(
        "Please ask %(person)s: we can name people to talk to."
    ),
    "Please ask the person at the desk to find your last answers. This page goes on by itself.": N_(
        "Please ask %(person)s to find your last answers. This page goes on by itself."
    ),
    "We do not know this code. Please look at it again, or ask the desk. "
    "You can also go on without it.": N_(
        "We do not know this code. Please look at it again, or ask %(person)s. "
        "You can also go on without it."
    ),
    "This code is in use on another tablet. Please ask the desk.": N_(
        "This code is in use on another tablet. Please ask %(person)s."
    ),
    "There were many tries. Please wait a little, ask the desk, or go on without the code.": N_(
        "There were many tries. Please wait a little, ask %(person)s, or go on without the code."
    ),
    "It was quiet here for a while. Your answers are hidden and kept for %(minutes)d minutes: "
    "ask the desk to go on.": N_(
        "It was quiet here for a while. Your answers are hidden and kept for %(minutes)d minutes: "
        "ask %(person)s to go on."
    ),
    "Thank you. Nothing was kept. Please ask the person at the desk.": N_(
        "Thank you. Nothing was kept. Please ask %(person)s."
    ),
    "It was quiet here for a while. What was saved is hidden and kept for %(minutes)d minutes: "
    "ask the desk to go on. What was typed on the last page was not saved.": N_(
        "It was quiet here for a while. What was saved is hidden and kept for %(minutes)d minutes: "
        "ask %(person)s to go on. What was typed on the last page was not saved."
    ),
}
"""By what clients are told of the desk, the same with that person in it."""

KEYS = {words: f"text.{key}" for key, words in TEXTS.items() if words in INSTEAD}
"""The keys of those that are fixed texts."""


def as_told_here(words: str, language: str, person: str, minutes: int) -> str:
    """One of these as this clinic says it: with the person it names, if it names one."""
    values = {"person": person, "minutes": minutes}
    if person:
        return translate(INSTEAD[words], language) % values
    return translate(words, language, KEYS.get(words, "")) % values
