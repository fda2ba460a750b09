"""Settings: each declared once, checked, told with what it was before, and taken back again."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.clinic import SETTINGS
from kiosk.store import Missing, Refused, Store, audit, clinics
from kiosk.store.clinics import Change, change_told
from kiosk.usecases.change_setting import Changed, change_setting, changes_of, undo_change
from tests.each import for_each
from tests.usecases.clinic import Small, small

OTHER: dict[str, Any] = {
    "name": "Calm Harbour",
    "address": "7 Elm Street",
    "phone": "555-0190",
    "languages": "en",
    "language": "es",
    "country": "US",
    "time_zone": "Asia/Tokyo",
    "paper_size": "Letter",
    "breast_work": True,
    "gentle_release": True,
    "guardian_room_rule": '{"en": "A parent stays in the room."}',
    "majority_age": 19,
    "valid_months": 3,
    "desk_person": '{"en": "Rosa at the front"}',
    "support_list_text": '{"en": "Night line 555-0197"}',
    "questions_off": "work_kind",
    "questions_folded": "-",
    "severities": '{"r_night": ["stop_and_ask", ""]}',
    "accent": "#3a2f7a",
    "mark": "0123456789abcdef01234567.svg",
    "idle_seconds": 60,
    "parked_minutes": 10,
}
"""A value of each setting that a new clinic does not have."""


@pytest.fixture
def house(some_store: Store) -> Small:
    return small(some_store)


def changes(house: Small, *keys: str) -> list[Changed]:
    with house.store.reading() as tx:
        return changes_of(tx, keys)


def told(house: Small) -> list[str]:
    with house.store.reading() as tx:
        return [row.reason for row in audit.latest(tx, "settings", 50)]


def test_every_setting_is_changed_told_and_taken_back(house: Small):
    assert OTHER.keys() == SETTINGS.keys()
    for key, value in OTHER.items():
        before = getattr(house.clinic, key)
        change_setting(house.store, key, value, "ada")
        assert getattr(house.clinic, key) == value, key
        (change,) = changes(house, key)
        assert (change.by, change.before, change.after) == ("ada", before, value), key
        assert change_told(told(house)[0]) == Change(key, before, value)
        assert undo_change(house.store, change.sequence, "mei").key == key
        assert getattr(house.clinic, key) == before, key
        assert [each.by for each in changes(house, key)] == ["mei", "ada"], key
    with house.store.reading() as tx:
        assert audit.verify(tx) is None


def test_what_is_there_already_is_told_no_second_time(house: Small):
    for _ in range(2):
        change_setting(house.store, "phone", "555-0190", "ada")
    assert len(changes(house, "phone")) == 1


def test_only_the_newest_change_of_a_setting_can_be_taken_back(house: Small):
    change_setting(house.store, "phone", "555-0190", "ada")
    change_setting(house.store, "phone", "555-0191", "ada")
    newer, older = changes(house, "phone")
    with pytest.raises(Refused, match="Undo the newer change first"):
        undo_change(house.store, older.sequence, "ada")
    assert house.clinic.phone == "555-0191"
    undo_change(house.store, newer.sequence, "ada")
    undo_change(house.store, older.sequence, "ada")
    assert house.clinic.phone == ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", ""),
        ("name", "a" * 81),
        ("phone", "ask Rosa"),
        ("languages", "es"),
        ("languages", "en,xx"),
        ("languages", "-"),
        ("language", "xx"),
        ("country", "Atlantis"),
        ("time_zone", "Mars/Olympus"),
        ("paper_size", "A5"),
        ("breast_work", ""),
        ("majority_age", 12),
        ("majority_age", 0),
        ("valid_months", 120),
        ("support_list_text", '{"en": "' + "a" * 1001 + '"}'),
        ("accent", "#ffd700"),
        ("accent", "red"),
        ("severities", '{"r_chest_breath": ["caution", "we know better"]}'),
        ("severities", '{"r_night": ["info", ""]}'),
        ("severities", '{"r_nobody": ["info", "why not"]}'),
        ("questions_off", "warning_signs"),
        ("questions_off", "pause_signal,work_kind"),
        ("questions_folded", "full_name"),
        ("idle_seconds", 1),
        ("parked_minutes", 0),
    ],
)
def test_what_will_not_do_is_refused_and_changes_nothing(house: Small, key: str, value: Any):
    before = house.clinic
    with pytest.raises(Refused) as no:
        change_setting(house.store, key, value, "ada")
    assert no.value.field == key
    assert no.value.words
    assert house.clinic == before
    assert changes(house, key) == []


def test_the_clinics_own_language_stays_among_those_offered(house: Small):
    change_setting(house.store, "languages", "en", "ada")
    with pytest.raises(Refused, match="Offer this language"):
        change_setting(house.store, "language", "es", "ada")


def test_undoing_checks_again_what_it_puts_back(house: Small):
    change_setting(house.store, "languages", "en", "ada")
    (change,) = changes(house, "languages")
    undo_change(house.store, change.sequence, "ada")
    change_setting(house.store, "language", "es", "ada")
    change_setting(house.store, "languages", "es", "ada")
    (to_es, *_) = changes(house, "language")
    with pytest.raises(Refused, match="Offer this language"):
        undo_change(house.store, to_es.sequence, "ada")
    assert house.clinic.language == "es"


@for_each(["id", "asks_reason", "key_check", "founded_at", "nothing"])
def test_nothing_else_is_a_setting(key: str):
    assert key not in SETTINGS


def test_what_is_no_setting_or_no_change_is_not_found(house: Small):
    with pytest.raises(Missing):
        change_setting(house.store, "key_check", "x", "ada")
    with house.store.writing() as tx:
        audit.write(tx, "settings", "ada", house.clinic.id, "retention in years: person 5")
        clinics.change(tx, house.clinic.id, "ada", asks_reason=False)
        last = audit.head(tx).sequence
    for sequence in (1, last - 1, last, last + 1):
        with pytest.raises(Missing):
            undo_change(house.store, sequence, "ada")
    assert house.clinic.asks_reason is False
