"""Handing out after a session: on paper, in large print, or by a link for the client's phone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import REVIEWED
from ...store import Refused
from ...usecases.hand_out import Wanted, hand_out, link_to_handout, look_at_handout
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import show, staff_layout
from ..http.page_parts import Choice, choices
from ..http.page_turns import draws
from ..http.qr_code import QrDrawing, qr_drawing
from ..http.short_sign import sign_of
from ..http.viewer import me, or_not_found
from .handouts import handout_on_paper

routes = Blueprint("hand_out", __name__)

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class HandOutPage(FormPage):
    """What can be handed out."""

    id: str
    sign: str
    is_signed: bool
    """Whether there is a signed note, and so something to hand out."""
    whole: bool
    """Whether the card and the list that was asked for may go with it."""
    languages: tuple[Choice, ...]
    by_link: bool
    code: QrDrawing | None
    """The link as a QR code, where one was just made."""


@routes.get("/staff/handouts/<intake_id>")
@access("desk", "therapist")
def choose(intake_id: str) -> str:
    """How the client wants it."""
    return _page(intake_id)


@routes.post("/staff/handouts/<intake_id>")
@access("desk", "therapist")
@draws
def give(intake_id: str) -> ResponseReturnValue:
    """Draw it, or make a link: that is shown this once, and an earlier one is dead."""
    card = request.form.get("card", "")
    large = request.form.get("letters") == "large"
    wanted = Wanted(card if card in _readable() else "", large)
    by_link = request.form.get("go") == "link" and current.settings().public_url
    try:
        with or_not_found():
            if by_link:
                token = link_to_handout(current.store(), me(), intake_id, wanted)
                return _page(intake_id, token=token)
            public = current.settings().public_url
            handed = hand_out(current.store(), me(), intake_id, wanted, by_phone=bool(public))
    except Refused as no:
        return _page(intake_id, wrong={no.field: no.words}), 422
    asks = qr_drawing(public + link_path(handed.ask_token)) if handed.ask_token else None
    return handout_on_paper(handed.handout, large=wanted.large, asks=asks, shown=True)


def _readable() -> Mapping[str, str]:
    """The languages that a card may be in here."""
    clinic = current.clinic()
    return clinic.readable if clinic else REVIEWED


def _page(intake_id: str, *, token: str = "", wrong: Mapping[str, str] = NOTHING) -> str:
    layout, public = staff_layout(), current.settings().public_url
    with or_not_found():
        ready = look_at_handout(current.store(), me(), intake_id)
    page = HandOutPage(
        title=layout.translate("To take home"),
        form_errors=form_errors(layout, wrong),
        id=intake_id,
        sign=sign_of(intake_id),
        is_signed=ready.is_signed,
        whole=ready.whole,
        languages=(Choice("", layout.translate("No card")), *choices(_readable().items())),
        by_link=bool(public),
        code=qr_drawing(public + link_path(token)) if token else None,
    )
    return show("therapist/hand_out.html", layout, page=page)


def link_path(token: str) -> str:
    """The address of a one-time link, without its host."""
    return url_for("open_once.look", link=token)
