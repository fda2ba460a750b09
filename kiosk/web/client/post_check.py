"""One post of the walk: whether it fits, was taken already, asks for what it may; what it ends."""

from __future__ import annotations

import hashlib

from flask import Response, abort, request
from werkzeug.datastructures import MultiDict

from ...intake.draft import as_json
from ...intake.walk import ASIDE, Move
from ...store import Transaction
from ...store.intakes import intakes
from ...store.intakes.drafts import Intake
from ..http import current
from ..http.cookies import take
from ..http.redirects import leave
from ..questions.answer_fields import WITNESS
from ..questions.step_form import ENVELOPE, names_of
from .calls import call_staff


def fits(here: Intake) -> bool:
    """Whether the post is of the page as it stands, or of the one before that staff moved on."""
    rev = request.form.get("rev")
    by_staff = here.draft.get("by_staff") == here.rev
    return rev == str(here.rev) or (by_staff and rev == str(here.rev - 1))


def is_repeated(here: Intake) -> bool:
    """Whether this very post has been taken already: a double tap, or a lost reply."""
    return bool(here.last_digest) and here.last_digest == digest()


def digest() -> str:
    """What tells this very post from any other."""
    content = repr(sorted((key, request.form.getlist(key)) for key in request.form))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def refuse_strange_fields(step: str) -> None:
    """A field of no question of this step is nobody's honest mistake: 400."""
    mine = names_of(step) if step not in ASIDE else ENVELOPE
    for name in request.form:
        if name not in mine or (name.endswith(WITNESS) and current.staff() is None):
            abort(400)


def keep(tx: Transaction, here: Intake, moved: Move) -> None:
    """Keep what this post did, so that the same post again does nothing; call whom it calls."""
    intakes.keep(tx, here, as_json(moved.draft), moved.step, digest())
    call_staff(tx, here, moved.draft, moved.calls)


def as_posted(typed: dict[str, list[str]]) -> MultiDict[str, str]:
    """What was kept as typed, like the post it came from."""
    return MultiDict([(name, value) for name, values in typed.items() for value in values])


def ended(url: str) -> Response:
    """Leave the intake: the cookie's change throws every kept page of it away."""
    response = leave(url)
    take(response, "intake")
    return response
