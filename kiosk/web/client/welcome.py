"""The client's pages: Welcome, the walk at its one address, the thank-you."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ...store import Missing, Over
from ...store.access import tablets
from ...store.intakes import intakes
from ..http import current
from ..http.access import access
from ..http.redirects import leave, let_go
from .arrival import NoEntry, Taken, arrive, opens
from .resume_page import AsksBirthDate, going_on_page
from .welcome_page import given_back_page, thanks_page, unpaired_page, welcome_page

routes = Blueprint("welcome", __name__)


@routes.get("/")
@access("public")
def welcome() -> ResponseReturnValue:
    """Welcome; or the live intake, or one given back; or what to do with a strange device."""
    tablet, clinic = current.tablet(), current.clinic()
    if current.staff():
        return let_go(_staffs_own())
    if tablet is None or clinic is None:
        return unpaired_page()
    here = current.intake()
    if here:
        return redirect(url_for("step.step", intake_id=here.id), 303)
    with current.store().reading() as tx:
        waiting = intakes.given_to(tx, tablet)
    page = given_back_page(clinic) if waiting else welcome_page(clinic)
    return let_go(make_response(page))


@routes.post("/")
@access("tablet")
def begin() -> ResponseReturnValue:
    """Start an intake, or take up the one that staff gave back."""
    tablet, clinic = current.tablet(), current.clinic()
    if tablet is None or clinic is None:
        abort(403)
    try:
        taken = _taken_up(tablet) if request.form.get("go") == "resume" else arrive(tablet, clinic)
    except AsksBirthDate as asks:
        return going_on_page(clinic, asks.words), 422 if asks.words else 200
    except (Missing, Over):
        return leave(url_for("welcome.welcome"))
    except NoEntry as no:
        return welcome_page(clinic, no.words), no.status
    return opens(*taken) if taken else leave(url_for("welcome.welcome"))


def _taken_up(tablet: tablets.Tablet) -> Taken | None:
    with current.store().writing() as tx:
        tablets.seen(tx, tablet)
        return intakes.take_up(tx, tablet)


def _staffs_own() -> Response:
    return redirect(url_for("today.show_today"), 303)  # type: ignore[return-value]


@routes.get("/thanks")
@access("public")
def thanks() -> str:
    """The thank-you. It knows nobody and leads back to Welcome."""
    return thanks_page(current.clinic())
