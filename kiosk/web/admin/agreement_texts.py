"""The clinic's agreements, for an admin: written anew beside the old, looked at, and published."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import cast

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue.questions import InOwnWords
from ...intake.agreement_words import CONTENT, SLOTS, from_text
from ...intake.normal import one_line
from ...languages import N_, read_day
from ...store import Refused
from ...store.clinics import Clinic
from ...usecases.overtaken import Overtaken
from ...usecases.publish_agreement import NewWords, prepared, publish_agreement, retire_agreement
from ..http import current
from ..http.access import access
from ..http.layout import show, staff_layout
from ..http.redirects import leave
from ..http.viewer import actor_id, current_viewer
from .agreement_page import EditPage, edit_page, list_page

routes = Blueprint("agreement_texts", __name__)

NEW = "new"
"""Stands for the key of a card that there is not yet."""

NO_DAY = N_("Write a day, like 2026-03-10.")


@routes.get("/admin/agreements")
@access("admin")
def every() -> str:
    """All agreements, with the version that holds, and what is still to be worded."""
    clinic, today = _clinic()
    layout = staff_layout()
    page = list_page(clinic, today, layout, done=request.args.get("done", ""))
    return show("admin/agreement_texts.html", layout, page=page)


@routes.get("/admin/agreements/<card>")
@access("admin")
def one(card: str) -> str:
    """One card with its words in each language, to be written anew."""
    return _show(_page(_known(card), {}))


@routes.post("/admin/agreements/<card>")
@access("admin")
def write(card: str) -> ResponseReturnValue:
    """Look at the new words, publish them, or ask an own card no more."""
    key = _known(card)
    clinic, today = _clinic()
    go = request.form.get("go", "")
    try:
        if go == "retire":
            retire_agreement(current.store(), clinic, key, actor_id())
            return leave(url_for(".every", done="retired"))
        new = _said(key, clinic, today)
        if go == "publish":
            publish_agreement(current.store(), clinic, new, actor_id(), _was())
            return leave(url_for(".every", done="published"))
        version = prepared(from_text(clinic.agreement_words), new, today)
    except Overtaken as no:
        return _show(_page(key, {no.field: no.words})), 422
    except Refused as no:
        return _show(replace(_page(key, {no.field: no.words}), was=_was())), 422
    clinic, today = _clinic()
    page = edit_page(key, clinic, today, staff_layout(), request.form, {}, version)
    return _show(replace(page, was=_was()))


def _was() -> str:
    return request.form.get("was", "")


def _said(key: str, clinic: Clinic, today: date) -> NewWords:
    form = request.form
    words = tuple(
        InOwnWords(
            code, one_line(form.get(f"title-{code}", "")), one_line(form.get(f"text-{code}", ""))
        )
        for code in clinic.offered
    )
    return NewWords(key, words, _day(today), form.get("required") == "yes")


def _day(today: date) -> date:
    said = request.form.get("holds_from", "").strip()
    with suppress(ValueError):
        return read_day(said, staff_layout().order) if said else today
    raise Refused("holds_from", NO_DAY)


def _page(key: str, wrong: dict[str, str]) -> EditPage:
    clinic, today = _clinic()
    said = request.form if request.method == "POST" else None
    return edit_page(key, clinic, today, staff_layout(), said, wrong)


def _show(page: EditPage) -> str:
    return show("admin/agreement_text.html", staff_layout(), page=page)


def _clinic() -> tuple[Clinic, date]:
    clinic = current_viewer().clinic
    return clinic, clinic.day(current.store().now())


def _known(card: str) -> str:
    """The key of a card; empty for a new one. 404 for any other."""
    if card == NEW:
        return ""
    words = from_text(_clinic()[0].agreement_words)
    if card in CONTENT or (card in SLOTS and words.of(card)):
        return card
    return cast(str, abort(404))
