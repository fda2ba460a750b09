"""What is written while clients walk, and for them: intakes, calls, papers to print."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.intake.draft import Draft
from kiosk.store.access import stations, tablets
from kiosk.store.access.staff import Staff
from kiosk.store.intakes import calls, intakes
from kiosk.store.records import print_jobs
from kiosk.usecases import (
    answer_call,
    answer_step,
    ask_for_person,
    check_client,
    erase_intake,
    fill_in_together,
    identify_client,
    keep_step,
    keep_strokes,
    lie_still,
    match_intake,
    print_out,
    read_record,
    read_reflection,
    reflect,
    resume_intake,
    seal_paper,
    start_intake,
)
from kiosk.usecases.posts import Reading
from kiosk.usecases.start_intake import Greeting
from tests.builders.records import a_record
from tests.faults.acts import LONG_AGO, MARA, Do, mei, signs, walks_up, writes
from tests.faults.acts_of_visits import planned
from tests.store.house import keeps_paper
from tests.usecases.clinic import Small, a_post

GREETED = Greeting(Reading({"language": "en", "visit_kind": "new"}))


@writes(answer_step.answer_step)
def answers(house: Small) -> Do:
    here = house.is_at("life")
    post = a_post(here, activity_level="some")
    return lambda: answer_step.answer_step(house.store, house.now(here), house.clinic, post)


@writes(keep_step.move_on)
def is_moved_on(house: Small) -> Do:
    here = house.is_at("life")
    return lambda: keep_step.move_on(house.store, here, Draft(answers=MARA), "reason")


@writes(keep_strokes.keep_strokes)
def draws_a_stroke(house: Small) -> Do:
    here = house.is_at("sign", **MARA)
    post = a_post(here, "marks", signature={"method": "typed", "name": "Mara Quill"})
    return lambda: keep_strokes.keep_strokes(house.store, here, house.clinic, post)


@writes(lie_still.still_there)
def is_still_there(house: Small) -> Do:
    here = house.is_at("life")
    none = LONG_AGO - LONG_AGO
    return lambda: lie_still.still_there(house.store, here, house.tablet, none)


@writes(lie_still.nobody_there)
def lies_still(house: Small) -> Do:
    here = house.is_at("life")
    post = a_post(here, "away", activity_level="some")
    return lambda: lie_still.nobody_there(house.store, house.now(here), house.clinic, post)


@writes(check_client.finds, again="audit throttle", first="throttle")
def is_looked_for(house: Small) -> Do:
    here = walks_up(house, "hello_again")
    return lambda: check_client.finds(house.store, here, "next")


@writes(ask_for_person.ask_for_person, again="intake call session audit")
def asks_for_a_person(house: Small) -> Do:
    return lambda: ask_for_person.ask_for_person(house.store, house.tablet, "en")


@writes(answer_call.answer_call)
def goes_to_a_client(house: Small) -> Do:
    here, who = house.is_at("life"), mei(house)
    with house.store.writing() as tx:
        calls.call(tx, here.id, "person", "Mara Q.")
        (call,) = calls.open_calls(tx)
    return lambda: answer_call.answer_call(house.store, who, call.id)


@writes(start_intake.start_intake, again="intake session audit")
def starts(house: Small) -> Do:
    return lambda: start_intake.start_intake(house.store, house.tablet, GREETED)


@writes(resume_intake.take_up_given)
def takes_up_what_was_given(house: Small) -> Do:
    here = house.is_at("life")
    with house.store.writing() as tx:
        intakes.park(tx, here, "desk")
        intakes.give_back(tx, here.id, house.tablet.id, "desk")
    return lambda: resume_intake.take_up_given(house.store, house.tablet)


@writes(resume_intake.begin_by_code, again="throttle", first="throttle")
def begins_by_code(house: Small) -> Do:
    this = planned(house)
    greeting, born = GREETED, MARA["birth_date"]
    return lambda: resume_intake.begin_by_code(house.store, house.tablet, greeting, this, born)


@writes(resume_intake.go_on_by_code, again="audit session", first="throttle")
def goes_on_by_code(house: Small) -> Do:
    here, this = house.is_at("life", **MARA), planned(house)
    with house.store.writing() as tx:
        here = intakes.keep(tx, here, here.draft, "life")
    born = MARA["birth_date"]
    return lambda: resume_intake.go_on_by_code(house.store, house.tablet, this, here, born)


@writes(fill_in_together.begin_together, again="audit session")
def begins_together(house: Small) -> Do:
    who = mei(house)
    return lambda: fill_in_together.begin_together(house.store, who)


@writes(fill_in_together.begin_planned, again="audit session")
def begins_with_a_planned_client(house: Small) -> Do:
    who, this = mei(house), planned(house).id
    return lambda: fill_in_together.begin_planned(house.store, who, this)


@writes(fill_in_together.go_on_together, again="audit session")
def goes_on_together(house: Small) -> Do:
    who, here = mei(house), house.is_at("life")
    with house.store.writing() as tx:
        intakes.park(tx, here, "client")
    return lambda: fill_in_together.go_on_together(house.store, who, here.id)


@writes(erase_intake.erase_intake)
def erases_a_wrong_start(house: Small) -> Do:
    here = house.is_at("life")
    return lambda: erase_intake.erase_intake(house.store, here.id, "desk", "wrong start")


@writes(match_intake.match_intake, again="audit")
def matches(house: Small) -> Do:
    here, this = house.is_at("life"), planned(house).id
    return lambda: match_intake.match_intake(house.store, here.id, this, "desk")


@writes(identify_client.say_who, again="audit")
def says_who_it_is(house: Small) -> Do:
    known, here = signs(house, **MARA), walks_up(house, "returning")
    return lambda: identify_client.say_who(house.store, house.clinic, here.id, known, "desk")


QUIET = timedelta(hours=1)


def to_be_asked(house: Small) -> tuple[Staff, str]:
    """A visit of today, by the clock that is at its first minute."""
    with house.store.reading() as tx:
        day = house.clinic.day(tx.now).isoformat()
    return mei(house), house.signs_as(replace(a_record(), visit_day=day))


def handed_over(house: Small) -> tuple[Staff, str]:
    who, this = to_be_asked(house)
    reflect.hand_over(house.store, who, house.clinic, this, house.tablet.id)
    return who, this


@writes(reflect.hand_over, again="audit")
def hands_a_tablet_over(house: Small) -> Do:
    who, this = to_be_asked(house)
    return lambda: reflect.hand_over(house.store, who, house.clinic, this, house.tablet.id)


@writes(reflect.still_there)
def goes_on_reflecting(house: Small) -> Do:
    handed_over(house)
    return lambda: reflect.still_there(house.store, house.tablet, QUIET)


@writes(reflect.leave_it)
def would_rather_not(house: Small) -> Do:
    handed_over(house)
    return lambda: reflect.leave_it(house.store, house.tablet, QUIET)


@writes(reflect.reflect_on_tablet)
def reflects(house: Small) -> Do:
    handed_over(house)
    return lambda: reflect.reflect_on_tablet(house.store, house.tablet, QUIET, {})


@writes(read_reflection.read_reflection, again="audit")
def reads_a_reflection(house: Small) -> Do:
    who, this = handed_over(house)
    reflect.reflect_on_tablet(house.store, house.tablet, QUIET, {})
    return lambda: read_reflection.read_reflection(house.store, who, this)


def waits_for_the_printer(house: Small) -> tuple[tablets.Tablet, str]:
    """A station, and a record whose paper is to be printed."""
    this = signs(house)
    with house.store.writing() as tx:
        station = stations.by_token(tx, stations.begin(tx, "Front desk", "setup"))
        keeps_paper(tx, this, b"%PDF")
        print_jobs.queue_up(tx, this, 1, house.clinic.day(tx.now))
    assert station
    return station, this


@writes(print_out.next_paper)
def takes_the_next_paper(house: Small) -> Do:
    station, _ = waits_for_the_printer(house)
    return lambda: print_out.next_paper(house.store, station)


@writes(print_out.paper_for, again="audit")
def prints_a_paper(house: Small) -> Do:
    station, this = waits_for_the_printer(house)
    assert print_out.next_paper(house.store, station)
    return lambda: print_out.paper_for(house.store, station.id, this)


@writes(print_out.tell_outcome)
def tells_how_it_went(house: Small) -> Do:
    station, this = waits_for_the_printer(house)
    assert print_out.next_paper(house.store, station)
    return lambda: print_out.tell_outcome(house.store, station.id, this, came_out=True)


@writes(read_record.read_paper, again="audit")
def reads_a_paper(house: Small) -> Do:
    who, (_, this) = mei(house), waits_for_the_printer(house)
    return lambda: read_record.read_paper(house.store, who, this, 1)


@writes(seal_paper.make_seal)
def makes_the_seal(house: Small) -> Do:
    return lambda: seal_paper.make_seal(house.store)
