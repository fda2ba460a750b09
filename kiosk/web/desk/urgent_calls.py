"""Urgent calls: over every page of the staff, louder as they wait, until somebody taps to go."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...store import Missing
from ...store.intakes.calls import Call
from ...usecases.answer_call import answer_call
from ..http import current
from ..http.access import access
from ..http.call_rows import UrgentCalls, beat, urgent_calls
from ..http.layout import show, staff_layout
from ..http.redirects import see_other
from ..http.viewer import me

routes = Blueprint("urgent_calls", __name__)


@dataclass(frozen=True)
class CallsPage:
    """The calls by themselves, for a page that asks again and a browser that cannot."""

    title: str
    calls: UrgentCalls


@routes.get("/staff/calls")
@access("desk", "therapist", "admin")
def waiting() -> ResponseReturnValue:
    """Who calls now; nothing where the page that asks shows it already."""
    with current.store().reading() as tx:
        if request.args.get("seen") == beat(tx):
            return Response(status=204)
    return _page(None)


@routes.post("/staff/calls/<call_id>")
@access("desk", "therapist", "admin")
def answer(call_id: str) -> ResponseReturnValue:
    """Somebody goes. With htmx they stay where they are, and lose nothing they have typed."""
    try:
        call = answer_call(current.store(), me(), call_id)
    except Missing:
        call = None
    if "HX-Request" in request.headers:
        return _page(call)
    return see_other(url_for("today.show_today", answered=call.id if call else None))


def _page(answered: Call | None) -> str:
    layout = staff_layout()
    page = CallsPage(layout.translate("Calls"), urgent_calls(layout, answered))
    return show("desk/calls.html", layout, page=page)
