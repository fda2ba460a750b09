"""What Today says of how things are kept: backups that are late, a recovery sheet nobody has."""

from __future__ import annotations

from collections.abc import Iterator

from flask import current_app, url_for

from ...frozen import dataclass
from ...languages import N_
from ...store import Transaction
from ...store.backups import key_sheet, state
from ...store.backups.state import State
from ...store.records import retention
from ...usecases.hear_clients import how_many_new
from ...usecases.take_first_steps import are_reminded
from .layout import Layout
from .page_parts import Link
from .viewer import Viewer, me

NAME_ONE = N_("Name a folder for them in KIOSK_BACKUP, best on another disk.")
ASK = N_("Please tell whoever runs this kiosk.")
LOOK = N_("Run python -m kiosk backup: it says what is in the way.")
ADVICE = {
    "full": N_("The disk of the backups is full: make room there. Those that are there stay."),
    "folder": N_("Their folder cannot be written to: see that its disk is there and has room."),
    "tools": N_("PostgreSQL's client tools are not installed on this machine."),
    "damaged": N_("Something that is kept is damaged: run python -m kiosk doctor."),
}
"""What an admin does, by the word that is kept."""


@dataclass(frozen=True)
class KeepingLine:
    """One thing to see to."""

    id: str
    tone: str
    """Empty, late or too_late."""
    text: str
    advice: str
    leads: Link | None = None


def keeping_lines(tx: Transaction, who: Viewer) -> tuple[KeepingLine, ...]:
    """What somebody has to see to; nothing in the demo, where everybody is invented."""
    kept = current_app.config["BACKUPS"]
    is_admin = "admin" in who.layout.roles
    own = () if kept == "off" else tuple(_lines(tx, who.layout, kept, is_admin))
    return (*_heard(tx, who), *own)


def _heard(tx: Transaction, who: Viewer) -> Iterator[KeepingLine]:
    """That clients said how it was: a waiting room may read this, and nothing of what they said."""
    if many := how_many_new(tx, me(), who.clinic.day(tx.now)):
        words = who.layout.translate_count(
            "%(count)d client has said how it was.",
            "%(count)d clients have said how it was.",
            many,
        )
        leads = Link(url_for("reflections.inbox"), who.layout.translate("After visits"))
        yield KeepingLine("reflections", "", words, "", leads)


def _lines(tx: Transaction, layout: Layout, kept: str, is_admin: bool) -> Iterator[KeepingLine]:
    if is_admin and are_reminded(tx):
        yield KeepingLine(
            "first-steps",
            "",
            layout.translate("The clinic is new."),
            layout.translate("A few things should be there before the first client comes."),
            Link(url_for("first_run.steps"), layout.translate("First steps")),
        )
    found = state.look(tx)
    if found.level != "well" or (is_admin and _has_no_folder(found, kept)):
        advice = advice_on(found, kept) if is_admin else ASK
        tone = "" if found.level == "well" else found.level
        yield KeepingLine("backups", tone, age_in_words(found, layout), layout.translate(advice))
    if is_admin and not key_sheet.is_confirmed(tx):
        yield KeepingLine(
            "key-sheet",
            "",
            layout.translate("Nobody has confirmed yet that the recovery sheet is kept."),
            layout.translate("Without it, no backup can ever be opened on another machine."),
            Link(url_for("recovery_sheet.form"), layout.translate("The recovery sheet")),
        )
    if is_admin and (many := retention.how_many_listed(tx)):
        yield _leaving(layout, many)


def _leaving(layout: Layout, many: int) -> KeepingLine:
    return KeepingLine(
        "leaving",
        "",
        layout.translate_count(
            "%(count)d thing is listed to be erased, because the clinic keeps it no longer.",
            "%(count)d things are listed to be erased, because the clinic keeps them no longer.",
            many,
        ),
        "",
        Link(url_for("retention_rules.form"), layout.translate("How long things are kept")),
    )


def age_in_words(found: State, layout: Layout) -> str:
    """How old the last good backup is."""
    if found.made_at is None:
        return layout.translate("There is no backup yet.")
    return layout.translate_count(
        "The last good backup is %(count)d day old.",
        "The last good backup is %(count)d days old.",
        found.days,
    )


def advice_on(found: State, kept: str) -> str:
    """What to do about it, for an admin."""
    return NAME_ONE if _has_no_folder(found, kept) else ADVICE.get(found.why, LOOK)


def _has_no_folder(found: State, kept: str) -> bool:
    """Whether nobody has said where backups go; another host or a timer may know."""
    return kept == "unnamed" and found.made_at is None
