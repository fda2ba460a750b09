"""Access: who may pass each route. A route that does not say so keeps the app from starting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Literal, TypeVar

from flask import Flask, Response, abort, current_app, make_response, request, url_for

from ...store import Busy, Store, audit
from ...store.access import one_time_links, sessions, staff, throttle
from ...store.access.staff import Staff
from . import current
from .cookies import csrf_protected, token
from .program_access import program_access
from .redirects import let_go, over, to, welcome_of

Who = Literal[
    "public", "link", "tablet", "station", "program", "intake", "desk", "therapist", "admin"
]

BRIEFLY = 0.25
"""Seconds that a page waits to write down what it can do without."""

STAFF = frozenset({"desk", "therapist", "admin"})

View = TypeVar("View", bound=Callable[..., Any])


class NoAccess(RuntimeError):
    """A route that does not declare who may pass."""


def access(*who: Who) -> Callable[[View], View]:
    """Declare who may pass a view. Several roles: any one of them opens it."""

    def declare(view: View) -> View:
        view.access = frozenset(who)  # type: ignore[attr-defined]
        return view

    return declare


def declared_access(app: Flask) -> dict[str, frozenset[Who]]:
    """Every endpoint with who may pass. Raises NoAccess for one that does not say so."""
    declared = {}
    for endpoint, view in app.view_functions.items():
        if not hasattr(view, "access"):
            raise NoAccess(f"{endpoint}: write @access(...) over its view, with who may pass")
        declared[endpoint] = view.access
    return declared


def init_app(app: Flask, store: Store) -> None:
    """Check that every route says who may pass, and ask it of everybody from now on."""
    app.extensions["access"] = declared_access(app)
    app.extensions["store"] = store
    app.before_request(_stand)


def _stand() -> Response | None:
    who = current_app.extensions["access"].get(request.endpoint, frozenset({"public"}))
    if request.routing_exception:
        return None
    if request.method not in ("GET", "HEAD") and not csrf_protected():
        abort(403)
    if "public" in who:
        return None
    if "link" in who:
        return _link_access()
    if "program" in who:
        return program_access()
    if who & STAFF:
        return _staff_access(who)
    if "station" in who:
        return None if current.station() else to(url_for("welcome.welcome"))
    return _intake_access() if "intake" in who else _tablet_access()


def _link_access() -> Response | None:
    """Whoever holds a link that opens something still. All others find nothing, at thirty a minute.

    On a clinic's tablet nothing opens that is a client's own, and nothing without TLS.
    """
    if current.tablet() or not request.is_secure:
        abort(403)
    link = str((request.view_args or {}).get("link"))
    with current.store().reading() as tx:
        alive = current.settings().public_url and one_time_links.find(tx, link)
    if alive:
        return None
    throttle.count(current.store(), throttle.address(request.remote_addr or ""))
    return to(url_for("open_once.over"))


def _tablet_access() -> Response | None:
    return None if current.tablet() else to(url_for("welcome.welcome"))


def _intake_access() -> Response | None:
    here = current.intake()
    asked_for = (request.view_args or {}).get("intake_id")
    if here and here.id == asked_for:
        if member := current.staff():
            _note_in_use(member)
        return None
    if request.method == "POST":
        return over(str(asked_for))
    return let_go(to(welcome_of(str(asked_for))))


def _staff_access(who: frozenset[str]) -> Response | None:
    member = current.staff()
    if member and member.roles & who:
        _note_in_use(member)
        return None
    if member or current.tablet():
        with current.store().writing() as tx:
            audit.write(tx, "refused", actor=_caller(), subject=str(request.endpoint))
        abort(403)
    if token("staff") and _was_turned():
        return _in_a_moment()
    return to(url_for("sign_in.form"))


def _was_turned() -> bool:
    with current.store().reading() as tx:
        return sessions.was_turned(tx, token("staff"))


def _in_a_moment() -> Response:
    """For what was on its way while another tab gave the password again: nothing opens, and
    nothing that was typed is lost.
    """
    if not (request.method == "GET" and _asks_by_itself()):
        abort(503)
    return make_response("", 204)


def _note_in_use(member: Staff) -> None:
    """A sign-in lasts while it is used. A list that refreshes itself is nobody at work.

    Nobody waits long to have it noted: the next page tries again.
    """
    if request.method == "GET" and _asks_by_itself():
        return
    with current.store().reading() as tx:
        if staff.seen_lately(tx, member):
            return
    with suppress(Busy), current.store().writing(patience=BRIEFLY) as tx:
        staff.seen(tx, token("staff"))


def _asks_by_itself() -> bool:
    return "HX-Request" in request.headers or "by_itself" in request.args


def _caller() -> str:
    member, tablet = current.staff(), current.tablet()
    return member.id if member else tablet.id if tablet else ""
