"""Signing: what the client is about to sign, said right above the pad."""

from __future__ import annotations

from ...catalogue.agreements import AGREEMENTS
from ...intake.draft import Draft
from ...intake.visit import Visit
from ...intake.wording import prompt
from ...languages import N_
from ..http.layout import Layout

SIGNED = N_("You sign your answers of today.")
AGREED = N_("You agree to: %(cards)s.")
WAITING = N_("You want to talk first about: %(cards)s.")


def signing(visit: Visit, draft: Draft, step: str, layout: Layout) -> tuple[str, ...]:
    """What a signature on this step says; nothing on the others."""
    if step != "sign":
        return ()
    asked = {question.key for question in visit.asked(draft.answers).questions}
    said = {card: draft.answers.get(card.key) for card in AGREEMENTS if card.key in asked}
    lines = [layout.translate(SIGNED)]
    for words, answers in ((AGREED, ("agree", "yes")), (WAITING, ("talk_first",))):
        cards = [prompt(card, layout.language) for card, one in said.items() if one in answers]
        if cards:
            lines.append(layout.translate(words, {"cards": "; ".join(cards)}))
    return (" ".join(lines),)
