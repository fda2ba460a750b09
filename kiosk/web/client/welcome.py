"""The client's pages: Welcome, the walk at its one address, the thank-you."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

from ...store import Missing, Over
from ...store.access import tablets
from ...store.intakes import intakes
from ..http.access import (
    door,
    leave,
    let_go,
    the_clinic,
    the_intake,
    the_staff,
    the_store,
    the_tablet,
)
from .arrival import NoEntry, Taken, arrive, opens
from .resume_page import AsksBirthDate, going_on_page
from .welcome_page import given_back_page, thanks_page, unpaired_page, welcome_page

client = Blueprint("client", __name__)


@client.get("/")
@door("public")
def welcome() -> ResponseReturnValue:
    """Welcome; or the live intake, or one given back; or what to do with a strange device."""
    tablet, clinic = the_tablet(), the_clinic()
    if the_staff():
        return let_go(_staffs_own())
    if tablet is None or clinic is None:
        return unpaired_page()
    here = the_intake()
    if here:
        return redirect(f"/i/{here.id}", 303)
    with the_store().reading() as book:
        waiting = intakes.given_to(book, tablet)
    page = given_back_page(clinic) if waiting else welcome_page(clinic)
    return let_go(make_response(page))


@client.post("/")
@door("tablet")
def begin() -> ResponseReturnValue:
    """Start an intake, or take up the one that staff gave back."""
    tablet, clinic = the_tablet(), the_clinic()
    if tablet is None or clinic is None:
        abort(403)
    try:
        taken = _taken_up(tablet) if request.form.get("go") == "resume" else arrive(tablet, clinic)
    except AsksBirthDate as asks:
        return going_on_page(clinic, asks.words), 422 if asks.words else 200
    except (Missing, Over):
        return leave("/")
    except NoEntry as no:
        return welcome_page(clinic, no.words), no.status
    return opens(*taken) if taken else leave("/")


def _taken_up(tablet: tablets.Tablet) -> Taken | None:
    with the_store().writing() as book:
        tablets.seen(book, tablet)
        return intakes.take_up(book, tablet)


def _staffs_own() -> Response:
    return redirect("/staff/", 303)  # type: ignore[return-value]


@client.get("/thanks")
@door("public")
def thanks() -> str:
    """The thank-you. It knows nobody and leads back to Welcome."""
    return thanks_page(the_clinic())
