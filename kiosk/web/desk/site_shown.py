"""The site that somebody looks at: which ones they may, and going to another."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...usecases.go_to_site import go_to_site
from ..http import current
from ..http.access import access
from ..http.redirects import leave
from ..http.viewer import actor_id, or_not_found

routes = Blueprint("site_shown", __name__)

PAGES = {"today": "today.show_today", "visits": "planned_visits.todays_visits"}
"""Where somebody goes on who has gone to another site."""


@routes.post("/staff/site")
@access("desk", "therapist", "admin")
def go_to() -> ResponseReturnValue:
    """Look at this site from now on. 404 for one that is not theirs."""
    with or_not_found():
        go_to_site(current.store(), actor_id(), request.form.get("site", ""))
    endpoint = PAGES.get(request.form.get("page", ""), PAGES["today"])
    return leave(url_for(endpoint, day=request.form.get("day") or None))
