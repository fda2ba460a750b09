"""The way to the press: a paper is drawn right after signing, outside every web request."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import current_app

from ..intake.record import Record
from ..intake.record_json import from_json
from ..store import Store, StoreError, papers
from ..store.records import Signed
from .assets import address

if TYPE_CHECKING:
    from ..exports.press import Drawn, NoPaper, Press

log = logging.getLogger("kiosk.paper")


def the_press() -> Press:
    """The press of this web process."""
    press: Press = current_app.extensions["press"]
    return press


def record_from(signed: Signed) -> Record:
    """The record as it was signed."""
    return replace(from_json(signed.record), fingerprint=signed.hash)


def send_to_press(signed: Signed) -> None:
    """Have the paper drawn and kept. Never blocks, and never fails a client."""
    store: Store = current_app.extensions["store"]
    record = record_from(signed)

    def keep(drawn: Drawn | NoPaper) -> None:
        if isinstance(drawn, Exception):
            log.warning("paper %s not drawn: %s", record.id, drawn)
            return
        try:
            with store.writing() as book:
                papers.keep_paper(book, record.id, drawn.pdf)
        except StoreError as fault:
            log.warning("paper %s not kept: %s", record.id, type(fault).__name__)

    the_press().queue(record, keep)


def draw_now(signed: Signed) -> tuple[bytes | None, str]:
    """The paper drawn at opening, and kept; else no bytes and the same sheet as a page to print."""
    from ..exports.paper import paper_html
    from ..exports.press import NoPaper

    record = record_from(signed)
    try:
        drawn = the_press().draw(record)
    except NoPaper as why:
        log.warning("paper %s not drawn: %s", record.id, why)
        return None, paper_html(
            record, for_screen=True, styles=(address("summary.css"),), asset=address
        )
    store: Store = current_app.extensions["store"]
    with store.writing() as book:
        papers.keep_paper(book, record.id, drawn.pdf)
    return drawn.pdf, ""
