"""Arriving: what Welcome was answered with, and the intake that it opens."""

from __future__ import annotations

from flask import Response, request, url_for
from werkzeug.datastructures import MultiDict

from ...intake.draft import Draft
from ...intake.path import FIRST
from ...store.access.tablets import Tablet
from ...store.clinics import Clinic
from ...store.intakes.drafts import Intake
from ...usecases.resume_intake import AskTheDesk
from ...usecases.start_intake import Greeting, NoEntry, Taken, Waiting, start_intake
from ..http import current
from ..http.cookies import give
from ..http.redirects import see_other
from ..questions.step_form import read, typed_of
from .code_page import ASK_THE_DESK
from .resume_page import goes_on
from .welcome_page import asked_language


def arrive(tablet: Tablet, clinic: Clinic) -> Taken:
    """Start as Welcome was answered. Raises NoEntry or AsksBirthDate."""
    greeting = _greeting(clinic)
    arrived = start_intake(current.store(), tablet, greeting)
    if not isinstance(arrived, Waiting):
        return arrived
    try:
        return goes_on(tablet, greeting, arrived)
    except AskTheDesk:
        raise NoEntry(ASK_THE_DESK) from None


def _greeting(clinic: Clinic) -> Greeting:
    visit = clinic.visit_at(current.store().now(), Draft())
    form = MultiDict(request.form)
    # One touch begins: whoever has been here before says so, or comes with a code.
    form.setdefault("visit_kind", "new")
    language = asked_language(clinic)
    if "language" in form:
        form["language"] = language
    said = read(visit, Draft(), FIRST, form, "next")
    return Greeting(said, request.form.get("code", ""), typed_of(form, FIRST), language)


def opens(here: Intake, token: str) -> Response:
    """Go to an intake, with the cookie that opens it."""
    response = see_other(url_for("step.step", intake_id=here.id))
    give(response, "intake", token)
    return response
