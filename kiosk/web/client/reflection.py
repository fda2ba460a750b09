"""How was it? On a tablet that was handed over for it, and nothing else of the client is there."""

from __future__ import annotations

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue.after import REFLECT
from ...store import Missing
from ...store.access.tablets import Tablet
from ...usecases.reflect import Asking, leave_it, reflect_on_tablet
from ...usecases.reflect import still_there as note_touch
from ..http import current
from ..http.access import access
from ..http.redirects import leave, see_other
from ..questions.after_form import read_after
from .asked_here import asked_here
from .reflection_page import questions_page, sent_page

routes = Blueprint("reflection", __name__)


@routes.get("/reflection")
@access("tablet")
def form() -> ResponseReturnValue:
    """The questions of whoever holds the tablet."""
    here = _asking()
    return questions_page(here, {}, {}) if here else see_other(url_for("welcome.welcome"))


@routes.post("/reflection")
@access("tablet")
def answer() -> ResponseReturnValue:
    """Begin, say that somebody is there, leave it, or send it."""
    here, quiet = _asking(), current.limits().ends
    if here is None:
        return leave(url_for("welcome.welcome"))
    match request.form.get("go"):
        case "open" | "here" as what:
            note_touch(current.store(), _tablet(), quiet)
            return ("", 204) if what == "here" else leave(url_for(".form"))
        case "away" | "not_now":
            leave_it(current.store(), _tablet(), quiet)
            return leave(url_for("welcome.welcome"))
    return _sent(here)


def _sent(here: Asking) -> ResponseReturnValue:
    said = read_after(REFLECT, request.form)
    if said.wrong:
        return questions_page(here, said.typed, said.wrong), 422
    try:
        after = reflect_on_tablet(current.store(), _tablet(), current.limits().ends, said.answers)
    except Missing:
        return leave(url_for("welcome.welcome"))
    return sent_page(here, after)


def _asking() -> Asking | None:
    return asked_here(_tablet())


def _tablet() -> Tablet:
    return current.tablet() or abort(403)
