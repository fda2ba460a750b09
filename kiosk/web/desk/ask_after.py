"""Asking after: whom the desk asks how it was, by word of mouth or by a link. Nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...store import Refused
from ...usecases.ask_after import Due, due, note_asked
from ...usecases.reflect_by_link import link_to_reflection
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words, show
from ..http.qr_code import QrDrawing, qr_drawing
from ..http.redirects import see_other
from ..http.viewer import current_viewer, me, or_not_found

routes = Blueprint("ask_after", __name__)

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class DueRow:
    """Somebody to ask."""

    id: str
    words: str
    name: str
    phone: str
    has_link: bool


@dataclass(frozen=True, kw_only=True)
class DuePage(FormPage):
    """Everybody who is due."""

    rows: tuple[DueRow, ...]
    by_link: bool
    link: str
    """The link that was just made: it is shown this once."""
    code: QrDrawing | None


@routes.get("/staff/ask-after")
@access("desk", "therapist")
def everybody() -> str:
    """Who agreed to be asked, and is due."""
    return _page()


@routes.post("/staff/ask-after/<intake_id>")
@access("desk", "therapist")
def ask(intake_id: str) -> ResponseReturnValue:
    """Make a link for one of them, or note that they were asked."""
    public = current.settings().public_url
    try:
        with or_not_found():
            if request.form.get("go") == "link" and public:
                token = link_to_reflection(current.store(), me(), intake_id)
                return _page(public + url_for("open_once.look", link=token))
            note_asked(current.store(), me(), intake_id)
    except Refused as no:
        return _page(wrong={no.field: no.words}), 422
    return see_other(url_for(".everybody"))


def _page(link: str = "", wrong: Mapping[str, str] = NOTHING) -> str:
    who = current_viewer()
    with current.store().reading() as tx:
        every = due(tx, who.clinic.day(tx.now))
        found = tuple(each for each in every if who.where.shows(each.site_id))
    page = DuePage(
        title=who.layout.translate("Ask how it was"),
        form_errors=form_errors(who.layout, wrong),
        rows=tuple(_row(each, who.names, who.layout) for each in found),
        by_link=bool(current.settings().public_url),
        link=link,
        code=qr_drawing(link) if link else None,
    )
    return show("desk/ask_after.html", who.layout, page=page)


def _row(each: Due, names: Mapping[str, str], layout: Layout) -> DueRow:
    therapist = names.get(each.therapist_id, "")
    words = " · ".join(filter(None, (day_in_words(layout, each.visit_day), therapist)))
    return DueRow(each.record_id, words, each.name, each.phone, each.has_link)
