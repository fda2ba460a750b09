"""Programs: tokens by which they read, made here, shown once, taken back at any time."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from ...exports.openapi import HEADER
from ...frozen import dataclass
from ...languages import N_, with_semicolons
from ...store import Refused, Transaction
from ...store.access import program_tokens
from ...store.access.program_tokens import DAYS, SCOPES, ProgramToken
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Choice
from ..http.redirects import leave
from ..http.viewer import Viewer, actor_id, current_viewer, me, or_not_found
from .deliveries import Address, addresses
from .program_routes import described, examples

routes = Blueprint("programs", __name__)

MAY_READ = {
    "visits": N_("Visits, as tables and JSON Lines"),
    "papers": N_("Papers, as they were issued"),
}
GOOD_FOR = {30: N_("30 days"), 90: N_("90 days"), 365: N_("One year")}


@dataclass(frozen=True)
class TokenRow:
    """A token of a program, in words."""

    name: str
    reads: str
    state: str
    revoke_url: str
    """Empty where it opens nothing any more."""


@dataclass(frozen=True, kw_only=True)
class ProgramsPage(FormPage):
    """A form for a new token, the token where one was just made, and those there are."""

    name: str
    scopes: tuple[Choice, ...]
    ticked: tuple[str, ...]
    days: tuple[Choice, ...]
    day: str
    token: str
    tokens: tuple[TokenRow, ...]
    header: str
    """How a program sends its token."""
    examples: tuple[str, ...]
    addresses: tuple[Address, ...]
    """Where programs are told what happens."""


@routes.get("/admin/programs")
@access("admin")
def form() -> str:
    """The tokens there are, and a form for one more."""
    return _page({})


@routes.post("/admin/programs")
@access("admin")
def make() -> ResponseReturnValue:
    """A new token. It is shown this once."""
    again = ask_again()
    if again:
        return again
    days = typed("days")
    try:
        with current.store().writing() as tx:
            asked = request.form.getlist("scope"), int(days) if days.isdecimal() else 0
            token = program_tokens.make(tx, typed("name"), *asked, me())
    except Refused as no:
        return _page({no.field: no.words}), 422
    return _page({}, token=token)


@routes.post("/admin/programs/<token_id>/revoke")
@access("admin")
def revoke(token_id: str) -> ResponseReturnValue:
    """It opens nothing any more."""
    with or_not_found(), current.store().writing() as tx:
        program_tokens.revoke(tx, token_id, actor_id())
    return leave(url_for("programs.form"))


@routes.get("/admin/programs/openapi.json")
@access("admin")
def description() -> Response:
    """What programs may ask, for whoever writes one."""
    return jsonify(described())


def _page(wrong: dict[str, str], token: str = "") -> str:
    who = current_viewer()
    layout = who.layout
    with current.store().reading() as tx:
        tokens = tuple(map(partial(_row, tx, who), program_tokens.all_of(tx)))
        told = addresses(tx, who, current.settings().webhook_urls)
    page = ProgramsPage(
        title=layout.translate("Programs"),
        name="" if token else typed("name"),
        scopes=tuple(Choice(scope, layout.translate(MAY_READ[scope])) for scope in SCOPES),
        ticked=() if token else tuple(request.form.getlist("scope")),
        days=tuple(Choice(str(days), layout.translate(GOOD_FOR[days])) for days in DAYS),
        day=typed("days") or str(DAYS[0]),
        token=token,
        tokens=tokens,
        header=HEADER,
        examples=examples(),
        addresses=told,
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/programs.html", layout, page=page)


def _row(tx: Transaction, who: Viewer, token: ProgramToken) -> TokenRow:
    layout = who.layout
    reads = (layout.translate(MAY_READ[scope]) for scope in SCOPES if scope in token.scopes)
    url = "" if token.is_over else url_for("programs.revoke", token_id=token.id)
    return TokenRow(
        token.name, with_semicolons(reads, layout.language), _state(tx, who, layout, token), url
    )


def _state(tx: Transaction, who: Viewer, layout: Layout, token: ProgramToken) -> str:
    if token.is_over:
        return layout.translate(TAKEN_BACK if token.revoked else OVER)
    until = day_in_words(layout, who.clinic.day(tx.on_the_wall(token.until)))
    said = layout.translate("Good until %(day)s.", {"day": until})
    if token.used_at is None:
        return f"{said} {layout.translate('Not used yet.')}"
    used = day_in_words(layout, who.clinic.day(token.used_at))
    return f"{said} {layout.translate('Last used %(day)s.', {'day': used})}"


TAKEN_BACK, OVER = N_("Taken back."), N_("Its time is over.")
