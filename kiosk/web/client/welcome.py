"""The client's pages: Welcome, the walk at its one address, the thank-you."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, request, url_for
from flask.typing import ResponseReturnValue

from ...store import Missing, Over
from ...store.access.tablets import Tablet
from ...store.clinics import Clinic
from ...store.intakes import intakes
from ...usecases.ask_for_person import ask_for_person
from ...usecases.give_copy import is_offered, wish_copy
from ...usecases.resume_intake import take_up_given
from ...usecases.start_intake import NoEntry, Taken
from ..http import current
from ..http.access import access
from ..http.redirects import leave, let_go, see_other
from .arrival import arrive, opens
from .asked_here import asked_here
from .code_page import code_page
from .resume_page import AsksBirthDate, going_on_page
from .welcome_page import (
    asked_language,
    given_back_page,
    on_paper_page,
    thanks_page,
    unpaired_page,
    welcome_page,
)

routes = Blueprint("welcome", __name__)


@routes.get("/")
@access("public")
def welcome() -> ResponseReturnValue:
    """Welcome; or the live intake, or one given back; or what to do with a strange device."""
    tablet, clinic = current.tablet(), current.clinic()
    if current.staff():
        return let_go(_staffs_own())
    here = current.intake()
    if here:
        return see_other(url_for("step.step", intake_id=here.id))
    if tablet is None or clinic is None:
        return unpaired_page()
    return let_go(make_response(_front_page(tablet, clinic)))


def _front_page(tablet: Tablet, clinic: Clinic) -> str:
    if asked := asked_here(tablet):
        from .reflection_page import waits_page

        return waits_page(asked, clinic)
    with current.store().reading() as tx:
        waiting = intakes.given_to(tx, tablet)
    return given_back_page(clinic) if waiting else welcome_page(clinic)


@routes.post("/")
@access("tablet")
def begin() -> ResponseReturnValue:
    """Start an intake, ask for a person, or take up the intake that staff gave back."""
    tablet, clinic = _here()
    try:
        taken = _taken(tablet, clinic)
    except AsksBirthDate as asks:
        return going_on_page(clinic, asks.words), 422 if asks.words else 200
    except (Missing, Over):
        return leave(url_for("welcome.welcome"))
    except NoEntry as no:
        return code_page(clinic, no.words), 429 if no.too_many else 422
    return opens(*taken) if taken else leave(url_for("welcome.welcome"))


def _taken(tablet: Tablet, clinic: Clinic) -> Taken | None:
    match request.form.get("go"):
        case "resume":
            return take_up_given(current.store(), tablet)
        case "person":
            return ask_for_person(current.store(), tablet, asked_language(clinic))
    return arrive(tablet, clinic)


@routes.get("/code")
@access("tablet")
def code_form() -> str:
    """Where an arrival code is typed."""
    return code_page(_here()[1])


@routes.get("/on-paper")
@access("tablet")
def on_paper() -> str:
    """Where the form on paper is to be had."""
    return on_paper_page(_here()[1])


def _here() -> tuple[Tablet, Clinic]:
    tablet, clinic = current.tablet(), current.clinic()
    if tablet is None or clinic is None:
        abort(403)
    return tablet, clinic


def _staffs_own() -> Response:
    return see_other(url_for("today.show_today"))


@routes.get("/thanks")
@access("public")
def thanks() -> str:
    """The thank-you. It knows nobody and leads back to Welcome."""
    tablet = current.tablet()
    with current.store().reading() as tx:
        offers = tablet is not None and is_offered(tx, tablet.id)
    return thanks_page(current.clinic(), offers=offers)


@routes.post("/thanks")
@access("tablet")
def wants_copy() -> ResponseReturnValue:
    """Whoever has just signed here wants a copy: staff see it. The page still knows nobody."""
    tablet, clinic = _here()
    return thanks_page(clinic, wished=wish_copy(current.store(), tablet.id))
