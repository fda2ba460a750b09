"""The words of pages that stand beside the path, at the clinic and at home."""

from __future__ import annotations

from flask import url_for

from ...intake.draft import Draft
from ...intake.safety_words import CALL_FIRST, NEVER_HELD
from ...languages import N_
from ...store.intakes.drafts import Intake
from ..http import current
from ..http.layout import Layout

ASIDE_WORDS = {
    "stop": (
        N_("Stop or get help"),
        "You can come back to your answers, finish with a person, or not finish at all.",
    ),
    "person": (
        N_("Someone will come to you"),
        N_("We have told the staff. Your answers are kept. You can wait, or go on."),
    ),
    "agreed": (
        N_("What I agreed to"),
        NEVER_HELD,
    ),
    "returning": (
        N_("Welcome back"),
        N_(
            "Please ask the person at the desk to find your last answers. "
            "This page goes on by itself."
        ),
    ),
    "earlier": (
        N_("Your last answers are closed"),
        N_("Only you can open them. Whoever helps you sees them then, and it is recorded."),
    ),
}
"""Heading and words of the pages that stand beside the path."""

FROM_HOME = {
    "tell_desk": (
        N_("Thank you for telling us."),
        CALL_FIRST,
    ),
    "person": (
        N_("We know that you would like to talk"),
        N_("Call us, or tell us when you come. Your answers are kept: you can go on."),
    ),
}
"""The same for somebody who is not there, where nobody can come to them."""
KEPT_FOR_VISIT = N_("We keep them for your visit. Ask us for another link to go on at home.")


def aside_words(step: str, draft: Draft, layout: Layout) -> tuple[str, str]:
    """Heading and words of one of them."""
    if draft.home == "there" and step in FROM_HOME:
        heading, lede = FROM_HOME[step]
    elif step == "tell_desk":
        heading, _, lede = layout.fixed("tell_desk").partition(". ")
        return f"{heading}.", lede
    else:
        heading, lede = ASIDE_WORDS[step]
    return layout.translate(heading), layout.translate(lede)


def kept_note(draft: Draft, layout: Layout) -> str:
    """Until when it is kept where a client stops at home; empty for everybody else."""
    return layout.translate(KEPT_FOR_VISIT) if draft.home == "there" else ""


def phone_url(intake: Intake) -> str:
    """Where a client takes it to their own phone, from a tablet; empty where that cannot be."""
    may = intake.step == "stop" and current.tablet() and current.settings().public_url
    return url_for("own_phone.offer", intake_id=intake.id) if may else ""
