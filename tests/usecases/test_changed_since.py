"""Whoever reads by increments misses nothing that an export says otherwise since."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from kiosk.store.records import records
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.export_records import export_records
from kiosk.usecases.exported_visits import Exporter, Wanted
from kiosk.usecases.join_clients import join_clients, part_clients
from kiosk.usecases.restrict_client import lift_restriction, restrict_client
from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of, plans
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import Tablet
from tests.web.visits import signs


def changed(clinic: Clinic) -> set[str]:
    """The visits that changed since 15 March, five days after they were signed."""
    wanted = Wanted(
        date(2025, 1, 1),
        date(2026, 12, 31),
        "jsonl",
        "a look",
        changed_since=date(2026, 3, 15),
    )
    file = export_records(clinic.store, wanted, Exporter("script"))
    return {json.loads(line)["id"] for line in b"".join(file.pieces).splitlines()}


def reads(clinic: Clinic, one: str, other: str) -> None:
    with clinic.store.writing() as tx:
        records.mark_read(tx, one, "mei")


def takes(clinic: Clinic, one: str, other: str) -> None:
    with clinic.store.writing() as tx:
        records.assign(tx, one, id_of(clinic, "Mei Tanaka"))


def joins(clinic: Clinic, one: str, other: str) -> None:
    with clinic.store.writing() as tx:
        join_clients(tx, one, other, "mei")


@pytest.mark.parametrize(("does", "both"), [(reads, False), (takes, False), (joins, True)])
def test_what_stands_beside_a_record_counts_as_well(
    clinic: Clinic, does: Callable[[Clinic, str, str], None], both: bool
):
    one, other = signs(clinic, "Ana Ruiz"), signs(clinic, "Ana Ruiz")
    signs(clinic, "Hal Brook")
    clinic.clock.goes_on(days=10)
    assert changed(clinic) == set()
    does(clinic, one, other)
    assert changed(clinic) == ({one, other} if both else {one})


def test_so_does_who_is_parted(clinic: Clinic):
    one, other = signs(clinic, "Ana Ruiz"), signs(clinic, "Ana Ruiz")
    joins(clinic, one, other)
    clinic.clock.goes_on(days=10)
    with clinic.store.writing() as tx:
        part_clients(tx, one, "mei")
    assert {one, other} <= changed(clinic)


def test_what_nobody_was_given_while_it_was_restricted_is_given_once_that_is_lifted(clinic: Clinic):
    one = signs(clinic, "Ana Ruiz")
    with clinic.store.writing() as tx:
        restrict_client(tx, one, "mei", "asked to")
    clinic.clock.goes_on(days=10)
    with clinic.store.writing() as tx:
        lift_restriction(tx, one, "mei", "asked to")
    assert changed(clinic) == {one}


def test_a_correction_of_an_earlier_visit_reaches_the_one_that_carried_the_answer(clinic: Clinic):
    tablet = Tablet(clinic)
    first = was_here(clinic, {**last_visit_of(ATHLETE), "allergies": ["none"]})
    dana = Staff(clinic).signs_in("Dana Desk")
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    tablet.walks(ATHLETE.answers)
    clinic.clock.goes_on(days=10)
    assert changed(clinic) == set()
    with clinic.store.writing() as tx:
        correct_record(tx, first, "allergies", ["latex"], "by letter", "theo")
    assert changed(clinic) == {first, tablet.intake_id}


def test_whoever_is_counted_anew_since_an_earlier_visit_was_erased_is_given(clinic: Clinic):
    first, second, third = (signs(clinic, "Ana Ruiz") for _ in range(3))
    joins(clinic, second, first)
    joins(clinic, third, first)
    clinic.clock.goes_on(days=10)
    with clinic.store.writing() as tx:
        erase_record(tx, second, "admin", "asked to")
    assert third in changed(clinic)
    told = [(row.subject, row.actor) for row in clinic.audit("follow")]
    assert told == [(third, "admin")], "the first is still the first"
