"""Own signature: who turns of age while an intake is filled in signs alone from then on."""

from __future__ import annotations

from ..changed import replace
from .draft import Draft
from .path import standing_at
from .visit import Visit

ANOTHERS = {"signer": ["guardian"]}
"""What is kept as typed in place of a grown-up's signature: the page says what to do about it."""


def as_of_now(visit: Visit, draft: Draft, step: str) -> tuple[Draft, str]:
    """A draft as this visit leaves it, and the step its client stands at."""
    stands = signed_alone(visit, draft)
    return stands, standing_at(visit, stands, step)


def signed_alone(visit: Visit, draft: Draft) -> Draft:
    """The draft without a grown-up's signature, where its client is by now to sign alone."""
    by_another = draft.answers.get("signer") == "guardian"
    if not by_another or "signer" in visit.asked_of(draft).asked_keys:
        return draft
    gone = ("signer", "signature")
    stays = {key: said for key, said in draft.answers.items() if key not in gone}
    return replace(draft, answers=stays, typed={**draft.typed, "sign": ANOTHERS})
