"""Reading, taking and correcting a record, and founding a clinic, without a web."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.intake.record_json import as_json
from kiosk.store import Missing, Refused, Store, audit, clinics
from kiosk.store.access.staff import Staff
from kiosk.store.audit_events import Event
from kiosk.store.intakes import intakes
from kiosk.store.records import records, standing
from kiosk.usecases.correct_record import correct_as
from kiosk.usecases.read_answers import AsksWhy, MayNotRead
from kiosk.usecases.read_record import mark_read, open_record, read_record, take_visit
from kiosk.usecases.set_up_clinic import NewClinic, set_up_clinic
from tests.builders.clinic import PASSWORD
from tests.builders.records import a_record
from tests.store.house import somebody
from tests.usecases.clinic import Small, small


@pytest.fixture
def house(some_store: Store) -> Small:
    return small(some_store)


@pytest.fixture
def theo(house: Small) -> Staff:
    return somebody(house.store, "Theo", "therapist")


def noted(house: Small, event: Event) -> list[str]:
    with house.store.reading() as tx:
        return [entry.actor for entry in audit.latest(tx, event, 9)]


def test_who_opens_a_record_is_told_who_did_before(house: Small, theo: Staff):
    record_id = house.signed().id
    first = open_record(house.store, theo, record_id)
    again = open_record(house.store, theo, record_id)
    assert (first.before, first.came_before) == (None, 0)
    assert again.before
    assert again.before.actor == theo.id
    assert noted(house, "view") == [theo.id, theo.id]


def test_whoever_needs_no_answers_is_given_none(house: Small):
    dana = somebody(house.store, "Dana", "desk")
    record_id = house.signed().id
    with pytest.raises(MayNotRead):
        read_record(house.store, dana, record_id, "print")
    with pytest.raises(MayNotRead):
        correct_as(house.store, dana, record_id, "phone", "555-0102", "misread")
    assert noted(house, "print") == []


def test_a_visit_is_taken_once_and_another_therapist_says_why(house: Small, theo: Staff):
    record_id = house.signed().id
    assert take_visit(house.store, theo, record_id)
    assert not take_visit(house.store, theo, record_id)
    mei = somebody(house.store, "Mei", "therapist")
    with pytest.raises(AsksWhy):
        take_visit(house.store, mei, record_id, instead_of=theo.id)
    mark_read(house.store, theo, record_id)
    with house.store.reading() as tx:
        assert records.find(tx, record_id).read_by == theo.id


def test_a_correction_stands_for_whoever_may_write_it(house: Small, theo: Staff):
    here, _ = house.starts()
    whole = as_json(replace(a_record(phone="555-0101"), id=here.id, fingerprint=""))
    with house.store.writing() as tx:
        record_id = intakes.sign(tx, here, whole).id
    correct_as(house.store, theo, record_id, "phone", "555-0102", "misread")
    with house.store.reading() as tx:
        assert standing.find(tx, record_id).says["phone"] == "555-0102"


def test_what_is_not_there_is_missing(house: Small, theo: Staff):
    for act in (open_record, mark_read, take_visit):
        with pytest.raises(Missing):
            act(house.store, theo, "no record")


def test_a_clinic_is_founded_with_its_first_admin_or_not_at_all(some_store: Store):
    new = NewClinic("Quiet Room", "en", "Europe/Madrid", "")
    with pytest.raises(Refused) as no:
        set_up_clinic(some_store, new, "Ada", "short")
    assert no.value.field == "password"
    with some_store.reading() as tx:
        assert clinics.the_clinic(tx) is None
    assert "admin" in set_up_clinic(some_store, new, "Ada", PASSWORD).roles
