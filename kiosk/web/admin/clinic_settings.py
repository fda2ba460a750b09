"""The clinic: its settings by group, its seal, and what else an admin sees to."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, url_for

from ...clinic import GROUPS
from ...frozen import dataclass
from ...languages import format_time
from ...store import clinics
from ...store.backups import key_sheet, state
from ...usecases.change_setting import holder
from ...usecases.review_texts import last_review
from ..http import current
from ..http.access import access
from ..http.keeping_lines import advice_on, age_in_words
from ..http.layout import Layout, Page, day_in_words, show, staff_layout
from .review_words import parts_in_words, review_in_words
from .setting_page import group_page

routes = Blueprint("clinic_settings", __name__)


@dataclass(frozen=True)
class GroupRow:
    """A group of settings, and where it is."""

    title: str
    about: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ClinicPage(Page):
    """The groups, and what else is the clinic's own."""

    groups: tuple[GroupRow, ...]
    seals: bool
    """Whether the clinic has its seal: it is made with the first paper."""
    backups: str
    """When the last good one was made, or what to do."""
    has_sheet: bool
    """Whether somebody has confirmed that the recovery sheet is kept."""
    founded: str
    """Since when the clinic is here."""
    review: str
    """Which clinician has read the rules, agreements and safety texts, or that nobody has."""
    changed: str
    """Which parts of them have changed since; empty where none has."""


@routes.get("/admin/clinic")
@access("admin")
def form() -> str:
    """What can be set, and how the clinic is kept."""
    from ...store.records import seals

    layout, clinic = staff_layout(), _clinic()
    with current.store().reading() as tx:
        has_seal = seals.certificate(tx) is not None
        has_sheet = key_sheet.is_confirmed(tx)
        founded = day_in_words(layout, clinic.day(clinics.founded_at(tx)))
        reviewed = last_review(tx, clinic)
    page = ClinicPage(
        title=layout.translate("Clinic"),
        groups=tuple(_rows(layout)),
        seals=has_seal,
        backups=_backups(layout),
        has_sheet=has_sheet,
        founded=layout.translate("Set up on %(day)s.", {"day": founded}),
        review=review_in_words(clinic, layout, reviewed),
        changed=parts_in_words(layout, reviewed),
    )
    return show("admin/clinic_settings.html", layout, page=page)


@routes.get("/admin/clinic/<group_key>")
@access("admin")
def group(group_key: str) -> str:
    """The settings of a group, as they stand."""
    found = next((each for each in GROUPS if each.key == group_key), None) or abort(404)
    with current.store().reading() as tx:
        mine = holder(tx)
    return group_page(found, mine)


@routes.get("/admin/clinic/certificate")
@access("admin")
def certificate() -> Response:
    """The certificate of the clinic's seal. 404 before the first paper was sealed."""
    from ...store.records import seals

    with current.store().reading() as tx:
        found = seals.certificate(tx) or abort(404)
    response = Response(seals.as_text(found), mimetype="application/x-pem-file")
    response.headers["Content-Disposition"] = 'attachment; filename="clinic-seal.pem"'
    return response


def _clinic() -> clinics.Clinic:
    return current.clinic() or abort(404)


def _rows(layout: Layout) -> Iterator[GroupRow]:
    for each in GROUPS:
        url = url_for("clinic_settings.group", group_key=each.key)
        yield GroupRow(layout.translate(each.title), layout.translate(each.about), url)


def _backups(layout: Layout) -> str:
    kept = current_app.config["BACKUPS"]
    with current.store().reading() as tx:
        found = state.look(tx)
    if kept == "off":
        return layout.translate("The demo is not backed up.")
    if found.made_at is None or found.level != "well":
        advice = layout.translate(advice_on(found, kept))
        return f"{age_in_words(found, layout)} {advice}"
    clinic = _clinic()
    values = {
        "day": day_in_words(layout, clinic.day(found.made_at)),
        "time": format_time(found.made_at, clinic.time_zone, layout.language),
        "name": found.name,
    }
    return layout.translate(
        "The last good backup was made on %(day)s at %(time)s: %(name)s.", values
    )
