"""The clinic's sites: which there are, and another one."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store import Refused, sites
from ...usecases.add_site import add_site
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import show, staff_layout
from ..http.redirects import leave
from ..http.viewer import actor_id

routes = Blueprint("sites", __name__)


@dataclass(frozen=True)
class SiteRow:
    """A site as it is called and reached."""

    name: str
    reached: str
    retired: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class SitesPage(FormPage):
    """All sites, and a form for another."""

    rows: tuple[SiteRow, ...]
    site_name: str
    """As it was typed."""


@routes.get("/admin/sites")
@access("admin")
def every() -> str:
    """The sites there are."""
    return _page({})


@routes.post("/admin/sites")
@access("admin")
def add() -> ResponseReturnValue:
    """Another site. Its address and phone are set on its own page, which opens."""
    try:
        site_id = add_site(current.store(), typed("site_name"), actor_id())
    except Refused as no:
        return _page({no.field: no.words}), 422
    return leave(url_for("setting_form.site", site_id=site_id))


def _page(wrong: dict[str, str]) -> str:
    layout = staff_layout()
    with current.store().reading() as tx:
        found = sites.every(tx)
    page = SitesPage(
        title=layout.translate(N_("Sites")),
        form_errors=form_errors(layout, wrong),
        rows=tuple(_row(site) for site in found),
        site_name=request.form.get("site_name", ""),
    )
    return show("admin/sites.html", layout, page=page)


def _row(site: sites.Site) -> SiteRow:
    reached = " · ".join(filter(None, (site.address, site.phone)))
    url = url_for("setting_form.site", site_id=site.id)
    return SiteRow(site.name, reached, not site.is_open, url)
