"""What is written about visits and whose they are, and about what is kept of a person."""

from __future__ import annotations

from datetime import date

from kiosk.exports.calendar_reading import read_calendar as reading
from kiosk.exports.table_reading import read_table
from kiosk.store.intakes.planned_visits import Visit
from kiosk.store.records import holds
from kiosk.store.records.retention import Rules
from kiosk.usecases import (
    erase_person,
    erase_record,
    fetch_calendar,
    identify_client,
    join_clients,
    look_for_client,
    name_therapist,
    plan_visit,
    read_calendar,
    restrict_client,
    retain,
)
from tests.exports.test_calendar import calendar
from tests.faults.acts import MARA, Do, mei, signs, within, writes
from tests.usecases.clinic import Small

NEXT_DAY = date(2026, 3, 11)


def planned(house: Small, day: date | None = None) -> Visit:
    return plan_visit.plan_visit(house.store, house.clinic, "10:30", "", MARA, "desk", day)[0]


@writes(plan_visit.plan_visit, again="audit")
def plans(house: Small) -> Do:
    return lambda: planned(house)


@writes(plan_visit.move_visit, again="audit")
def moves(house: Small) -> Do:
    this = planned(house).id
    said = (this, NEXT_DAY, "16:15", "desk")
    return lambda: plan_visit.move_visit(house.store, house.clinic, *said)


@writes(plan_visit.copy_to_next_week, again="audit")
def copies(house: Small) -> Do:
    this = planned(house).id
    return lambda: plan_visit.copy_to_next_week(house.store, house.clinic, this, "desk")


@writes(plan_visit.plan_child, again="audit")
def plans_a_child(house: Small) -> Do:
    this, child = planned(house).id, {"full_name": "Ada Quill", "birth_date": "2019-04-05"}
    return lambda: plan_visit.plan_child(house.store, house.clinic, this, child, "desk")


@writes(plan_visit.new_code, again="audit")
def gives_another_code(house: Small) -> Do:
    this = planned(house).id
    return lambda: plan_visit.new_code(house.store, this, "desk")


@writes(plan_visit.take_off_list)
def takes_off_the_list(house: Small) -> Do:
    this = planned(house).id
    return lambda: plan_visit.take_off_list(house.store, this, "desk")


@writes(identify_client.say_who_comes, again="audit")
def says_who_comes(house: Small) -> Do:
    client, this = signs(house, full_name="Ann Alder"), planned(house).id
    return lambda: identify_client.say_who_comes(house.store, this, client, "desk")


@writes(identify_client.undo)
def takes_it_back(house: Small) -> Do:
    signs(house, **MARA)
    this = planned(house)
    return lambda: identify_client.undo(house.store, this.id, "desk")


@writes(look_for_client.look_for, again="audit")
def looks_for_a_name(house: Small) -> Do:
    this, name = planned(house).id, look_for_client.Search("Quill")
    is_planned = look_for_client.is_planned
    return lambda: look_for_client.look_for(house.store, is_planned, this, name, "desk")


@writes(join_clients.join_clients)
def joins(house: Small) -> Do:
    one, other = signs(house), signs(house)
    return within(house.store, join_clients.join_clients, one, other, "desk")


@writes(join_clients.part_clients)
def parts(house: Small) -> Do:
    one, other = signs(house), signs(house)
    within(house.store, join_clients.join_clients, one, other, "desk")()
    return within(house.store, join_clients.part_clients, one, "desk")


@writes(restrict_client.restrict_client)
def restricts(house: Small) -> Do:
    this, said = signs(house, **MARA), ("mei", "they asked for it")
    planned(house)
    return within(house.store, restrict_client.restrict_client, this, *said)


@writes(restrict_client.lift_restriction)
def lifts_the_restriction(house: Small) -> Do:
    this, said = signs(house, **MARA), ("mei", "they asked for it")
    within(house.store, restrict_client.restrict_client, this, *said)()
    return within(house.store, restrict_client.lift_restriction, this, *said)


@writes(holds.place)
def holds_what_would_be_erased(house: Small) -> Do:
    return within(house.store, holds.place, signs(house), "record", "mei", "a court asks")


@writes(retain.choose_rules, again="audit")
def chooses_how_long_to_keep(house: Small) -> Do:
    signs(house)
    return lambda: retain.choose_rules(house.store, Rules(person=10), "mei")


@writes(erase_person.erase_person)
def erases_a_person(house: Small) -> Do:
    this = signs(house, **MARA)
    planned(house)
    return within(house.store, erase_person.erase_person, this, "mei", "they asked for it")


@writes(erase_record.erase_record)
def erases_a_record(house: Small) -> Do:
    this = signs(house)
    return within(house.store, erase_record.erase_record, this, "mei", "a slip")


CALENDAR = calendar(
    "UID:1\nSUMMARY:Ana Ruiz\nDTSTART:20260310T153000",
    "UID:2\nSUMMARY:Bo\nDTSTART:20260311T093000",
)


@writes(fetch_calendar.fetch_calendar)
def fetches_the_calendar(house: Small) -> Do:
    readers = (reading, read_table, "dana")
    return lambda: fetch_calendar.fetch_calendar(
        house.store, house.clinic, lambda: CALENDAR, *readers
    )


@writes(name_therapist.take_named_therapist, again="audit")
def takes_the_therapist_of_the_calendar(house: Small) -> Do:
    mei(house)
    named = calendar("UID:9\nSUMMARY:Ana Ruiz with Mei Tanaka\nDTSTART:20260310T093000")
    came = read_calendar.read_calendar(
        house.store, house.clinic, named, reading, read_table, "dana"
    )
    this = came.new[0].id
    return lambda: name_therapist.take_named_therapist(house.store, this, "dana")


@writes(read_calendar.read_calendar)
def reads_the_calendar(house: Small) -> Do:
    return lambda: read_calendar.read_calendar(
        house.store, house.clinic, CALENDAR, reading, read_table, "dana"
    )
