"""The way to the press: a paper is drawn right after signing, outside every web request."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import current_app

from ..intake.history import NO_HISTORY, History
from ..intake.record import Record
from ..store import Missing, Store, StoreError, papers, staff, standing
from ..store.records import Signed
from .assets import address
from .histories import history_up_to

if TYPE_CHECKING:
    from ..exports.press import Drawn, NoPaper, Press

log = logging.getLogger("kiosk.paper")


def the_press() -> Press:
    """The press of this web process."""
    press: Press = current_app.extensions["press"]
    return press


def send_to_press(signed: Signed) -> None:
    """Have the paper drawn and kept. Never blocks, and never fails a client."""
    store: Store = current_app.extensions["store"]
    record = record_for_paper(signed)

    def keep(drawn: Drawn | NoPaper) -> None:
        if isinstance(drawn, Exception):
            log.warning("paper %s not drawn: %s", record.id, drawn)
            return
        try:
            with store.writing() as book:
                papers.keep_paper(book, record.id, drawn.pdf, signed.therapist_id)
        except StoreError as fault:
            log.warning("paper %s not kept: %s", record.id, type(fault).__name__)

    try:
        the_press().queue(record, keep, history=history_for(signed))
    except RuntimeError:
        # The machine starts no more threads. Opening the intake draws the paper.
        log.warning("paper %s not queued", record.id)


def record_for_paper(signed: Signed) -> Record:
    """The record with what became known only later: its therapist, and what was put right."""
    store: Store = current_app.extensions["store"]
    with store.reading() as book:
        record = standing.of(book, signed).in_full
        if not signed.therapist_id:
            return record
        with suppress(Missing):
            return replace(record, therapist=staff.find(book, signed.therapist_id).name)
    return record


def history_for(signed: Signed) -> History:
    """How it went from visit to visit, up to this one; nothing where that cannot be read."""
    store: Store = current_app.extensions["store"]
    try:
        with store.reading() as book:
            return history_up_to(book, signed)
    except StoreError as fault:
        log.warning("history for %s not read: %s", signed.id, type(fault).__name__)
        return NO_HISTORY


def draw_now(signed: Signed) -> bytes | None:
    """The paper drawn at opening, and kept; None where it cannot be drawn."""
    from ..exports.press import NoPaper

    try:
        drawn = the_press().draw(record_for_paper(signed), history=history_for(signed))
    except NoPaper as why:
        log.warning("paper %s not drawn: %s", signed.id, why)
        return None
    store: Store = current_app.extensions["store"]
    with store.writing() as book:
        papers.keep_paper(book, signed.id, drawn.pdf, signed.therapist_id)
    return drawn.pdf


def sheet(signed: Signed) -> str:
    """The same paper as a page, for printing from the screen."""
    from ..exports.paper import paper_html

    return paper_html(
        record_for_paper(signed),
        history_for(signed),
        for_screen=True,
        styles=(address("summary.css"),),
        asset=address,
    )
