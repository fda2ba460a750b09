"""Invitations: an admin makes a link for a name; whoever opens it chooses their own password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ...languages import format_time
from ...store import Missing, Refused
from ...store.access import invitations
from ...store.access.invitations import Invitation
from ...store.clinics import Clinic
from ...store.engine.torn import each
from ..account.sign_in_flow import begin_new, come_in, not_on_a_tablet
from ..http.access import door, leave, the_clinic, the_store
from ..http.form_page import Checked, to_put_right
from ..http.form_text import typed
from ..http.layout import Frame, day_in_words, show, staff_frame, tell
from ..http.viewer import by
from .role_choices import role_names, roles

inviting = Blueprint("inviting", __name__)


@dataclass(frozen=True)
class InvitationRow:
    """An invitation that nobody has used yet."""

    name: str
    roles: str
    until: str
    take_back_url: str


@dataclass(frozen=True, kw_only=True)
class InvitingPage(Checked):
    """A form for a new invitation, its link where one was just made, and the open ones."""

    roles: tuple[tuple[str, str, str], ...]
    ticked: frozenset[str]
    name: str
    link: str
    open: tuple[InvitationRow, ...]


@dataclass(frozen=True, kw_only=True)
class InvitedPage(Checked):
    """What somebody is invited to, and a field for their password."""

    name: str
    roles: str
    here: str


@inviting.get("/admin/invitations")
@door("admin")
def form() -> str:
    """The form, and the invitations that are open."""
    return _form({})


@inviting.post("/admin/invitations")
@door("admin")
def invite() -> ResponseReturnValue:
    """Make a link. It is shown this once; sent again, the earlier one is dead."""
    name = typed("name")
    try:
        with the_store().writing() as book:
            token = invitations.invite(book, name, request.form.getlist("role"), by())
    except Refused as no:
        return _form({"role" if "Choose" in str(no) else "name": str(no)}), 422
    return _form({}, link=f"{request.host_url}invited/{token}")


@inviting.post("/admin/invitations/<invitation_id>/take-back")
@door("admin")
def take_back(invitation_id: str) -> ResponseReturnValue:
    """Nobody can use it any more; nor could they if somebody has."""
    try:
        with the_store().writing() as book:
            invitations.take_back(book, invitation_id, by())
    except Missing:
        pass
    return leave("/admin/invitations")


@inviting.get("/invited/<link>")
@door("public")
def invited(link: str) -> str:
    """For the invited person: who they are going to be here."""
    return _invited(_found(link), {})


@inviting.post("/invited/<link>")
@door("public")
def accept(link: str) -> ResponseReturnValue:
    """Make the account with the password they chose, and let them come in."""
    invitation = _found(link)
    try:
        with the_store().writing() as book:
            person = invitations.accept(book, link, request.form.get("password", ""))
    except Refused as no:
        return _invited(invitation, {"password": str(no)}), 422
    except Missing:
        abort(404)
    return come_in(begin_new(person), "/staff/")


def _found(link: str) -> Invitation:
    not_on_a_tablet()
    with the_store().reading() as book:
        invitation = invitations.by_token(book, link)
    return invitation or abort(404)


def _form(wrong: dict[str, str], *, link: str = "") -> str:
    frame, clinic = staff_frame(), the_clinic()
    if clinic is None:
        abort(404)
    with the_store().reading() as book:
        known = each(
            invitations.all_open(book),
            lambda one: _row(one, book.on_the_wall(one.until), frame, clinic),
            partial(_torn, frame),
        )
    page = InvitingPage(
        title=tell(frame, "Invite a person"),
        roles=roles(frame),
        ticked=frozenset(request.form.getlist("role")) if wrong else frozenset(),
        name=typed("name"),
        link=link,
        open=tuple(known),
        to_put_right=to_put_right(frame, wrong),
    )
    return show("admin/invitations.html", frame, page=page)


def _row(one: Invitation, until: datetime, frame: Frame, clinic: Clinic) -> InvitationRow:
    day = day_in_words(frame, clinic.day(until))
    time = format_time(until, clinic.time_zone, frame.language)
    return InvitationRow(
        one.name,
        role_names(one.roles, frame),
        tell(frame, "Good until %(day)s, %(time)s", {"day": day, "time": time}),
        _take_back(one),
    )


def _torn(frame: Frame, one: Invitation) -> InvitationRow:
    return InvitationRow(str(one.name), "", tell(frame, "Cannot be read"), _take_back(one))


def _take_back(one: Invitation) -> str:
    return f"/admin/invitations/{one.id}/take-back"


def _invited(invitation: Invitation, wrong: dict[str, str]) -> str:
    frame = staff_frame()
    page = InvitedPage(
        title=tell(frame, "Welcome, %(name)s", {"name": invitation.name}),
        name=invitation.name,
        roles=role_names(invitation.roles, frame),
        here=request.path,
        to_put_right=to_put_right(frame, wrong),
    )
    return show("account/invited.html", frame, page=page)
