"""Showing a step: with what was kept of it, or with what was typed and cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping

from ...intake.draft import MEANWHILE, Draft, Typed
from ...intake.one_by_one import on_page
from ...intake.path import ASIDE, HELLO
from ...intake.visit import Visit
from ...store.clinics import Clinic
from ...store.intakes.drafts import Intake
from ...usecases.check_client import ANOTHER_DATE
from ..http import current
from ..http.layout import show, walk_layout
from ..questions.step_form import read
from .agreed_page import agreed_page
from .post_check import as_posted
from .step_page import aside_page, step_page, template_of

DATE = "find_birth_date"


def as_it_stands(here: Intake, clinic: Clinic, visit: Visit) -> str:
    """The step the client is on, with what was typed there before and what to do about it."""
    draft = here.as_left
    typed = draft.typed.get(here.step)
    errors: dict[str, str] = {}
    if typed is not None and here.step not in ASIDE:
        said = read(visit, draft, here.step, as_posted(typed), "next")
        errors = said.untaken if MEANWHILE in typed else said.errors
        if draft.misfits and here.step == HELLO and DATE in on_page(visit, draft, HELLO):
            errors = {DATE: ANOTHER_DATE} | errors
    return _drawn(here, draft, clinic, visit, typed, errors)


def once_more(here: Intake, draft: Draft, typed: Typed, errors: Mapping[str, str]) -> str:
    """The step with what was just typed, before anything of it is kept."""
    _, clinic = current.walk()
    visit = clinic.visit_at(current.store().now(), draft)
    return _drawn(here, draft, clinic, visit, typed, errors)


def _drawn(
    here: Intake,
    draft: Draft,
    clinic: Clinic,
    visit: Visit,
    typed: Typed | None,
    errors: Mapping[str, str],
) -> str:
    layout = walk_layout(draft, clinic.name, clinic.language)
    if here.step == "agreed":
        return show(
            template_of(here.step), layout, page=agreed_page(here, draft, layout, visit, clinic)
        )
    if here.step in ASIDE:
        return show(template_of(here.step), layout, page=aside_page(here, draft, layout, visit))
    helped = current.staff() is not None
    page = step_page(here, draft, layout, visit, typed=typed, errors=errors, assisted=helped)
    return show(template_of(here.step), layout, page=page)
