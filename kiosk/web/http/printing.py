"""The way to the press: papers are drawn outside every web request, and opened when there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import current_app, url_for

from ...intake.issue import LOOK, Issue
from ...store import Unreadable
from ...store.records import owed, papers
from ...store.records.records import Signed
from ...usecases.print_record import history_for, next_issue, record_for_paper
from . import current
from .static_files import address

if TYPE_CHECKING:
    from ...exports.carried_seals import LookedAt
    from ...exports.press import Press
    from ...usecases.print_owed import Printing


def the_press() -> Press:
    """The press of this web process."""
    press: Press = current_app.extensions["press"]
    return press


def the_printing() -> Printing:
    """What draws the papers that are owed."""
    printing: Printing = current_app.extensions["printing"]
    return printing


def look_in_press(of: tuple[bytes, bytes]) -> LookedAt:
    """What seals a file carries, beside a certificate: looked at under the press's limits.

    Raises NoPaper where the press cannot.
    """
    from ...exports.carried_seals import look_at

    return the_press().make(look_at, of)


def send_to_press(record_id: str = "") -> None:
    """A paper is owed: have it drawn soon. Never blocks, and never fails a client."""
    the_printing().ring(record_id)


def paper_in_time(record_id: str) -> bytes | None:
    """The paper, drawn now where it is not there yet; None where that takes too long or fails.

    One that was given up is not waited for: it is tried again when somebody asks.
    """
    kept, waits = _kept(record_id)
    if kept or not waits:
        return kept
    the_printing().wait_for(record_id)
    return _kept(record_id)[0]


def _kept(record_id: str) -> tuple[bytes | None, bool]:
    """The paper, and whether it is worth waiting for. One that does not open is drawn anew."""
    try:
        with current.store().reading() as tx:
            return papers.paper_of(tx, record_id), not owed.reason(tx, record_id)
    except Unreadable:
        with current.store().writing() as tx:
            papers.owe_anew(tx, record_id)
        return None, True


def on_screen(name: str) -> str:
    """Where a browser finds what a paper asks for: a file of ours, or the clinic's own mark."""
    kept = name.removeprefix(LOOK)
    return address(name) if kept == name else url_for("look.picture", name=kept)


def _next(signed: Signed) -> Issue:
    with current.store().reading() as tx:
        return next_issue(tx, signed)


def sheet(signed: Signed) -> str:
    """The same paper as a page, for printing from the screen. It has no number: it is not kept."""
    from ...exports.paper.html import paper_html

    return paper_html(
        record_for_paper(current.store(), signed),
        history_for(current.store(), signed),
        issue=replace(_next(signed), number=0),
        size=the_press().size(),
        for_screen=True,
        styles=(address("summary.css"),),
        asset=on_screen,
    )
