"""The page of one intake for an admin whose client asks for something: it shows no answer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import field

from flask import abort, url_for

from ...frozen import dataclass
from ...intake.draft import Draft
from ...intake.record import Record
from ...intake.story import CARD
from ...languages import N_, format_time, language_name, translate_count
from ...store import Missing
from ...store.records import client_links, erasures, records
from ...store.records.records import Signed
from ...usecases.erase_person import visits_of
from ...usecases.print_record import record_for_paper
from ..http import current
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, day_in_words, show, staff_layout
from ..http.short_sign import sign_of
from ..http.viewer import names
from .on_hold import is_held, is_restricted

REASONS = ("copy_reason", "erase_reason", "person_reason")

WHY = N_("Say why. It is recorded with your name.")


@dataclass(frozen=True, kw_only=True)
class RequestPage(FormPage):
    """One intake, without what it says."""

    day: str
    about: str
    id: str
    everything: str = ""
    """What is erased with a person: how many visits."""
    held: bool = False
    restricted: bool = False
    correct_url: str = ""
    story_url: str = ""
    """Where the story register has them; empty where they never agreed to it."""
    values: dict[str, str] = field(default_factory=dict)


def found(intake_id: str) -> Signed | None:
    """The record; None where it was erased. 404 where there never was one."""
    with current.store().reading() as tx:
        try:
            return records.find(tx, intake_id)
        except Missing:
            if not erasures.is_erased(tx, intake_id):
                abort(404)
    return None


def request_page(signed: Signed, wrong: dict[str, str]) -> str:
    """One intake with what may be done with it, and what is to be put right first."""
    layout = staff_layout()
    record = record_for_paper(current.store(), signed)
    name = Draft(answers=record.says).short_name
    time = format_time(signed.signed_at, record.time_zone, layout.language)
    with current.store().reading() as tx:
        therapist = names(tx).get(signed.therapist_id, "") or layout.translate("not assigned")
    page = RequestPage(
        title=f"{name} · {time}",
        day=day_in_words(layout, record.visit_day),
        about=f"{therapist} · {language_name(record.language)} · {sign_of(signed.id)}",
        id=signed.id,
        correct_url=url_for("corrections.choose", intake_id=signed.id),
        story_url=_story_url(record),
        everything=_everything(layout, signed.id),
        held=is_held(signed.id),
        restricted=is_restricted(signed.id),
        values={key: typed(key) for key in REASONS},
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/data_request.html", layout, page=page)


def _story_url(record: Record) -> str:
    agreed = any(each.key == CARD and each.answer == "yes" for each in record.agreements)
    return url_for("stories.one", intake_id=record.id) if agreed else ""


def _everything(layout: Layout, intake_id: str) -> str:
    many = 0
    with suppress(Missing), current.store().reading() as tx:
        theirs = client_links.all_of(tx, client_links.client_of(tx, intake_id))
        many = len(visits_of(tx, theirs))
    text = translate_count(
        "Erase everything of this person (%(n)d visit)",
        "Erase everything of this person (%(n)d visits)",
        many,
        layout.language,
    )
    return text % {"n": many}


def torn_page(intake_id: str, wrong: dict[str, str]) -> str:
    """A record that cannot be read: it can be erased, and nothing else."""
    layout = staff_layout()
    page = RequestPage(
        title=layout.translate("Cannot be read"),
        day="",
        about=layout.translate(
            "This record was damaged or changed. A backup may still have it whole."
        ),
        id=intake_id,
        everything=_everything(layout, intake_id),
        held=is_held(intake_id),
        restricted=is_restricted(intake_id),
        values={key: typed(key) for key in REASONS},
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/data_request.html", layout, page=page)


def gone(intake_id: str) -> str:
    """It is erased: nothing is left to ask for."""
    layout: Layout = staff_layout()
    title = layout.translate("This intake is erased.")
    page = RequestPage(title=title, day="", about="", id=intake_id)
    return show("admin/erased.html", layout, page=page)
