"""The clinic's own settings, for an admin: which country it is in."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ..languages import countries, is_country
from ..store import clinics
from .checked import Checked, to_put_right
from .frame import Frame, day_in_words, show, staff_frame, tell
from .guard import door, leave, the_clinic, the_store
from .looking import by
from .reasons import typed

clinic_settings = Blueprint("clinic_settings", __name__)

CHOOSE_COUNTRY = "Choose a country."


@dataclass(frozen=True, kw_only=True)
class ClinicPage(Checked):
    """What the clinic's settings are, and what they come to."""

    country: str
    countries: tuple[tuple[str, str], ...]
    today: str
    """Today as the country writes it: the order of day, month and year."""
    done: str


@clinic_settings.get("/admin/clinic")
@door("admin")
def form() -> str:
    """The settings as they stand."""
    return _page({}, _clinic().country)


@clinic_settings.post("/admin/clinic")
@door("admin")
def change() -> ResponseReturnValue:
    """Keep the country; dates stand in its order from the next page on."""
    country, clinic = typed("country"), _clinic()
    if not is_country(country):
        return _page({"country": CHOOSE_COUNTRY}, country), 422
    if clinic.country != country:
        with the_store().writing() as book:
            clinics.change(book, clinic.id, by(), country=country)
    return leave("/admin/clinic?done=yes")


def _clinic() -> clinics.Clinic:
    return the_clinic() or abort(404)


def _page(wrong: dict[str, str], country: str) -> str:
    frame = staff_frame()
    page = ClinicPage(
        title=tell(frame, "Clinic"),
        to_put_right=to_put_right(frame, wrong),
        country=country,
        countries=(("", tell(frame, "Not said yet")), *countries(frame.language)),
        today=_today(frame),
        done=tell(frame, "Saved.") if request.args.get("done") == "yes" else "",
    )
    return show("admin/clinic.html", frame, page=page)


def _today(frame: Frame) -> str:
    with the_store().reading() as book:
        return day_in_words(frame, _clinic().day(book.now))
