"""A link before the visit: the desk makes it, and sends it itself or lets the client scan it."""

from __future__ import annotations

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...store import Refused
from ...usecases.begin_at_home import link_to_visit
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import day_in_words, show
from ..http.qr_code import QrDrawing, qr_drawing
from ..http.viewer import current_viewer, me, or_not_found
from .planned_rows import hour, short_name

routes = Blueprint("visit_links", __name__)


@dataclass(frozen=True, kw_only=True)
class VisitLinkPage(FormPage):
    """The link that was just made: it is shown this once."""

    words: str
    link: str
    code: QrDrawing | None
    back: str


@routes.post("/staff/visits/<visit_id>/link")
@access("desk")
def make(visit_id: str) -> ResponseReturnValue:
    """A link by which the client begins on their own phone; an earlier one is dead."""
    public, who = current.settings().public_url, current_viewer()
    if not public:
        abort(404)
    title = who.layout.translate("Link before the visit")
    try:
        with or_not_found():
            visit, token = link_to_visit(current.store(), me(), who.clinic, visit_id)
    except Refused as no:
        errors = form_errors(who.layout, {no.field: no.words})
        back = url_for("planned_visits.todays_visits")
        page = VisitLinkPage(
            title=title, form_errors=errors, words="", link="", code=None, back=back
        )
        return show("desk/visit_link.html", who.layout, page=page), 422
    link = public + url_for("open_once.look", link=token)
    day = day_in_words(who.layout, visit.day)
    page = VisitLinkPage(
        title=title,
        words=" · ".join((short_name(visit), day, hour(visit, who.layout))),
        link=link,
        code=qr_drawing(link),
        back=url_for("planned_visits.todays_visits", day=visit.day),
    )
    return show("desk/visit_link.html", who.layout, page=page)
