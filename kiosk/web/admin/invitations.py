"""Invitations: an admin makes a link for a name; whoever opens it chooses their own password."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import format_time
from ...store import Missing, Refused
from ...store.access import invitations
from ...store.access.invitations import Invitation
from ...store.clinics import Clinic
from ...store.engine.torn import each
from ..account.reauthenticate import ask_again
from ..account.sign_in_flow import begin_new, come_in, not_on_a_tablet
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, day_in_words, show, staff_layout
from ..http.own_address import link_to
from ..http.page_parts import Choice
from ..http.redirects import leave
from ..http.viewer import actor_id
from .role_choices import role_names, roles

routes = Blueprint("invitations", __name__)


@dataclass(frozen=True)
class InvitationRow:
    """An invitation that nobody has used yet."""

    name: str
    roles: str
    until: str
    take_back_url: str


@dataclass(frozen=True, kw_only=True)
class InvitingPage(FormPage):
    """A form for a new invitation, its link where one was just made, and the open ones."""

    roles: tuple[Choice, ...]
    ticked: frozenset[str]
    name: str
    link: str
    open: tuple[InvitationRow, ...]


@dataclass(frozen=True, kw_only=True)
class InvitedPage(FormPage):
    """What somebody is invited to, and a field for their password."""

    name: str
    roles: str
    here: str


@routes.get("/admin/invitations")
@access("admin")
def form() -> str:
    """The form, and the invitations that are open."""
    return _form({})


@routes.post("/admin/invitations")
@access("admin")
def invite() -> ResponseReturnValue:
    """Make a link. It is shown this once; sent again, the earlier one is dead."""
    asked = ask_again()
    if asked:
        return asked
    name = typed("name")
    try:
        with current.store().writing() as tx:
            token = invitations.invite(tx, name, request.form.getlist("role"), actor_id())
    except Refused as no:
        return _form({no.field: no.words}), 422
    return _form({}, link=link_to("invitations.invited", link=token))


@routes.post("/admin/invitations/<invitation_id>/take-back")
@access("admin")
def take_back(invitation_id: str) -> ResponseReturnValue:
    """Nobody can use it any more; nor could they if somebody has."""
    try:
        with current.store().writing() as tx:
            invitations.take_back(tx, invitation_id, actor_id())
    except Missing:
        pass
    return leave(url_for("invitations.form"))


@routes.get("/invited/<link>")
@access("public")
def invited(link: str) -> str:
    """For the invited person: who they are going to be here."""
    return _invited(_found(link), {})


@routes.post("/invited/<link>")
@access("public")
def accept(link: str) -> ResponseReturnValue:
    """Make the account with the password they chose, and let them come in."""
    invitation = _found(link)
    try:
        with current.store().writing() as tx:
            person = invitations.accept(tx, link, request.form.get("password", ""))
    except Refused as no:
        return _invited(invitation, {no.field: no.words}), 422
    except Missing:
        abort(404)
    return come_in(begin_new(person), url_for("today.show_today"))


def _found(link: str) -> Invitation:
    not_on_a_tablet()
    with current.store().reading() as tx:
        invitation = invitations.by_token(tx, link)
    return invitation or abort(404)


def _form(wrong: dict[str, str], *, link: str = "") -> str:
    layout, clinic = staff_layout(), current.clinic()
    if clinic is None:
        abort(404)
    with current.store().reading() as tx:
        known = each(
            invitations.all_open(tx),
            lambda one: _row(one, tx.on_the_wall(one.until), layout, clinic),
            partial(_torn, layout),
        )
    page = InvitingPage(
        title=layout.translate("Invite a person"),
        roles=roles(layout),
        ticked=frozenset(request.form.getlist("role")) if wrong else frozenset(),
        name=typed("name"),
        link=link,
        open=tuple(known),
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/invitations.html", layout, page=page)


def _row(one: Invitation, until: datetime, layout: Layout, clinic: Clinic) -> InvitationRow:
    day = day_in_words(layout, clinic.day(until))
    time = format_time(until, clinic.time_zone, layout.language)
    return InvitationRow(
        one.name,
        role_names(one.roles, layout),
        layout.translate("Good until %(day)s, %(time)s", {"day": day, "time": time}),
        _take_back(one),
    )


def _torn(layout: Layout, one: Invitation) -> InvitationRow:
    return InvitationRow(str(one.name), "", layout.translate("Cannot be read"), _take_back(one))


def _take_back(one: Invitation) -> str:
    return url_for("invitations.take_back", invitation_id=one.id)


def _invited(invitation: Invitation, wrong: dict[str, str]) -> str:
    layout = staff_layout()
    page = InvitedPage(
        title=layout.translate("Welcome, %(name)s", {"name": invitation.name}),
        name=invitation.name,
        roles=role_names(invitation.roles, layout),
        here=request.path,
        form_errors=form_errors(layout, wrong),
    )
    return show("account/invited.html", layout, page=page)
