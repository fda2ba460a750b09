"""Leaving without signing: Welcome says, in the client's language, what of the answers is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from ...intake.display import LASTS
from ...intake.draft import Draft, from_json
from ...languages import N_
from ...store.clinics import Clinic
from ...store.records.records import Signed
from ...usecases.posts import Kept
from . import current

KEPT = {
    "all": N_(
        "It was quiet here for a while. Your answers are hidden and kept for %(minutes)d minutes: "
        "ask the desk to go on."
    ),
    "other": N_("Thank you. Nothing was kept. Please ask the person at the desk."),
    "saved": N_(
        "It was quiet here for a while. What was saved is hidden and kept for %(minutes)d minutes: "
        "ask the desk to go on. What was typed on the last page was not saved."
    ),
}
"""The calm line after a lock. A page with script sends what is on it; one without cannot."""

PLAIN = Draft()


def welcome_after(kept: Kept, draft: Mapping[str, Any], clinic: Clinic | None) -> str:
    """Welcome's address after an intake was left: it says what is kept, in the client's words."""
    language = from_json(draft).answers.get("language")
    own = clinic.language if clinic else None
    other = language if language not in (None, own) else None
    if current.is_on_phone():
        return url_for("own_phone.left", kept=kept or "stopped", language=other)
    return url_for("welcome.welcome", kept=kept or None, language=other)


def thanks_for(signed: Signed, draft: Draft = PLAIN) -> str:
    """Where the client is thanked: in their language and, where it is known, their display."""
    language, own = signed.record["language"], signed.record["clinic_language"]
    on_phone = current.is_on_phone()
    return url_for(
        "own_phone.left" if on_phone else "welcome.thanks",
        kept="sent" if on_phone else None,
        language=None if language == own else language,
        **{kind: said for kind in LASTS if (said := getattr(draft, kind)) != getattr(PLAIN, kind)},
    )
