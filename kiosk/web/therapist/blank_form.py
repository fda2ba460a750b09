"""The blank form for clients who would rather write by hand, in each language."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from ...store import sites
from ...store.access import at_sites
from ..http import current
from ..http.access import access
from ..http.page_turns import draws
from ..http.viewer import actor_id
from .handouts import blank_form

routes = Blueprint("blank_form", __name__)


@routes.get("/staff/blank/<language>.pdf")
@access("desk", "therapist", "admin")
@draws
def form(language: str) -> ResponseReturnValue:
    """The form. Nothing in it is about anybody."""
    from ...exports.blank_form import Form

    clinic = current.clinic()
    if clinic is None or language not in clinic.readable:
        abort(404)
    today = clinic.day(current.store().now())
    facts = clinic.facts_on(today)
    facts = replace(facts, words=facts.words.on(today.isoformat()))
    rule = clinic.text(clinic.guardian_room_rule, language)
    with current.store().reading() as tx:
        here = sites.reached_at(tx, clinic, at_sites.of(tx, actor_id()).here)
    return blank_form(Form(language, here.name, facts, rule))
