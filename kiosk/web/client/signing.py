"""Signing: what the client is about to sign, said right above the pad."""

from __future__ import annotations

from ...catalogue.agreements import is_agreement
from ...intake.draft import Draft
from ...intake.visit import Visit
from ...intake.wording import prompt
from ...languages import N_, with_semicolons
from ..http.layout import Layout

SIGNED = N_("You sign your answers of today.")
AGREED = N_("You agree to: %(cards)s.")
WAITING = N_("You want to talk first about: %(cards)s.")


def signing(visit: Visit, draft: Draft, step: str, layout: Layout) -> tuple[str, ...]:
    """What a signature on this step says; nothing on the others."""
    if step != "sign":
        return ()
    cards = (q for q in visit.asked(draft.answers).questions if is_agreement(q))
    said = {card.key: (card, draft.answers.get(card.key)) for card in cards}
    lines = [layout.translate(SIGNED)]
    for words, answers in ((AGREED, ("agree", "yes")), (WAITING, ("talk_first",))):
        named = [prompt(card, layout.language) for card, one in said.values() if one in answers]
        if named:
            listed = with_semicolons(named, layout.language)
            lines.append(layout.translate(words, {"cards": listed}))
    return (" ".join(lines),)
