"""The clinic's own settings, for an admin: its country, and its list of people to talk to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from ...intake.normal import tidy
from ...languages import N_, countries, format_time, is_country
from ...store import clinics
from ...store.backups import key_sheet, state
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.keeping_lines import advice_on, age_in_words
from ..http.layout import Layout, day_in_words, show, staff_layout
from ..http.page_parts import Choice, choices
from ..http.redirects import leave
from ..http.viewer import actor_id
from ..questions.answer_fields import TOO_LONG

routes = Blueprint("clinic_settings", __name__)

CHOOSE_COUNTRY = N_("Choose a country.")
NO_NUMBER = N_("Write the number of the phone, with digits.")

LONGEST = 1000
"""Letters that the list of people to talk to may have."""


@dataclass(frozen=True, kw_only=True)
class ClinicPage(FormPage):
    """What the clinic's settings are, and what they come to."""

    country: str
    countries: tuple[Choice, ...]
    phone: str
    today: str
    """Today as the country writes it: the order of day, month and year."""
    done: str
    support_list: str
    """People to talk to, as they stand or were typed."""
    seals: bool
    """Whether the clinic has its seal: it is made with the first paper."""
    backups: str
    """When the last good one was made, or what to do."""
    has_sheet: bool
    """Whether somebody has confirmed that the recovery sheet is kept."""


@routes.get("/admin/clinic")
@access("admin")
def form() -> str:
    """The settings as they stand."""
    return _page({}, _clinic().country, _clinic().support_list_text)


@routes.post("/admin/clinic")
@access("admin")
def change() -> ResponseReturnValue:
    """Keep the country, in whose order dates stand from the next page on, and the phone."""
    country, phone, clinic = typed("country"), typed("phone"), _clinic()
    wrong = {} if is_country(country) else {"country": CHOOSE_COUNTRY}
    if phone and not any(sign.isdigit() for sign in phone):
        wrong["phone"] = NO_NUMBER
    if wrong:
        return _page(wrong, country, clinic.support_list_text, phone), 422
    if (clinic.country, clinic.phone) != (country, phone):
        with current.store().writing() as tx:
            clinics.change(tx, clinic.id, actor_id(), country=country, phone=phone)
    return leave(url_for("clinic_settings.form", done="yes"))


@routes.post("/admin/clinic/support-list")
@access("admin")
def change_support_list() -> ResponseReturnValue:
    """Keep the list; clients are asked whether they want it while there is one."""
    said, clinic = tidy(request.form.get("support_list", "")), _clinic()
    if len(said) > LONGEST:
        return _page({"support_list": TOO_LONG}, clinic.country, said), 422
    if clinic.support_list_text != said:
        with current.store().writing() as tx:
            clinics.change(tx, clinic.id, actor_id(), support_list_text=said)
    return leave(url_for("clinic_settings.form", done="yes"))


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


def _page(wrong: dict[str, str], country: str, support_list: str, phone: str | None = None) -> str:
    from ...store.records import seals

    layout = staff_layout()
    with current.store().reading() as tx:
        has_seal = seals.certificate(tx) is not None
        has_sheet = key_sheet.is_confirmed(tx)
    page = ClinicPage(
        title=layout.translate("Clinic"),
        form_errors=form_errors(layout, wrong),
        country=country,
        countries=(
            Choice("", layout.translate("Not said yet")),
            *choices(countries(layout.language)),
        ),
        phone=_clinic().phone if phone is None else phone,
        today=_today(layout),
        done=layout.translate("Saved.") if request.args.get("done") == "yes" else "",
        support_list=support_list,
        seals=has_seal,
        backups=_backups(layout),
        has_sheet=has_sheet,
    )
    return show("admin/clinic_settings.html", layout, page=page)


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


def _today(layout: Layout) -> str:
    with current.store().reading() as tx:
        return day_in_words(layout, _clinic().day(tx.now))
