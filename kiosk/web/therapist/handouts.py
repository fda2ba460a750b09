"""What is handed out on paper: copies, handouts, finished visits, and the blank form."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, make_response

from ...intake.handout import Handout
from ...intake.record import Record
from ...intake.session_said import WholeVisit
from ..http.headers import SHOWN_IN_PAGES, loosen
from ..http.printing import on_screen, the_press
from ..http.qr_code import QrDrawing
from ..http.static_files import address

if TYPE_CHECKING:
    from ...exports.blank_form import Form
    from ...exports.press import Drawing, Drawn, Keep
    from ...exports.review_paper import ReviewPaper

log = logging.getLogger("kiosk.paper")

MANY_PAGES = 60.0
"""Processor seconds that the press may take over the blank form and the review sheet."""


def copy_for_client(record: Record) -> Response:
    """The copy to print or to keep; as a page where the press is out of order."""
    from ...exports.client_copy import SHEET, copy_html, draw_copy

    pdf = _made(draw_copy, record)
    if pdf is None:
        return make_response(copy_html(record, size=_size(), styles=_styles(SHEET)))
    return as_file(pdf, f"{record.id}-copy.pdf")


def handout_on_paper(
    handout: Handout, *, large: bool, asks: QrDrawing | None = None, shown: bool = False
) -> Response:
    """What a client takes home; as a page where the press is out of order.

    ``asks``: the code of a link by which they say how it was.
    """
    from ...exports.handout import SHEET, HandoutSheet, draw_handout, handout_html

    code = (asks.size, asks.dark) if asks else None
    sheet = HandoutSheet(handout, large, code)
    pdf = _made(draw_handout, sheet)
    if pdf is None:
        styles = _styles(SHEET)
        page = handout_html(sheet, size=_size(), styles=styles, asset=on_screen)
        return make_response(page)
    return as_file(pdf, "handout.pdf", shown=shown)


def visit_on_paper(visit: WholeVisit) -> Response:
    """A finished visit in one document; as a page where the press is out of order."""
    from ...exports.paper.html import paper_html
    from ...exports.whole_visit import draw_whole_visit

    pdf = _made(draw_whole_visit, visit)
    if pdf is not None:
        return loosen(as_file(pdf, f"{visit.stands.id}-visit.pdf", shown=True), SHOWN_IN_PAGES)
    page = paper_html(
        visit.stands,
        visit.history,
        issue=visit.issue,
        said=visit.said,
        size=_size(),
        for_screen=True,
        styles=_styles("summary.css"),
        asset=on_screen,
    )
    return loosen(make_response(page), SHOWN_IN_PAGES)


def blank_form(form: Form) -> Response:
    """The form to fill in by hand. It is the same for everybody, so it is drawn once a size.

    Where that takes long it is a page this time, and a paper the next.
    """
    from ...exports.blank_form import SHEET, blank_html, draw_blank

    drawn: dict[tuple[Form, str], bytes] = current_app.extensions.setdefault("blank forms", {})
    this = (form, _size())

    def keep(paper: Drawn) -> None:
        drawn[this] = paper.pdf

    pdf = drawn.get(this) or _made(draw_blank, form, MANY_PAGES, keep)
    if pdf is None:
        return make_response(blank_html(form, _size(), styles=_styles(SHEET)))
    return as_file(pdf, f"intake-{form.language}.pdf", shown=True)


def review_on_paper(paper: ReviewPaper) -> Response:
    """The review sheet, to be read and signed; as a page where the press is out of order."""
    from ...exports.review_paper import SHEET, draw_review, review_html

    pdf = _made(draw_review, paper, MANY_PAGES)
    if pdf is None:
        return make_response(review_html(paper, size=_size(), styles=_styles(SHEET)))
    return as_file(pdf, "review.pdf", shown=True)


def as_file(pdf: bytes, name: str, *, shown: bool = False) -> Response:
    """A PDF under a name, for the folder of downloads unless it is to be ``shown``."""
    response = Response(pdf, mimetype="application/pdf")
    how = "inline" if shown else "attachment"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    return response


def _made(task: Drawing, of: Any, cpu: float = 0.0, keep: Keep | None = None) -> bytes | None:
    from ...exports.press import NoPaper

    try:
        return the_press().make(task, of, cpu=cpu, keep=keep).pdf
    except NoPaper as why:
        log.warning("%s did nothing: %s", task.__name__, why)
        return None


def _size() -> str:
    return the_press().size()


def _styles(sheet: str) -> tuple[str, ...]:
    return (address(sheet),)
