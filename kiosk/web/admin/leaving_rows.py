"""Rows of what is to be erased: who, what of them, and when."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from flask import url_for

from ...frozen import dataclass
from ...store import Missing, Transaction, Unreadable
from ...store.records.due import Due
from ...usecases.read_answers import name_of
from ...usecases.retain import Going
from ..http.layout import Layout, day_in_words
from ..http.page_parts import Link
from ..http.short_sign import sign_of
from ..http.viewer import Viewer


@dataclass(frozen=True)
class LeavingRow:
    """One thing that goes, in words."""

    who: str
    """First name and initial, with the sign of the last intake."""
    what: str
    when: str
    held: bool
    hold: Link | None
    """Where an admin keeps it from being erased."""


def leaving_rows(tx: Transaction, found: Iterable[Going], who: Viewer) -> tuple[LeavingRow, ...]:
    """These, in the language of whoever looks."""
    return tuple(_row(tx, each, who.layout) for each in found)


def _row(tx: Transaction, one: Going, layout: Layout) -> LeavingRow:
    due = one.due
    newest = due.records[-1] if due.records else due.id
    hold = Link(url_for("legal_holds.form", intake_id=newest), layout.translate("Legal hold"))
    return LeavingRow(
        who=" · ".join(filter(None, (_name(tx, due), sign_of(newest)))),
        what=_what(layout, due),
        when=_when(layout, one),
        held=due.held,
        hold=hold if due.records else None,
    )


def _name(tx: Transaction, due: Due) -> str:
    for each in reversed(due.records):
        with suppress(Missing, Unreadable):
            return name_of(tx, each, for_admin=True)
    return ""


def _what(layout: Layout, due: Due) -> str:
    day = {"day": day_in_words(layout, due.last)}
    match due.kind:
        case "client":
            return layout.translate("A client since %(day)s, without a signed intake", day)
        case "record":
            return layout.translate("The intake of %(day)s alone", day)
    return layout.translate_count(
        "Everything of this person: %(count)d visit, the last on %(day)s",
        "Everything of this person: %(count)d visits, the last on %(day)s",
        len(due.records),
        day,
    )


def _when(layout: Layout, one: Going) -> str:
    if one.goes_on is None:
        return layout.translate("On hold")
    day = {"day": day_in_words(layout, one.goes_on)}
    return layout.translate("Is erased on %(day)s", day)
