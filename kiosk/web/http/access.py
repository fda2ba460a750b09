"""Doors: who may pass each route. A route that does not say so keeps the app from starting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Literal, TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request

from ...settings import Idle
from ...store import Book, Missing, Store, StoreError, audit, clinics
from ...store.access import staff, tablets
from ...store.access.staff import Staff
from ...store.access.tablets import Tablet
from ...store.clinics import Clinic
from ...store.intakes import idle, intakes
from ...store.intakes.drafts import Intake
from ...store.records import records
from .cookies import csrf_protected, take, token
from .idle_messages import thanks_for, welcome_after

Door = Literal["public", "tablet", "intake", "desk", "therapist", "admin"]

STAFF = frozenset({"desk", "therapist", "admin"})

View = TypeVar("View", bound=Callable[..., Any])


class NoDoor(RuntimeError):
    """A route that does not declare who may pass."""


def door(*who: Door) -> Callable[[View], View]:
    """Declare who may pass a view. Several roles: any one of them opens it."""

    def declare(view: View) -> View:
        view.door = frozenset(who)  # type: ignore[attr-defined]
        return view

    return declare


def doors(app: Flask) -> dict[str, frozenset[Door]]:
    """Every endpoint with who may pass. Raises NoDoor for one that does not say so."""
    declared = {}
    for endpoint, view in app.view_functions.items():
        if not hasattr(view, "door"):
            raise NoDoor(endpoint)
        declared[endpoint] = view.door
    return declared


def close_doors(app: Flask, store: Store) -> None:
    """Check that every route has a door, and stand at it from now on."""
    app.extensions["doors"] = doors(app)
    app.extensions["store"] = store
    app.before_request(_stand)


def the_store() -> Store:
    """The clinic's data."""
    store: Store = current_app.extensions["store"]
    return store


def limits() -> Idle:
    """How long a tablet may lie untouched."""
    found: Idle = current_app.config["IDLE"]
    return found


def the_tablet() -> Tablet | None:
    """The paired tablet that is calling, if it is one."""
    if "tablet" not in g:
        g.tablet = _read(tablets.by_token, token("tablet"))
    return g.tablet  # type: ignore[no-any-return]


def the_intake() -> Intake | None:
    """The live intake of the caller's cookie, if there is one and it is on the caller's device."""
    if "intake" not in g:
        found = _read(_in_use, token("intake"))
        g.intake = found if found and _holds(found) else None
    return g.intake  # type: ignore[no-any-return]


def _holds(here: Intake) -> bool:
    """Whether an intake is on the device that calls: a tablet, or a staff member's own."""
    holder = the_tablet() or the_staff()
    return holder is not None and holder.id == here.tablet_id


def _in_use(book: Book, value: str) -> Intake | None:
    return intakes.by_token(book, value, limits().ends)


def look_again() -> Intake | None:
    """The live intake as it is by now, where another tab may have moved it on."""
    g.pop("intake", None)
    return the_intake()


def the_staff() -> Staff | None:
    """The signed-in staff member, if there is one. Never on a paired tablet."""
    if "staff" not in g:
        g.staff = None if the_tablet() else _read(staff.by_token, token("staff"))
    return g.staff  # type: ignore[no-any-return]


def the_clinic() -> Clinic | None:
    """The clinic this kiosk belongs to; None before it is set up."""
    if "clinic" not in g:
        with the_store().reading() as book:
            g.clinic = clinics.the_clinic(book)
    return g.clinic  # type: ignore[no-any-return]


def _read(find: Callable[..., Any], value: str) -> Any:
    if not value:
        return None
    with the_store().reading() as book:
        # Every page shows the clinic's name: one look at the database serves both.
        if "clinic" not in g:
            g.clinic = clinics.the_clinic(book)
        return find(book, value)


def _stand() -> Response | None:
    who = current_app.extensions["doors"].get(request.endpoint, frozenset({"public"}))
    if request.method not in ("GET", "HEAD") and not csrf_protected():
        abort(403)
    if "public" in who:
        return None
    if who & STAFF:
        return _staff_door(who)
    return _intake_door() if "intake" in who else _tablet_door()


def _tablet_door() -> Response | None:
    return None if the_tablet() else _to("/")


def _intake_door() -> Response | None:
    here = the_intake()
    asked_for = (request.view_args or {}).get("intake_id")
    if here and here.id == asked_for:
        if member := the_staff():
            _note_in_use(member)
        return None
    if request.method == "POST":
        return over(str(asked_for))
    return let_go(_to(_welcome_after(str(asked_for))))


def over(intake_id: str) -> Response:
    """A post to an intake that has ended: the thank-you if it was sent, else Welcome."""
    return let_go(leave(_after(intake_id) or _welcome_after(intake_id)))


def let_go(response: Response) -> Response:
    """Take the cookie of an intake that is over."""
    if token("intake") and not the_intake():
        take(response, "intake")
    return response


def ended() -> Response | None:
    """Where a post of the walk leads whose intake is over; None for every other post."""
    if request.endpoint != "walk.post":
        return None
    intake_id, here = (request.view_args or {})["intake_id"], the_intake()
    is_over = the_tablet() and not (here and here.id == intake_id)
    return over(intake_id) if is_over or _after(intake_id) else None


def _after(intake_id: str) -> str:
    with the_store().reading() as book:
        try:
            return thanks_for(records.find(book, intake_id))
        except Missing:
            return ""


def _welcome_after(intake_id: str) -> str:
    """Welcome; with a calm line where the intake ended because nobody touched the tablet."""
    after = limits().ends
    if token("intake"):
        with suppress(StoreError), the_store().writing() as book:
            idle.put_aside(book, after)
    with the_store().reading() as book:
        left = idle.left_behind(book, intake_id, after)
    return welcome_after("saved", left.draft, the_clinic()) if left else "/"


def _staff_door(who: frozenset[str]) -> Response | None:
    member = the_staff()
    if member and member.roles & who:
        _note_in_use(member)
        return None
    if member or the_tablet():
        with the_store().writing() as book:
            audit.write(book, "refused", actor=_caller(), subject=str(request.endpoint))
        abort(403)
    return _to("/staff/sign-in")


def _note_in_use(member: Staff) -> None:
    """A sign-in lasts while it is used. A list that refreshes itself is nobody at work."""
    by_itself = "HX-Request" in request.headers or "by_itself" in request.args
    if request.method == "GET" and by_itself:
        return
    with the_store().reading() as book:
        if staff.seen_lately(book, member):
            return
    with the_store().writing() as book:
        staff.seen(book, token("staff"))


def _caller() -> str:
    member, tablet = the_staff(), the_tablet()
    return member.id if member else tablet.id if tablet else ""


def _to(url: str) -> Response:
    return leave(url) if request.method == "POST" else redirect(url, 303)  # type: ignore[return-value]


def leave(url: str) -> Response:
    """Go somewhere else and forget this page: a redirect that htmx follows too."""
    if "HX-Request" in request.headers:
        return Response(status=204, headers={"HX-Redirect": url})
    return redirect(url, 303)  # type: ignore[return-value]


def reload() -> Response:
    """Show the same address again, from its head: for a new language or another display."""
    if "HX-Request" in request.headers:
        return Response(status=204, headers={"HX-Refresh": "true"})
    return redirect(request.path, 303)  # type: ignore[return-value]
