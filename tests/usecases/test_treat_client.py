"""A treatment, in every order: a no wins, nothing widens, everything ends with the session."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kiosk.intake.treatment import AREAS, MOVEMENT, TAPS, WIDTH, Treatment, outcomes_of
from kiosk.intake.treatment_lines import lines_to_choose
from kiosk.store import Refused, Store
from kiosk.store.access.staff import Staff
from kiosk.store.proving import proof, stock
from kiosk.store.records import treatments
from kiosk.usecases import treat_client as room
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.read_answers import MayNotRead
from tests.builders.records import a_record
from tests.conftest import Clock
from tests.store.house import House, a_house, somebody

CHEST, BELLY = "sensitive_chest_wall", "sensitive_abdomen"
OPENED = {
    "any_sensitive": "choose",
    "sensitive_glutes": "no",
    BELLY: "over_cover",
    "sensitive_inner_thigh": "ask",
    CHEST: "yes",
    MOVEMENT: "yes",
}
MORE = {"touch_avoid": ["feet"], "scent": "no_scent", "check_in": "often"}
YOUNG = {"birth_date": "2011-02-03", "signer": "guardian"}


@pytest.fixture
def house(some_store: Store) -> House:
    return a_house(some_store)


@pytest.fixture
def mei(house: House) -> Staff:
    return somebody(house.store, "Mei", "therapist")


def signs(house: House, **answers: Any) -> str:
    return house.signs_as(a_record(**{**OPENED, **answers}))


def now(house: House, mei: Staff, kept: str) -> room.Treated:
    with house.store.reading() as tx:
        return room.look_at(tx, mei, kept)


def test_it_goes_from_waiting_to_done(house: House, mei: Staff, clock: Clock):
    kept = signs(house)
    assert now(house, mei, kept).treatment.state == "waiting"
    begun = room.start(house.store, mei, kept)
    assert begun.state == "in_room"
    clock.goes_on(minutes=55)
    over = room.end(house.store, mei, kept)
    assert over.state == "done"
    assert over.end is not None
    assert over.start is not None
    assert (over.end - over.start) // 60_000_000 == 55


def test_a_clock_that_is_set_changes_no_length(house: House, mei: Staff, clock: Clock):
    kept = signs(house)
    room.start(house.store, mei, kept)
    clock.goes_on(minutes=30)
    clock.jumps(hours=-3)
    over = room.end(house.store, mei, kept)
    assert over.end is not None
    assert over.start is not None
    assert (over.end - over.start) // 60_000_000 == 30


def test_starting_and_ending_twice_is_once(house: House, mei: Staff):
    kept = signs(house)
    assert room.start(house.store, mei, kept) == room.start(house.store, mei, kept)
    assert room.end(house.store, mei, kept) == room.end(house.store, mei, kept)


def test_the_start_waits_for_each_line_that_says_stop(house: House, mei: Staff):
    kept = signs(house, warning_signs=["chest_breath"])
    (stop,) = now(house, mei, kept).stop
    with pytest.raises(Refused, match="Talk about each"):
        room.start(house.store, mei, kept)
    with pytest.raises(Refused, match="Say why"):
        room.talk_about(house.store, mei, kept, stop, "without")
    room.talk_about(house.store, mei, kept, stop, "without", "Their doctor had just said yes.")
    begun = room.start(house.store, mei, kept)
    assert begun.talked[stop].reason == "Their doctor had just said yes."


@pytest.mark.parametrize(
    ("stop", "answers", "agrees"),
    [
        ("r_no_treatment_consent", {"consent_treatment": "talk_first"}, "client"),
        ("r_no_draping_consent", {"consent_draping": "talk_first"}, "client"),
        ("r_assent", {**YOUNG, "own_say": "no"}, "client"),
        ("r_guardian_gap", {**YOUNG, "guardian_relation": "other"}, "guardian"),
    ],
)
def test_where_nobody_agreed_nobody_goes_ahead_without(
    house: House, mei: Staff, stop: str, answers: dict[str, Any], agrees: str
):
    kept = signs(house, **answers)
    for outcome in ("talked", "adapted", "without"):
        with pytest.raises(Refused):
            room.talk_about(house.store, mei, kept, stop, outcome, "I thought so.")
    other = "guardian" if agrees == "client" else "client"
    for nobody in (other, "witness", ""):
        with pytest.raises(Refused, match="tap of their own"):
            room.talk_about(house.store, mei, kept, stop, "agreed_now", agreed_by=nobody)
    for other in set(now(house, mei, kept).stop) - {stop}:
        room.talk_about(house.store, mei, kept, other, outcomes_of(other)[0], agreed_by="guardian")
    with pytest.raises(Refused, match="Talk about each"):
        room.start(house.store, mei, kept)
    room.talk_about(house.store, mei, kept, stop, "agreed_now", agreed_by=agrees)
    assert room.start(house.store, mei, kept).talked[stop].agreed_by == agrees


def test_what_was_postponed_does_not_begin_until_it_is_said_anew(house: House, mei: Staff):
    kept = signs(house, warning_signs=["chest_breath"])
    (stop,) = now(house, mei, kept).stop
    assert room.talk_about(house.store, mei, kept, stop, "postponed").state == "postponed"
    with pytest.raises(Refused):
        room.start(house.store, mei, kept)
    room.talk_about(house.store, mei, kept, stop, "adapted")
    assert room.start(house.store, mei, kept).state == "in_room"


def test_the_client_confirms_exactly_the_lines_that_were_chosen(house: House, mei: Staff):
    kept = signs(house, pressure="p2_light", pause_signal="raise_hand", **MORE)
    offered = [line.key for line in lines_to_choose(now(house, mei, kept).stands.in_full)]
    three, others = offered[:3], [*offered[:2], offered[-1]]
    assert len(set(others)) == 3
    with pytest.raises(Refused, match="three to five"):
        room.choose_lines(house.store, mei, kept, offered[:2])
    room.choose_lines(house.store, mei, kept, three)
    room.choose_lines(house.store, mei, kept, others)
    with pytest.raises(Refused, match="Other lines"):
        room.say_understood(house.store, mei, kept, three, is_right=True)
    assert room.say_understood(house.store, mei, kept, others, is_right=True).understood == "yes"
    assert room.choose_lines(house.store, mei, kept, three).understood == "", "shown anew"


def test_a_place_to_stay_away_from_is_the_first_line(house: House, mei: Staff):
    marks = [{"region": "abdomen", "mark": "avoid"}, {"region": "scalp", "mark": "work"}]
    kept = signs(house, language="es", body_marks=marks)
    first = lines_to_choose(now(house, mei, kept).stands.in_full)[0]
    assert (first.key, "Abdomen" in first.said or "Vientre" in first.said) == ("away", True)
    assert first.said != first.told


def test_one_tap_sent_twice_is_one_tap(house: House, mei: Staff):
    kept = signs(house)
    with pytest.raises(Refused, match="not begun"):
        room.tap(house.store, mei, kept, "lighter", "1")
    room.start(house.store, mei, kept)
    for post in ("1", "1", "2", "1"):
        found = room.tap(house.store, mei, kept, "lighter", post)
    assert [each.tap for each in found.taps] == ["lighter", "lighter"]


def test_nobody_but_a_therapist_has_business_here(house: House):
    kept, dana = signs(house), somebody(house.store, "Dana", "desk", "admin")
    with pytest.raises(MayNotRead):
        room.start(house.store, dana, kept)


def test_all_of_it_is_proved_and_goes_with_the_record(house: House, mei: Staff):
    kept = signs(house)
    room.ask_again(house.store, mei, kept, CHEST, "no", "client")
    room.start(house.store, mei, kept)
    with house.store.reading() as tx:
        assert stock.is_as_told(tx, kept)
        assert not proof.verify_all(tx).states
    with house.store.writing() as tx:
        erase_record(tx, kept, "mei", "asked for it")
    with house.store.reading() as tx:
        assert treatments.of(tx, kept) == Treatment()


TYPED = {"method": "typed", "name": "Hal Brook"}


def test_a_no_at_the_intake_becomes_a_yes_only_by_signing_again_and_a_second_yes(
    house: House, mei: Staff
):
    kept, glutes = signs(house, language="es"), "sensitive_glutes"
    with pytest.raises(Refused, match="did not say yes"):
        room.ask_again(house.store, mei, kept, glutes, "yes", "client")
    with pytest.raises(Refused, match="type your name"):
        room.sign_areas_again(house.store, mei, kept, {glutes: "yes"}, None)
    (signing,) = room.sign_areas_again(house.store, mei, kept, {glutes: "yes"}, TYPED).signings
    assert now(house, mei, kept).permitted(glutes) == "no", "the first yes alone"
    room.ask_again(house.store, mei, kept, glutes, "yes", "witness")
    assert now(house, mei, kept).permitted(glutes) == "yes"
    (card,) = signing.cards
    assert (card["language"], card["version"], card["answer"]) == ("es", 1, "yes")
    assert "glúteo" in card["text"], "word for word, as it was shown"
    assert (signing.signer, signing.signature) == ("client", TYPED)


def test_signing_again_twice_is_once_and_after_the_start_it_is_too_late(house: House, mei: Staff):
    kept, said = signs(house), {"sensitive_glutes": "yes"}
    for _ in range(2):
        room.sign_areas_again(house.store, mei, kept, said, TYPED)
    assert len(now(house, mei, kept).treatment.signings) == 1
    room.start(house.store, mei, kept)
    room.sign_areas_again(house.store, mei, kept, said, TYPED)
    with pytest.raises(Refused, match="cannot be done now"):
        room.sign_areas_again(house.store, mei, kept, {BELLY: "yes"}, TYPED)


def test_what_was_refused_in_the_room_is_not_asked_again(house: House, mei: Staff):
    kept = signs(house)
    room.ask_again(house.store, mei, kept, CHEST, "no", "client")
    assert CHEST not in now(house, mei, kept).areas.keys
    with pytest.raises(Refused, match="Choose one for each"):
        room.sign_areas_again(house.store, mei, kept, {CHEST: "yes"}, TYPED)


def test_for_a_minor_the_guardian_signs_again_and_never_the_breast(house: House, mei: Staff):
    kept = signs(house, **YOUNG)
    signed = room.sign_areas_again(house.store, mei, kept, {BELLY: "yes"}, TYPED)
    assert signed.signings[0].signer == "guardian"
    with pytest.raises(Refused, match="Choose one for each"):
        room.sign_areas_again(house.store, mei, kept, {"sensitive_breast": "yes"}, TYPED)


AREA = some.sampled_from((*AREAS, MOVEMENT))
SAID = some.sampled_from(("no", "over_cover", "yes"))
WHOSE = some.sampled_from(("client", "guardian", "witness"))
MOVES = some.lists(
    some.one_of(
        some.tuples(some.just("ask"), AREA, SAID, WHOSE),
        some.tuples(
            some.just("again"), AREA, some.sampled_from(("no", "over_cover", "yes", "ask"))
        ),
        some.tuples(some.just("tap"), some.sampled_from(sorted(TAPS))),
        some.sampled_from([("start",), ("end",)]),
    ),
    max_size=14,
)


def moves(house: House, mei: Staff, kept: str, move: tuple[Any, ...]) -> None:
    match move:
        case ("ask", area, answer, whose):
            room.ask_again(house.store, mei, kept, area, answer, whose)
        case ("again", area, answer):
            room.sign_areas_again(house.store, mei, kept, {area: answer}, {"method": "drawn"})
        case ("tap", what):
            room.tap(house.store, mei, kept, what, "x")
        case ("start",):
            room.start(house.store, mei, kept)
        case ("end",):
            room.end(house.store, mei, kept)


@given(moved=MOVES, young=some.booleans())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_there_is_never_a_yes_without_both(
    house: House, mei: Staff, moved: list[tuple[Any, ...]], young: bool
):
    kept = signs(house, **(YOUNG if young else {}))
    noes: set[str] = set()
    widest: dict[str, int] = {}
    for move in moved:
        with suppress(Refused):
            moves(house, mei, kept, move)
            if move[0] == "ask" and move[2] == "no":
                noes.add(move[1])
        found = now(house, mei, kept)
        for area in (*AREAS, MOVEMENT):
            reach, treatment = WIDTH[found.permitted(area)], found.treatment
            first = treatment.first(area, found.stands.says)
            said = [each for each in treatment.answers if each.area == area]
            assert reach <= WIDTH[first], "no wider than what was signed"
            assert not reach or said, "a second yes in the room"
            assert not (reach and area in noes), "a no wins"
            assert not (reach and treatment.state == "done"), "all ended"
            if reach and first == "ask":
                mine = {each.whose for each in said}
                assert {"client", "guardian"} <= mine if young else "client" in mine
            if treatment.started_at:
                assert reach <= widest.setdefault(area, reach), "after the start only narrower"
                widest[area] = reach
