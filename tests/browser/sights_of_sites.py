"""The pages that change once a clinic has a second site."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.store.access import staff
from kiosk.usecases.add_site import add_site
from kiosk.usecases.change_setting import change_setting
from tests.browser.clinic import Clinic


def site_sights(clinic: Clinic) -> Iterator[tuple[str, str]]:
    """Two sites, one of them with a long name, and what is seen of them."""
    harbour = add_site(clinic.store, "Harbour, beside the old customs house", "setup")
    change_setting(clinic.store, "site_address", "Quay 4, Porthaven", "setup", harbour)
    yield "sites", "/admin/sites"
    yield "a site", f"/admin/sites/{harbour}"
    with clinic.store.reading() as tx:
        mei = next(each for each in staff.everyone(tx) if "therapist" in each.roles).id
    yield "today of a site", "/staff/"
    yield "visits of a site", "/staff/visits"
    yield "tablets of two sites", "/staff/devices"
    yield "where somebody works", f"/admin/staff/{mei}"
    yield "figures of a site", "/admin/figures"
