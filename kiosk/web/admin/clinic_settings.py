"""The clinic's own settings, for an admin: its country, and its list of people to talk to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ...intake.normal import tidy
from ...languages import countries, is_country
from ...store import clinics
from ..http.access import door, leave, the_clinic, the_store
from ..http.form_page import Checked, to_put_right
from ..http.form_text import typed
from ..http.layout import Frame, day_in_words, show, staff_frame, tell
from ..http.viewer import by
from ..questions.answer_fields import TOO_LONG

clinic_settings = Blueprint("clinic_settings", __name__)

CHOOSE_COUNTRY = "Choose a country."

LONGEST = 1000
"""Letters that the list of people to talk to may have."""


@dataclass(frozen=True, kw_only=True)
class ClinicPage(Checked):
    """What the clinic's settings are, and what they come to."""

    country: str
    countries: tuple[tuple[str, str], ...]
    today: str
    """Today as the country writes it: the order of day, month and year."""
    done: str
    support_list: str
    """People to talk to, as they stand or were typed."""


@clinic_settings.get("/admin/clinic")
@door("admin")
def form() -> str:
    """The settings as they stand."""
    return _page({}, _clinic().country, _clinic().support_list_text)


@clinic_settings.post("/admin/clinic")
@door("admin")
def change() -> ResponseReturnValue:
    """Keep the country; dates stand in its order from the next page on."""
    country, clinic = typed("country"), _clinic()
    if not is_country(country):
        return _page({"country": CHOOSE_COUNTRY}, country, clinic.support_list_text), 422
    if clinic.country != country:
        with the_store().writing() as book:
            clinics.change(book, clinic.id, by(), country=country)
    return leave("/admin/clinic?done=yes")


@clinic_settings.post("/admin/clinic/support-list")
@door("admin")
def change_support_list() -> ResponseReturnValue:
    """Keep the list; clients are asked whether they want it while there is one."""
    said, clinic = tidy(request.form.get("support_list", "")), _clinic()
    if len(said) > LONGEST:
        return _page({"support_list": TOO_LONG}, clinic.country, said), 422
    if clinic.support_list_text != said:
        with the_store().writing() as book:
            clinics.change(book, clinic.id, by(), support_list_text=said)
    return leave("/admin/clinic?done=yes")


def _clinic() -> clinics.Clinic:
    return the_clinic() or abort(404)


def _page(wrong: dict[str, str], country: str, support_list: str) -> str:
    frame = staff_frame()
    page = ClinicPage(
        title=tell(frame, "Clinic"),
        to_put_right=to_put_right(frame, wrong),
        country=country,
        countries=(("", tell(frame, "Not said yet")), *countries(frame.language)),
        today=_today(frame),
        done=tell(frame, "Saved.") if request.args.get("done") == "yes" else "",
        support_list=support_list,
    )
    return show("admin/clinic_settings.html", frame, page=page)


def _today(frame: Frame) -> str:
    with the_store().reading() as book:
        return day_in_words(frame, _clinic().day(book.now))
