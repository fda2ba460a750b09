"""Beginning: what Welcome was answered with, by touch or by an arrival code."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...store import Missing, Over
from ...store.access.tablets import Tablet
from ...store.clinics import Clinic
from ...usecases.ask_for_person import ask_for_person
from ...usecases.resume_intake import take_up_given
from ...usecases.start_intake import NoEntry, Taken
from ..http import current
from ..http.access import access
from ..http.redirects import leave
from .arrival import arrive, opens
from .code_page import code_page
from .resume_page import AsksBirthDate, going_on_page
from .welcome_page import asked_language

routes = Blueprint("begin", __name__)


@routes.post("/")
@access("tablet")
def begin() -> ResponseReturnValue:
    """Start an intake, ask for a person, or take up the intake that staff gave back."""
    tablet, clinic = current.here()
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
    return code_page(current.here()[1])
