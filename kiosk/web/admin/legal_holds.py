"""Legal holds: an admin keeps what is asked for from being erased, and says why; and lifts it."""

from __future__ import annotations

from dataclasses import field

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store.records import holds, records
from ...store.records.holds import Hold, Kind
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import day_in_words, show
from ..http.page_parts import Choice, choices
from ..http.redirects import leave
from ..http.short_sign import sign_of
from ..http.viewer import Viewer, actor_id, current_viewer, or_not_found

routes = Blueprint("legal_holds", __name__)

WHY = N_("Say why. It is recorded with your name.")

KINDS: dict[Kind, str] = {
    "client": N_("Everything of this person, now and later"),
    "record": N_("This intake alone"),
}
"""What is kept."""


@dataclass(frozen=True)
class HoldRow:
    """One hold, and what lifts it."""

    kind: str
    words: str
    about: str
    """Since when, and by whom."""
    reason: str


@dataclass(frozen=True, kw_only=True)
class HoldPage(FormPage):
    """The holds on one intake, and what may still be held."""

    about: str
    id: str
    back_url: str
    rows: tuple[HoldRow, ...]
    free: tuple[Choice, ...]
    values: dict[str, str] = field(default_factory=dict)


@routes.get("/admin/intakes/<intake_id>/hold")
@access("admin")
def form(intake_id: str) -> str:
    """What is on hold, since when and why. No answer stands on this page."""
    return _page(intake_id, {})


@routes.post("/admin/intakes/<intake_id>/hold")
@access("admin")
def place(intake_id: str) -> ResponseReturnValue:
    """Keep it from being erased from now on."""
    wrong = {} if request.form.get("kind") in KINDS else {"kind": N_("Choose what to keep.")}
    if not typed("reason"):
        wrong["reason"] = WHY
    if wrong:
        return _page(intake_id, wrong), 422
    with or_not_found(), current.store().writing() as tx:
        holds.place(tx, intake_id, _kind(), actor_id(), typed("reason"))
    return leave(url_for("legal_holds.form", intake_id=intake_id))


@routes.post("/admin/intakes/<intake_id>/hold/lift")
@access("admin")
def lift(intake_id: str) -> ResponseReturnValue:
    """It may be erased again. The password is asked for: what follows cannot be undone."""
    kind = _kind()
    if not typed(f"{kind}_why"):
        return _page(intake_id, {f"{kind}_why": WHY}), 422
    asked = ask_again()
    if asked:
        return asked
    with or_not_found(), current.store().writing() as tx:
        holds.lift(tx, intake_id, kind, actor_id(), typed(f"{kind}_why"))
    return leave(url_for("legal_holds.form", intake_id=intake_id))


def _kind() -> Kind:
    kind = request.form.get("kind", "")
    if kind not in KINDS:
        abort(400)
    return kind


def _page(intake_id: str, wrong: dict[str, str]) -> str:
    who = current_viewer()
    layout = who.layout
    with current.store().reading() as tx, or_not_found():
        held = holds.on(tx, intake_id)
        kinds = {each.kind for each in held}
        if not records.is_signed(tx, intake_id):
            kinds |= {"record"}
    page = HoldPage(
        title=layout.translate("Legal hold"),
        about=sign_of(intake_id),
        id=intake_id,
        back_url=url_for("data_requests.intake", intake_id=intake_id),
        rows=tuple(_row(each, who) for each in held),
        free=choices(
            [(kind, layout.translate(words)) for kind, words in KINDS.items() if kind not in kinds]
        ),
        values={name: typed(name) for name in ("reason", "kind", "client_why", "record_why")},
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/legal_hold.html", layout, page=page)


def _row(held: Hold, who: Viewer) -> HoldRow:
    day = day_in_words(who.layout, who.clinic.day(held.placed_at))
    by = who.names.get(held.placed_by, "")
    about = " · ".join(filter(None, (day, by)))
    return HoldRow(held.kind, who.layout.translate(KINDS[held.kind]), about, held.reason)
