"""Redirects: where a page leads that is not shown, with htmx and without."""

from __future__ import annotations

from contextlib import suppress

from flask import Response, make_response, redirect, request, url_for

from ...store import Missing, StoreError
from ...store.intakes import idle
from ...store.records import records
from . import current
from .cookies import take, token
from .idle_messages import thanks_for, welcome_after


def see_other(url: str) -> Response:
    """Go there and look: what a browser asks for next, whatever it asked for now."""
    return make_response(redirect(url, 303))


def leave(url: str) -> Response:
    """Go somewhere else and forget this page: a redirect that htmx follows too."""
    if "HX-Request" in request.headers:
        return Response(status=204, headers={"HX-Redirect": url})
    return see_other(url)


def reload() -> Response:
    """Show the same address again, from its head: for a new language or another display."""
    if "HX-Request" in request.headers:
        return Response(status=204, headers={"HX-Refresh": "true"})
    return see_other(request.path)


def to(url: str) -> Response:
    """Somewhere else: with its own head after a post, as a plain redirect after a GET."""
    return leave(url) if request.method == "POST" else see_other(url)


def let_go(response: Response) -> Response:
    """Take the cookie of an intake that is over."""
    if token("intake") and not current.intake():
        take(response, "intake")
    return response


def over(intake_id: str) -> Response:
    """A post to an intake that has ended: the thank-you if it was sent, else Welcome."""
    return let_go(leave(_after(intake_id) or welcome_of(intake_id)))


def ended() -> Response | None:
    """Where a post of the walk leads whose intake is over; None for every other post."""
    if request.endpoint != "step.post":
        return None
    intake_id, here = (request.view_args or {})["intake_id"], current.intake()
    is_over = current.tablet() and not (here and here.id == intake_id)
    return over(intake_id) if is_over or _after(intake_id) else None


def _after(intake_id: str) -> str:
    with current.store().reading() as tx:
        try:
            return thanks_for(records.find(tx, intake_id))
        except Missing:
            return ""


def welcome_of(intake_id: str) -> str:
    """Welcome; with a calm line where the intake ended because nobody touched the tablet."""
    after = current.limits().ends
    if token("intake"):
        with suppress(StoreError), current.store().writing(patience=0) as tx:
            idle.put_aside(tx, after)
    with current.store().reading() as tx:
        left = idle.left_behind(tx, intake_id, after)
    if left:
        return welcome_after("saved", left.draft, current.clinic())
    gone = current.is_on_phone()
    return url_for("own_phone.left", kept="over") if gone else url_for("welcome.welcome")
