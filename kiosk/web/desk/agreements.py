"""What a client agreed to, for staff: each card with its words, and taking one back for them."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...intake.agreed import Agreed
from ...intake.withdrawn import ASKED_BY, HEARD, HOW, Asker, Way
from ...store import Refused
from ...usecases.know_agreements import know_agreements, take_back
from ...usecases.read_answers import name_of
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, show, staff_layout
from ..http.page_parts import Choice, Link, choices
from ..http.printing import send_to_press
from ..http.redirects import leave
from ..http.short_sign import sign_of
from ..http.viewer import current_viewer, me, names, or_not_found
from ..questions.agreed_cards import AgreedCard, agreed_cards

routes = Blueprint("agreements", __name__)


@dataclass(frozen=True, kw_only=True)
class AgreementsPage(FormPage):
    """All cards of one client, and what was said about the one that is being taken back."""

    id: str
    whose: str
    cards: tuple[AgreedCard, ...]
    gone: dict[str, str]
    """By card, who took it back for whom."""
    asked_by: tuple[Choice, ...]
    how: tuple[Choice, ...]
    taking: str
    """The card whose form was sent and is to be put right."""
    asked_said: str
    how_said: str
    back: Link


@routes.get("/staff/agreements/<intake_id>")
@access("desk", "therapist", "admin")
def cards(intake_id: str) -> ResponseReturnValue:
    """Every card as it was answered last. Recorded before it is sent."""
    return _page(intake_id, {})


@routes.post("/staff/agreements/<intake_id>")
@access("desk", "therapist", "admin")
def withdraw(intake_id: str) -> ResponseReturnValue:
    """One of them no longer holds. Sent twice, it is so all the same."""
    form, clinic = request.form, current_viewer().clinic
    asked_by = cast(Asker | None, _one_of("asked_by", ASKED_BY))
    how = cast(Way | None, _one_of("how", HEARD))
    try:
        with or_not_found():
            card = form.get("card", "")
            take_back(current.store(), me(), clinic, intake_id, card, asked_by, how)
    except Refused as no:
        return _page(intake_id, {no.field: no.words}), 422
    send_to_press(intake_id)
    return leave(url_for(".cards", intake_id=intake_id))


def _one_of(name: str, offered: object) -> str | None:
    said = request.form.get(name, "")
    return said if said in cast(dict[str, str], offered) else None


def _page(intake_id: str, wrong: dict[str, str]) -> str:
    layout, clinic = staff_layout(), current_viewer().clinic
    with or_not_found():
        known = know_agreements(current.store(), me(), clinic, intake_id)
    with current.store().reading() as tx:
        whose = name_of(tx, intake_id, for_admin="admin" in layout.roles)
        by = names(tx)
    page = AgreementsPage(
        title=layout.translate("What the client agreed to"),
        form_errors=form_errors(layout, wrong),
        id=intake_id,
        whose=" · ".join(filter(None, (whose, sign_of(intake_id)))),
        cards=agreed_cards(known.cards, layout),
        gone={each.card: _gone(each, by, layout) for each in known.cards if each.back},
        asked_by=choices((key, layout.translate(words)) for key, words in ASKED_BY.items()),
        how=choices((key, layout.translate(HOW[key])) for key in HEARD),
        taking=request.form.get("card", ""),
        asked_said=request.form.get("asked_by", ""),
        how_said=request.form.get("how", ""),
        back=_back(intake_id, layout),
    )
    return show("desk/agreements.html", layout, page=page)


def _gone(each: Agreed, by: dict[str, str], layout: Layout) -> str:
    if each.back is None:
        return ""
    said = (layout.translate(ASKED_BY[each.back.asked_by]), layout.translate(HOW[each.back.how]))
    return " · ".join(filter(None, (*said, by.get(each.back.by, ""))))


def _back(intake_id: str, layout: Layout) -> Link:
    if "therapist" in layout.roles:
        url = url_for("record.intake", intake_id=intake_id)
        return Link(url, layout.translate("Back to the intake"))
    return Link(url_for("today.show_today"), layout.translate("Today"))
