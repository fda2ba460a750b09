"""Kept from: whose reason is asked for first, and who is told that a record is not for them."""

from __future__ import annotations

from flask import Flask, current_app, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from ...frozen import dataclass
from ...store import audit
from ...store.records.records import Signed
from ...usecases.read_answers import AsksWhy, MayNotRead, Restricted
from ..http import current
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import show, staff_layout
from ..http.redirects import leave
from ..http.short_sign import sign_of
from ..http.viewer import actor_id, names


@dataclass(frozen=True, kw_only=True)
class WhyPage(FormPage):
    """Whose visit it is, and a field for the reason. No answer stands here."""

    words: str
    id: str
    reason: str


def init_app(app: Flask) -> None:
    """Answer whoever reaches for what is kept from them, whatever page they come by."""
    app.register_error_handler(AsksWhy, _ask_why)
    app.register_error_handler(Restricted, _say_restricted)
    app.register_error_handler(MayNotRead, _refuse)


def _ask_why(asks: AsksWhy) -> ResponseReturnValue:
    """The reason first; whatever else was asked for can be asked for again after it."""
    if request.endpoint in ("record.intake", "record.numbered_paper"):
        return why_page(asks.signed, {})
    return leave(url_for("record.intake", intake_id=asks.signed.id))


def why_page(signed: Signed, wrong: dict[str, str]) -> str:
    """The page that asks for the reason; what was wrong with the one given stands beside it."""
    layout = staff_layout()
    with current.store().reading() as tx:
        name = names(tx).get(signed.therapist_id, "")
    has = layout.translate("%(name)s took this visit.", {"name": name})
    page = WhyPage(
        title=layout.translate("Another therapist's visit"),
        words=f"{sign_of(signed.id)} · {has}",
        id=signed.id,
        reason=typed("reason"),
        form_errors=form_errors(layout, wrong),
    )
    return show("therapist/reason.html", layout, page=page)


def _say_restricted(_: Restricted) -> ResponseReturnValue:
    """Kept, not used: said so, and noted."""
    with current.store().writing() as tx:
        audit.write(tx, "refused", actor_id(), str(request.endpoint), "restricted")
    layout = staff_layout()
    title = layout.translate("Kept, not used")
    page = WhyPage(title=title, words="", id="", reason="")
    return show("therapist/restricted.html", layout, page=page), 403


def _refuse(_: MayNotRead) -> ResponseReturnValue:
    """Refused, and noted: an answer was asked for that nobody needs here."""
    with current.store().writing() as tx:
        audit.write(tx, "refused", actor_id(), str(request.endpoint))
    # Whatever is raised in a handler of errors counts as a fault.
    return current_app.handle_http_exception(Forbidden())
