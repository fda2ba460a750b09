"""The papers of a record, as a list beside it: each with its number, when, why, and its bytes."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import url_for

from ...frozen import dataclass
from ...languages import N_, format_day, format_time, with_commas, with_semicolons
from ...store import Transaction
from ...store.records import papers
from ...store.records.papers import Kept
from ..http.layout import Layout
from ..http.page_parts import Link

BECAUSE = {
    "signed": N_("drawn at signing"),
    "correction": N_("an answer was put right"),
    "withdrawal": N_("an agreement was taken back"),
    "areas": N_("private areas were chosen anew"),
    "torn": N_("the one before could not be opened"),
    "therapist": N_("another therapist"),
    "visits": N_("other visits of this client changed"),
}
"""Why a paper was drawn, by the word that is kept."""


@dataclass(frozen=True)
class PaperRow:
    """One paper of a record."""

    paper: Link
    """Where its bytes are, as they were handed out; its address is empty where they were erased."""
    words: str
    """When and why it was drawn."""
    superseded: bool


@dataclass(frozen=True)
class Papers:
    """What a record's page says of its papers."""

    rows: tuple[PaperRow, ...]
    """The newest first."""
    unprinted: str
    """The words that could not be printed on the newest; empty where all could."""


def papers_beside(tx: Transaction, record_id: str, time_zone: str, layout: Layout) -> Papers:
    """The papers of this record, for whoever has opened it."""
    kept = papers.all_of(tx, record_id)
    lost = papers.unreadable_in(tx, [record_id]).get(record_id, ())
    unprinted = with_semicolons(lost, layout.language)
    words = layout.translate("These words could not be printed. Read them on the screen:")
    return Papers(
        tuple(_row(each, record_id, time_zone, layout) for each in reversed(kept)),
        f"{words} {unprinted}" if unprinted else "",
    )


def _row(kept: Kept, record_id: str, time_zone: str, layout: Layout) -> PaperRow:
    url = url_for("record.numbered_paper", intake_id=record_id, number=kept.number)
    name = layout.translate("Paper %(number)d", {"number": kept.number})
    day = format_day(kept.drawn_at.astimezone(ZoneInfo(time_zone)).date(), layout.language)
    time = format_time(kept.drawn_at, time_zone, layout.language)
    words = [with_commas((day, time), layout.language), layout.translate(BECAUSE[kept.because])]
    if not kept.opens:
        words.append(layout.translate("erased with another visit"))
    elif not kept.sealed:
        words.append(layout.translate("without the clinic's seal"))
    return PaperRow(Link(url if kept.opens else "", name), " · ".join(words), kept.superseded)
