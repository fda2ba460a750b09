"""One post of the walk: read against the step its client is on; and what leaving it takes away."""

from __future__ import annotations

import hashlib

from flask import Response, request
from werkzeug.datastructures import MultiDict

from ...catalogue import CATALOGUE
from ...intake.draft import Draft, Typed
from ...intake.path import ASIDE
from ...intake.visit import Visit
from ...store.clinics import Clinic
from ...store.intakes.drafts import Intake
from ...usecases.posts import Post, Reading
from ..http import current
from ..http.cookies import take
from ..http.redirects import leave
from ..questions.answer_fields import WITNESS
from ..questions.step_form import ENVELOPE, names_of, read, typed_of


def posted(here: Intake, clinic: Clinic) -> Post:
    """The post as it was sent, with its answers where it is of the step the client is on."""
    form = request.form
    step, go = form.get("step", ""), form.get("go", "next")
    draft = here.as_left
    visit = clinic.visit_at(current.store().now(), draft)
    said = _said(visit, draft, here.step, {"away": "stop", "more": "next"}.get(go, go))
    return Post(
        step=step,
        rev=form.get("rev", ""),
        go=go,
        id=_digest(),
        said=said,
        typed=_typed(step, said),
        strange=_is_strange(here.step),
        in_place="HX-Request" in request.headers,
        helper=current.staff(),
        visit=visit,
    )


def _typed(step: str, said: Reading) -> Typed:
    typed = typed_of(request.form, step) if step in CATALOGUE.step_keys else {}
    return {name: words for name, words in typed.items() if name not in said.void}


def _said(visit: Visit, draft: Draft, step: str, go: str) -> Reading:
    return Reading({}) if step in ASIDE else read(visit, draft, step, request.form, go)


def _digest() -> str:
    """What tells this very post from any other."""
    content = repr(sorted(request.form.lists()))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _is_strange(step: str) -> bool:
    """Whether it has a field of no question of this step: nobody's honest mistake."""
    mine = names_of(step) if step not in ASIDE else ENVELOPE
    return any(
        name not in mine or (name.endswith(WITNESS) and current.staff() is None)
        for name in request.form
    )


def as_posted(typed: Typed) -> MultiDict[str, str]:
    """What was kept as typed, like the post it came from."""
    return MultiDict([(name, value) for name, values in typed.items() for value in values])


def ended(url: str) -> Response:
    """Leave the intake: the cookie's change throws every kept page of it away."""
    response = leave(url)
    take(response, "intake")
    return response
