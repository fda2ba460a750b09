"""What a tablet shows that nobody walks on: Welcome, the form on paper, the thank-you."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, url_for
from flask.typing import ResponseReturnValue

from ...store.access.tablets import Tablet
from ...store.clinics import Clinic
from ...store.intakes import intakes
from ...usecases.give_copy import is_offered, wish_copy
from ..http import current
from ..http.access import access
from ..http.redirects import let_go, see_other
from .asked_here import asked_here
from .welcome_page import (
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


@routes.get("/on-paper")
@access("tablet")
def on_paper() -> str:
    """Where the form on paper is to be had."""
    return on_paper_page(current.here()[1])


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
    tablet, clinic = current.here()
    return thanks_page(clinic, wished=wish_copy(current.store(), tablet.id))
