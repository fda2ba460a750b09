"""The client's own phone: the tablet shows the way there, and what is said there in the end."""

from __future__ import annotations

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store.clinics import Clinic
from ...store.intakes.drafts import Intake
from ...usecases.go_on_by_phone import link_to_phone, nobody_went
from ...usecases.lie_still import still_there
from ..http import current
from ..http.access import access
from ..http.idle_messages import KEPT, welcome_after
from ..http.layout import Page, show, walk_layout
from ..http.qr_code import QrDrawing, qr_drawing
from ..http.redirects import see_other
from .post_check import ended
from .welcome_page import as_it_was

routes = Blueprint("own_phone", __name__)

KEEPS = N_("Your answers are hidden and kept. Ask us for another link, or go on at the clinic.")
LEFT = {
    "sent": (N_("Thank you"), N_("Everything has arrived. You can close this page.")),
    "home": (
        N_("Thank you. That is all for now."),
        N_(
            "We keep your answers for your visit. At the clinic a tablet asks how you are that "
            "day, and for your signature."
        ),
    ),
    "stopped": (N_("Stopped"), KEEPS),
    "all": (N_("It was quiet here for a while"), KEEPS),
    "saved": (N_("It was quiet here for a while"), KEEPS),
    "erased": (N_("Erased"), N_("Everything you wrote is erased.")),
    "other": (N_("Thank you"), KEPT["other"]),
    "over": (N_("Closed"), N_("Your answers are not open here any more.")),
}
"""By what became of an intake that was on a phone: heading, and what is said."""


@dataclass(frozen=True, kw_only=True)
class PhonePage(Page):
    """On the tablet: the way to the client's own phone."""

    code: QrDrawing | None
    """Shown this once."""
    back: str


@routes.get("/i/<intake_id>/phone")
@access("intake")
def offer(intake_id: str) -> str:
    """What it is, and a button that shows the code."""
    here, clinic = _on_tablet()
    return _page(here, clinic)


@routes.post("/i/<intake_id>/phone")
@access("intake")
def show_code(intake_id: str) -> ResponseReturnValue:
    """The code: or that somebody is there, or nobody any more."""
    here, clinic = _on_tablet()
    match request.form.get("go"):
        case "here":
            still_there(current.store(), here, current.tablet(), current.limits().grace)
            return "", 204
        case "away":
            nobody_went(current.store(), here)
            return ended(welcome_after("saved", here.draft, clinic))
    return _page(here, clinic, link_to_phone(current.store(), here))


@routes.get("/own")
@access("public")
def left() -> ResponseReturnValue:
    """What became of an intake on this phone. It knows nobody."""
    clinic = current.clinic()
    if clinic is None:
        return see_other(url_for("welcome.welcome"))
    layout = as_it_was(clinic)
    heading, words = LEFT.get(request.args.get("kept", ""), LEFT["over"])
    said = layout.translate(heading)
    page = Page(said, said, layout.translate(words))
    return show("client/left_on_phone.html", layout, page=page)


def _on_tablet() -> tuple[Intake, Clinic]:
    here, clinic = current.walk()
    if current.tablet() is None or not current.settings().public_url:
        abort(404)
    return here, clinic


def _page(here: Intake, clinic: Clinic, token: str = "") -> str:
    layout = walk_layout(here.as_left, clinic.name, clinic.language)
    heading = layout.translate("Go on with your own phone")
    lede = layout.translate(
        "Point your phone's camera at the code, and open the link. This tablet then forgets you."
    )
    url = current.settings().public_url + url_for("open_once.look", link=token) if token else ""
    page = PhonePage(
        heading,
        heading,
        lede,
        url_for("own_phone.offer", intake_id=here.id),
        code=qr_drawing(url) if url else None,
        back=url_for("step.step", intake_id=here.id),
    )
    return show("client/own_phone.html", layout, page=page)
