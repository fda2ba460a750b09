"""A clinic in two places: what stands, and who works, where."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.store import sites
from kiosk.store.sites import FIRST
from kiosk.usecases.add_site import add_site
from kiosk.usecases.change_setting import change_setting
from kiosk.usecases.stand_at_site import give_sites, move_tablet
from tests.walks.clinic import Clinic
from tests.walks.front_desk import id_of
from tests.walks.tablet import Tablet

REACHED = {"site_address": "Quay 4, Porthaven", "site_phone": "555 0177"}


@dataclass(frozen=True)
class Sites:
    """Two sites: the first, called Old Town, and Harbour."""

    clinic: Clinic
    harbour: str

    def tablet(self) -> Tablet:
        """A tablet at Harbour."""
        tablet = Tablet(self.clinic)
        move_tablet(self.clinic.store, tablet.id, self.harbour, "ada")
        return tablet

    def gives(self, name: str, *ids: str) -> None:
        """Somebody works at these."""
        give_sites(self.clinic.store, id_of(self.clinic, name), ids, "ada")

    def names(self) -> list[str]:
        with self.clinic.store.reading() as tx:
            return [site.name for site in sites.in_use(tx)]


def two_sites(clinic: Clinic) -> Sites:
    """The clinic opens a second place, and gives the first a name of its own."""
    harbour = add_site(clinic.store, "Harbour", "ada")
    for key, value in REACHED.items():
        change_setting(clinic.store, key, value, "ada", harbour)
    change_setting(clinic.store, "site_name", "Old Town", "ada", FIRST)
    return Sites(clinic, harbour)
