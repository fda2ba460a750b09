"""The kiosk's health for an admin: each thing is well, or a sentence says what to do."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...usecases.check_health import look_at_all
from ..http import current
from ..http.access import access
from ..http.layout import show, staff_layout
from ..http.printing import the_press

routes = Blueprint("health_page", __name__)


@dataclass(frozen=True)
class HealthRow:
    """One thing, whether it is well, and what to do where it is not."""

    what: str
    well: bool
    mend: str


@dataclass(frozen=True)
class HealthPage:
    """All of them, what is not well first."""

    title: str
    rows: tuple[HealthRow, ...]


@routes.get("/admin/health")
@access("admin")
def show_health() -> ResponseReturnValue:
    """What is quick to look at; the doctor on the command line looks more closely."""
    layout = staff_layout()
    found = look_at_all(current.store(), current.settings(), the_press().ready())
    rows = (
        HealthRow(layout.translate(each.what), each.well, layout.translate(each.mend))
        for each in found
    )
    page = HealthPage(
        layout.translate("Health of the kiosk"), tuple(sorted(rows, key=lambda row: row.well))
    )
    return show("admin/health.html", layout, page=page)
