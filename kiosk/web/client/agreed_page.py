"""What I agreed to: the client's own agreements on the tablet, each to be taken back with a tap."""

from __future__ import annotations

from dataclasses import replace

from ...intake.draft import Draft
from ...intake.visit import Visit
from ...store.clinics import Clinic
from ...store.intakes.drafts import Intake
from ...usecases.know_agreements import own_agreements
from ..http import current
from ..http.layout import Layout
from ..questions.agreed_cards import agreed_cards
from .news import news
from .step_page import StepPage, aside_page


def agreed_page(
    intake: Intake, draft: Draft, layout: Layout, visit: Visit, clinic: Clinic
) -> StepPage:
    """The page for whoever has shown who they are; for nobody else it has a card."""
    with current.store().reading() as tx:
        cards = own_agreements(tx, draft.client, clinic) if draft.is_let_in else ()
    page = aside_page(intake, draft, layout, visit)
    return replace(page, agreed=agreed_cards(cards, layout), news=news(draft.news, layout))
