"""What is written where a clinic has several sites."""

from __future__ import annotations

from kiosk.usecases import add_site, go_to_site, stand_at_site
from tests.faults.acts import Do, mei, writes
from tests.usecases.clinic import Small


def harbour(house: Small) -> str:
    return add_site.add_site(house.store, "Harbour", "ada")


@writes(add_site.add_site)
def adds_a_site(house: Small) -> Do:
    return lambda: harbour(house)


@writes(go_to_site.go_to_site)
def goes_to_a_site(house: Small) -> Do:
    who, this = mei(house), harbour(house)
    return lambda: go_to_site.go_to_site(house.store, who.id, this)


@writes(stand_at_site.move_tablet)
def moves_a_tablet(house: Small) -> Do:
    this = harbour(house)
    return lambda: stand_at_site.move_tablet(house.store, house.tablet.id, this, "ada")


@writes(stand_at_site.give_sites)
def gives_somebody_their_sites(house: Small) -> Do:
    who, this = mei(house), harbour(house)
    return lambda: stand_at_site.give_sites(house.store, who.id, [this], "ada")
