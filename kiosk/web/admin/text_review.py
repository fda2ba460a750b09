"""The review sheet: rules, agreements and safety texts on one page, for a clinician to sign for."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...intake.review_sheet import Part
from ...store import Refused
from ...usecases.review_parts import review_sheet
from ...usecases.review_texts import Reviewed, last_review, sign_review
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import day_in_words, show, staff_layout
from ..http.page_turns import draws
from ..http.redirects import leave
from ..http.viewer import actor_id, current_viewer
from ..therapist.handouts import review_on_paper
from .review_words import changes_in_words, review_in_words

routes = Blueprint("text_review", __name__)


@dataclass(frozen=True, kw_only=True)
class ReviewPage(FormPage):
    """All of it, and who has read it."""

    status: str
    is_reviewed: bool
    changed: tuple[str, ...]
    """What has changed since the last review, part by part and setting by setting."""
    version: str
    parts: tuple[Part, ...]
    name: str


@routes.get("/admin/review")
@access("admin")
def sheet() -> str:
    """The sheet, and the line to sign on."""
    return _page({})


@routes.get("/admin/review.pdf")
@access("admin")
@draws
def printed() -> ResponseReturnValue:
    """The sheet to print, to be read with a pen in the hand; a page where the press is out."""
    from ...exports.review_paper import ReviewPaper

    who, last = current_viewer(), _last()
    day = day_in_words(who.layout, who.clinic.day(current.store().now()))
    status = review_in_words(who.clinic, who.layout, last)
    changed = tuple(part.title for part in last.changed) if last else ()
    return review_on_paper(ReviewPaper(review_sheet(who.clinic), status, day, changed))


@routes.post("/admin/review")
@access("admin")
def sign() -> ResponseReturnValue:
    """Somebody has read all of it. Sent twice, it is noted once."""
    form, clinic = request.form, current_viewer().clinic
    sure = form.get("sure") == "yes"
    try:
        version = form.get("version", "")
        sign_review(current.store(), clinic, typed("name"), version, actor_id(), is_sure=sure)
    except Refused as no:
        return _page({no.field: no.words}), 422
    return leave(url_for(".sheet"))


def _last() -> Reviewed | None:
    with current.store().reading() as tx:
        return last_review(tx, current_viewer().clinic)


def _page(wrong: dict[str, str]) -> str:
    who, layout = current_viewer(), staff_layout()
    last, found = _last(), review_sheet(who.clinic)
    page = ReviewPage(
        title=layout.translate("Rules, agreements and safety texts"),
        form_errors=form_errors(layout, wrong),
        status=review_in_words(who.clinic, layout, last),
        is_reviewed=bool(last and last.is_of_now),
        changed=tuple(changes_in_words(last, who)) if last else (),
        version=found.version,
        parts=tuple(part for part in found.parts if part.items),
        name=typed("name"),
    )
    return show("admin/text_review.html", layout, page=page)
