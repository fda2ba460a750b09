"""Checking a paper: staff choose its file, and are told whether it was issued here, unchanged.

It names the record by its id and the paper by its number: no name, and nothing that it says.
"""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store import Refused
from ...usecases.verify_paper import PROVES, Verdict, sentence, verify_paper
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import show, staff_layout
from ..http.page_turns import draws
from ..http.printing import look_in_press
from ..http.uploads import sent_file, takes_a_file

routes = Blueprint("check_paper", __name__)

CHOOSE = N_("Choose the file of a paper: a PDF.")
TOO_LARGE = N_("This file is larger than any paper of ours. Choose the file of one paper.")
LATER = N_("We could not look at it just now. Try again in a moment.")


@dataclass(frozen=True, kw_only=True)
class CheckPage(FormPage):
    """The form, and what the last file came to."""

    proves: str
    said: str = ""
    is_unchanged: bool = False
    """It is a paper of ours as it was printed."""


@routes.get("/staff/papers/check")
@access("desk", "therapist", "admin")
def form() -> str:
    """Choose a file."""
    return _page()


@routes.post("/staff/papers/check")
@access("desk", "therapist", "admin")
@takes_a_file
@draws
def check() -> ResponseReturnValue:
    """Say what the file is. Nothing of it is kept."""
    from ...exports.press import NoPaper

    try:
        pdf = sent_file("file", ".pdf")
    except Refused as no:
        return _page(wrong=no.words), 422
    if not pdf:
        return _page(wrong=TOO_LARGE if pdf is None else CHOOSE), 422
    try:
        verdict = verify_paper(current.store(), pdf, look_in_press)
    except NoPaper:
        return _page(wrong=LATER), 503
    if verdict.kind == "no_pdf":
        return _page(wrong=CHOOSE), 422
    return _page(verdict)


def _page(verdict: Verdict | None = None, wrong: str = "") -> str:
    layout = staff_layout()
    page = CheckPage(
        title=layout.translate("Check a paper"),
        form_errors=form_errors(layout, {"file": wrong} if wrong else {}),
        proves=layout.translate(PROVES),
        said=sentence(verdict, layout.language) if verdict else "",
        is_unchanged=verdict is not None and verdict.kind in ("issued", "gone"),
    )
    return show("desk/check_paper.html", layout, page=page)
