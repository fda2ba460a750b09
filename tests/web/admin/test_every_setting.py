"""Every setting that is declared: changed on its page, seen in each place it names, and undone.

The list is that of the declarations, so none can be left out: a new setting needs a line here, and
a new place a look in ``places``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.clinic import OFFERED, SETTINGS
from kiosk.settings import Settings
from kiosk.usecases.change_setting import change_setting
from kiosk.usecases.paper_size import paper_size
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of, plans
from tests.web.admin.places import PLACES, Round
from tests.web.admin.test_look import LEAF, HerePress, sends
from tests.web.visits import BrokenPress, posts

EVERY = {**SETTINGS, **OFFERED}

CHANGES: dict[str, dict[str, Any]] = {
    "name": {"name": "Calm Harbour"},
    "address": {"address": "7 Elm Street"},
    "phone": {"phone": "555-0190"},
    "languages": {"languages": ["en"]},
    "language": {"language": "es"},
    "country": {"country": "US"},
    "time_zone": {"time_zone": "Asia/Tokyo"},
    "paper_size": {"paper_size": "Letter"},
    "breast_work": {"breast_work": "yes"},
    "gentle_release": {"gentle_release": "yes"},
    "guardian_room_rule": {"guardian_room_rule-en": "A parent stays in the room."},
    "severities": {"severity": "stop_and_ask"},
    "questions_off": {"questions_off": []},
    "questions_folded": {"questions_folded": ["work_kind"]},
    "majority_age": {"majority_age": "19"},
    "valid_months": {"valid_months": "3"},
    "desk_person": {"desk_person-en": "Rosa at the front"},
    "support_list_text": {"support_list_text-en": ""},
    "accent": {"accent": "#3a2f7a"},
    "mark": {},
    "idle_seconds": {"idle_seconds": "60"},
    "parked_minutes": {"parked_minutes": "10"},
    "working_name": {"working_name": "Mei T. at work"},
    "pressures": {"pressures": ["p2_light"]},
    "trained_for": {"trained_for": "Massage in pregnancy"},
    "speaks": {"speaks": ["es"]},
    "release_since": {"release_since": "2026-03-01"},
    "release_until": {"release_until": "2026-03-09"},
}
"""What an admin types or chooses, by setting."""

BEFORE: dict[str, dict[str, Any]] = {
    "gentle_release": {"release_since": "2026-01-01"},
    "release_since": {"gentle_release": True},
    "release_until": {"gentle_release": True, "release_since": "2026-01-01"},
}
"""What else must be set for it to show."""


class OwnPress(BrokenPress):
    """It draws nothing, but knows the size of the paper."""

    def __init__(self, clinic: Clinic) -> None:
        super().__init__()
        self.size = lambda: paper_size(clinic.store, Settings())


@pytest.fixture
def here(clinic: Clinic) -> Iterator[Round]:
    """A clinic late in the afternoon: somewhere it is tomorrow already."""
    clinic.clock.goes_on(hours=7)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(clinic.app.extensions, "press", OwnPress(clinic))
        yield Round(clinic)


def address(clinic: Clinic, key: str) -> str:
    if key in OFFERED:
        return f"/admin/staff/{id_of(clinic, 'Mei Tanaka')}/offers/{key}"
    return f"/admin/clinic/setting/{key}"


def changes(clinic: Clinic, key: str) -> int:
    """An admin changes it where it is changed; how that was answered."""
    ada = Staff(clinic).signs_in("Ada Books")
    ada.opens(address(clinic, key))
    if key == "mark":
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(clinic.app.extensions, "press", HerePress())
            return sends(ada, LEAF).status_code
    if key == "severities":
        return posts(ada, "/admin/clinic/rules/r_bone", **CHANGES[key]).status_code
    return posts(ada, address(clinic, key), **CHANGES[key]).status_code


def undoes(clinic: Clinic, key: str) -> int:
    ada = Staff(clinic).signs_in("Ada Books")
    page = ada.opens(address(clinic, key))
    [newest, *_] = page.tree.xpath("//*[@id='changes']//button/@value")
    return posts(ada, "/admin/clinic/undo", change=newest).status_code


def test_every_setting_that_is_declared_is_tried():
    assert not EVERY.keys() ^ CHANGES.keys(), (
        f"{sorted(EVERY.keys() ^ CHANGES.keys())}: give each setting a line in CHANGES."
    )
    places = {place for setting in EVERY.values() for place in setting.shows}
    assert places == PLACES.keys(), (
        f"{sorted(places ^ PLACES.keys())}: say in places.py how each place is looked at."
    )


@pytest.mark.parametrize("some", [tuple(EVERY)[n::4] for n in range(4)], ids="1234")
def test_every_setting_is_changed_seen_wherever_it_says_and_undone(
    here: Round, some: tuple[str, ...]
):
    plans(here.mei)
    wrong = [words for key in some for words in _tried(here, key)]
    assert not wrong, "\n".join(wrong)


def _tried(here: Round, key: str) -> Iterator[str]:
    about = id_of(here.clinic, "Mei Tanaka")
    for other, value in BEFORE.get(key, {}).items():
        change_setting(here.clinic.store, other, value, "ada", about if other in OFFERED else "")
    shows = EVERY[key].shows
    before = {place: PLACES[place](here) for place in shows}
    assert changes(here.clinic, key) == 303, key
    after = {place: PLACES[place](here) for place in shows}
    assert undoes(here.clinic, key) == 303, key
    for place in shows:
        if before[place] == after[place]:
            yield f"{key}: nothing of it shows in {place!r}"
        elif before[place] != (now := PLACES[place](here)):
            yield f"{key}: {place!r} is not as it was: {_other(before[place], now)}"


def _other(before: str, now: str) -> str:
    """The words that one has more often than the other."""
    was, is_now = Counter(before.split()), Counter(now.split())
    return f"{sorted((was - is_now).elements())} is now {sorted((is_now - was).elements())}"
