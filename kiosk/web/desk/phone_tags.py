"""That an intake stands on a client's own phone, in a few words."""

from __future__ import annotations

from collections.abc import Iterator

from ...intake.draft import Draft
from ...languages import N_
from ...store.intakes import phones
from ...store.intakes.drafts import Intake
from ..http.layout import Layout
from ..http.page_parts import Tag


def phone_tags(here: Intake, draft: Draft, layout: Layout) -> Iterator[Tag]:
    """Where it is, for whoever looks for it on a tablet."""
    if phones.is_phone(here.tablet_id):
        at_home = draft.home == "there"
        yield Tag(layout.translate(N_("Begun at home") if at_home else N_("On their own phone")))
