"""What was taken back since signing, on the pages of a session: it comes to them by itself."""

from __future__ import annotations

from contextlib import suppress

from flask import request, url_for

from ...frozen import dataclass
from ...intake.agreed import title_of
from ...languages import with_semicolons
from ...store import Missing, Unreadable
from ...store.records import standing
from ...store.records.standing import Standing
from ..http import current
from ..http.layout import Layout


@dataclass(frozen=True)
class TakenBack:
    """Which agreements no longer hold, in words; nothing where all of them do."""

    words: str
    refresh_url: str
    """What a living page asks for again and again: answered in full only after a change."""


def taken_back(stands: Standing, page: str, layout: Layout) -> TakenBack:
    """What the page of a session says of it."""
    titles = (title_of(card, stands.in_full, layout.language) for card in stands.taken_back)
    named = with_semicolons(titles, layout.language)
    words = layout.translate("Taken back: %(cards)s", {"cards": named}) if named else ""
    return TakenBack(words, url_for(page, intake_id=stands.id, back=len(stands.taken_back)))


def nothing_new(intake_id: str) -> bool:
    """Whether a living page asks, and nothing was taken back since it was made."""
    seen = request.args.get("back", "")
    if not seen:
        return False
    with suppress(Missing, Unreadable), current.store().reading() as tx:
        return seen == str(standing.how_many_taken_back(tx, intake_id))
    return False
