"""The session: talked about, confirmed by the client, begun, noted by taps, and over."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue import CATALOGUE
from ...frozen import dataclass
from ...intake.treatment import Answer, Outcome, Treatment, Whoever
from ...intake.treatment_lines import lines_to_choose
from ...languages import N_, translate
from ...store import Refused
from ...usecases import treat_client as room
from ...usecases.treat_client import Treated
from ..http import current
from ..http.access import access
from ..http.form_text import typed
from ..http.layout import Layout, show, staff_layout
from ..http.page_parts import Choice, choices
from ..http.redirects import leave
from ..http.viewer import me, or_not_found
from .client_screen import client_layout
from .taken_back import nothing_new
from .treatment_page import AreaLine, area_lines, treatment_page

routes = Blueprint("treatment", __name__)


@routes.get("/staff/intakes/<intake_id>/session")
@access("therapist")
def session(intake_id: str) -> ResponseReturnValue:
    """How far the session is, and what comes next."""
    if nothing_new(intake_id):
        return "", 204
    return _page(intake_id, {})


@routes.post("/staff/intakes/<intake_id>/session")
@access("therapist")
def go_on(intake_id: str) -> ResponseReturnValue:
    """One thing that was said or done; the page shows what comes next."""
    what = request.form.get("go", "")
    if what not in DONE:
        abort(400)
    by_client = request.form.get("from") == "client"
    try:
        with or_not_found():
            DONE[what](intake_id)
    except Refused as no:
        if by_client:
            return _turned(intake_id, no.words), 422
        return _page(intake_id, {_field(no.field): no.words}), 422
    leads = TURNED if by_client else LEADS.get(what, "treatment.session")
    return leave(url_for(leads, intake_id=intake_id))


def _talk(intake_id: str) -> Treatment:
    outcome = cast(Outcome, request.form.get("outcome", ""))
    flag, reason = request.form.get("flag", ""), typed("reason")
    agreed_by = request.form.get("agreed_by", "")
    return room.talk_about(current.store(), me(), intake_id, flag, outcome, reason, agreed_by)


def _lines(intake_id: str) -> Treatment:
    return room.choose_lines(current.store(), me(), intake_id, request.form.getlist("lines"))


def _area(intake_id: str) -> Treatment:
    whose = cast(Whoever, _one_of("whose", ("client", "guardian", "witness")))
    answer = cast(Answer, _one_of("answer", ("no", "over_cover", "yes")))
    return room.ask_again(
        current.store(), me(), intake_id, request.form.get("area", ""), answer, whose
    )


def _understood(intake_id: str) -> Treatment:
    is_right = _one_of("answer", ("yes", "not_quite")) == "yes"
    shown = request.form.getlist("lines")
    return room.say_understood(current.store(), me(), intake_id, shown, is_right=is_right)


def _start(intake_id: str) -> Treatment:
    return room.start(current.store(), me(), intake_id)


def _tap(intake_id: str) -> Treatment:
    what, post = request.form.get("tap", ""), request.form.get("post", "")
    return room.tap(current.store(), me(), intake_id, what, post[:32])


def _end(intake_id: str) -> Treatment:
    return room.end(current.store(), me(), intake_id)


DONE: dict[str, Callable[[str], Treatment]] = {
    "talk": _talk,
    "lines": _lines,
    "understood": _understood,
    "area": _area,
    "start": _start,
    "tap": _tap,
    "end": _end,
}
"""What a button of these pages does."""

TURNED = "treatment.turned_round"
"""What the client taps there leads back there: the therapist's own page is not for their eyes."""

LEADS = {"lines": TURNED, "start": "room_card.card", "tap": "room_card.card"}
"""Where a button leads that does not lead back to the session."""


def _one_of(name: str, offered: tuple[str, ...]) -> str:
    said = request.form.get(name, "")
    return said if said in offered else abort(400)


def _field(field: str) -> str:
    """The place on the page that a refusal is about."""
    if field in ("outcome", "reason", "agreed_by"):
        return f"talk-{request.form.get('flag', '')}"
    return f"area-{request.form.get('area', '')}" if field == "area" else field


def _page(intake_id: str, wrong: dict[str, str]) -> str:
    layout, treated = staff_layout(), _read(intake_id)
    return show("therapist/session.html", layout, page=treatment_page(treated, layout, wrong))


def _read(intake_id: str) -> Treated:
    with or_not_found():
        return room.read_treatment(current.store(), me(), intake_id)


SAYS_IT = {"client": N_("I say"), "guardian": N_("My parent or guardian says")}


@dataclass(frozen=True)
class TurnedPage:
    """What the client sees on the screen that is turned round, in their own language."""

    title: str
    id: str
    told: str
    """What is said back to the client; empty while there is something left to say."""
    lines: tuple[Choice, ...]
    understood: str
    areas: tuple[AreaLine, ...]
    whose: tuple[Choice, ...]
    """Who answers: the client, and for a minor the guardian beside them."""
    may_sign_again: bool
    """Whether the private areas may still be chosen anew."""


@routes.get("/staff/intakes/<intake_id>/session/client")
@access("therapist")
def turned_round(intake_id: str) -> ResponseReturnValue:
    """The lines that matter, and each area once more, for the client to tap."""
    return _turned(intake_id)


def _turned(intake_id: str, refused: str = "") -> str:
    treated = _read(intake_id)
    record = treated.stands.in_full
    layout = client_layout(treated)
    said = {line.key: line.said for line in lines_to_choose(record)}
    whose = ("client", "guardian") if treated.is_minor else ("client",)
    areas = area_lines(treated, layout, record.language)
    page = TurnedPage(
        title=layout.translate("Is this right?"),
        id=record.id,
        told=_told(refused, treated.treatment, areas, layout),
        lines=choices((key, said[key]) for key in treated.treatment.lines if key in said),
        understood=treated.treatment.understood,
        areas=areas,
        whose=choices((key, layout.translate(SAYS_IT[key])) for key in whose),
        may_sign_again=treated.treatment.state in ("waiting", "read"),
    )
    return show("therapist/turned_round.html", layout, page=page)


def _told(refused: str, treatment: Treatment, areas: tuple[AreaLine, ...], layout: Layout) -> str:
    if refused:
        return layout.translate(refused)
    if treatment.understood == "not_quite":
        return layout.translate("Please tell your therapist about this now.")
    confirmed = not treatment.lines or treatment.understood == "yes"
    if not confirmed or any(area.is_open and not area.now for area in areas):
        return ""
    done = CATALOGUE.step("done")
    return translate(done.help, layout.language, f"step.{done.key}.help")
