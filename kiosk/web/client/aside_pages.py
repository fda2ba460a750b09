"""Pages that stand beside the path and ask nothing: tell-the-desk, stop, person, and waiting."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ...intake.draft import Draft, as_json
from ...intake.walk import Move, from_aside
from ...store import Transaction, clinics
from ...store.intakes import intakes
from ...store.intakes.drafts import Intake
from ..http.idle_messages import welcome_after
from ..http.redirects import reload
from .display import DISPLAY, with_display
from .post_check import ended, keep


def leave_aside(
    tx: Transaction, here: Intake, draft: Draft, clinic: clinics.Clinic, go: str
) -> ResponseReturnValue:
    """Do what was pressed on a page that asks nothing: go on, go back, stop, erase, display."""
    kind, _, value = go.partition(":")
    if here.step == "stop" and go in ("stop", "keep"):
        moved = from_aside(draft, here.step, "back")
        kept = intakes.keep(tx, here, as_json(moved.draft), moved.step)
        intakes.park(tx, kept, by="client")
        return ended(url_for("welcome.welcome"))
    if here.step == "stop" and go == "erase":
        intakes.erase(tx, here, by="client")
        return ended(welcome_after("erased", here.draft, clinic))
    if kind in DISPLAY:
        keep(tx, here, Move(with_display(draft, kind, value), here.step))
        return reload()
    if go == "person":
        keep(tx, here, Move(draft, "person", ("person",)))
    elif go in ("next", "back", "skip"):
        keep(tx, here, from_aside(draft, here.step, go))
    elif go == "stop":
        keep(tx, here, Move(draft, "stop"))
    else:
        abort(400)
    return redirect(request.path, 303)
