"""The client's pages: Welcome, the walk at its one address, the thank-you."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

from ..intake.draft import Draft, as_json
from ..intake.walk import FIRST, start
from ..store import Book, clinics, intakes, tablets
from .calling import call_staff
from .clock import visit_of
from .forms import read, typed_of
from .guard import door, leave, let_go, the_clinic, the_intake, the_store, the_tablet
from .sessions import give
from .welcome import given_back_page, thanks_page, unpaired_page, welcome_page

client = Blueprint("client", __name__)


@client.get("/")
@door("public")
def welcome() -> ResponseReturnValue:
    """Welcome; or the live intake, or one given back; or what to do with a strange device."""
    tablet, clinic = the_tablet(), the_clinic()
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
    with the_store().writing() as book:
        tablets.seen(book, tablet)
        if request.form.get("go") == "resume":
            taken = intakes.take_up(book, tablet)
        else:
            draft, step = _first(clinic, book)
            taken = intakes.start(book, tablet, as_json(draft), step)
            call_staff(book, taken[0], draft, ("returning",) if step == "returning" else ())
    if taken is None:
        return leave("/")
    response = redirect(f"/i/{taken[0].id}", 303)
    give(response, "intake", taken[1])  # type: ignore[arg-type]
    return response


def _first(clinic: clinics.Clinic, book: Book) -> tuple[Draft, str]:
    visit = visit_of(clinic, book.now)
    empty = Draft()
    said = read(visit, empty, FIRST, request.form, "next")
    answers = {key: value for key, value in said.given.items() if value is not None}
    if said.errors:
        return Draft(answers=answers, typed={FIRST: typed_of(request.form, FIRST)}), FIRST
    move = start(Draft(answers=answers))
    return move.draft, move.step


@client.get("/thanks")
@door("public")
def thanks() -> str:
    """The thank-you. It knows nobody and leads back to Welcome."""
    return thanks_page(the_clinic())
