"""Answering a step, without a web: what is kept, and what it comes to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.intake.draft import Draft, from_json
from kiosk.store import ContinuedElsewhere, Missing, Over, Store
from kiosk.store.intakes import calls, intakes
from kiosk.usecases.answer_step import answer_step
from kiosk.usecases.lie_still import still_there
from kiosk.usecases.posts import Left, Moved, NotOffered, Reading, Stayed
from tests.conftest import Clock
from tests.store.house import QUIET
from tests.usecases.clinic import Small, a_post, small


@pytest.fixture
def house(some_store: Store) -> Small:
    return small(some_store)


def test_an_answer_is_kept_and_the_walk_goes_on(house: Small):
    here = house.is_at("life")
    came_to = answer_step(house.store, here, house.clinic, a_post(here, activity_level="some"))
    after = house.now(here)
    assert came_to == Moved()
    assert (after.rev, from_json(after.draft).answers["activity_level"]) == (here.rev + 1, "some")
    assert after.step != "life"


def test_the_same_post_again_changes_nothing(house: Small):
    here = house.is_at("life")
    post = a_post(here, activity_level="some")
    answer_step(house.store, here, house.clinic, post)
    after = house.now(here)
    assert answer_step(house.store, after, house.clinic, post) == Moved()
    assert house.now(here) == after


def test_of_two_tabs_one_is_first(house: Small):
    here = house.is_at("life")
    answer_step(house.store, here, house.clinic, a_post(here, activity_level="some"))
    with pytest.raises(ContinuedElsewhere):
        answer_step(house.store, here, house.clinic, a_post(here, activity_level="very"))


def test_what_cannot_be_taken_stays_on_a_page_that_waits(house: Small):
    here = house.is_at("life")
    wrong = Reading({}, {"activity_level": "Choose one of these, please."})
    typed = {"activity_level": ["?"]}
    post = replace(a_post(here), said=wrong, typed=typed, in_place=True)
    came_to = answer_step(house.store, here, house.clinic, post)
    assert isinstance(came_to, Stayed)
    assert (came_to.typed, came_to.errors) == (typed, wrong.errors)
    assert house.now(here) == here, "nothing is kept"


def test_what_cannot_be_taken_is_kept_as_typed_for_a_page_that_is_sent_on(house: Small):
    here = house.is_at("life")
    typed = {"activity_level": ["?"]}
    post = replace(a_post(here), said=Reading({}, {"activity_level": "?"}), typed=typed)
    assert answer_step(house.store, here, house.clinic, post) == Moved()
    draft = from_json(house.now(here).draft)
    assert (draft.typed, draft.answers.get("activity_level")) == ({"life": typed}, None)


def test_a_stale_page_leaves_what_it_carried_at_its_own_step(house: Small):
    here = house.is_at("life")
    post = replace(a_post(here), step="today", typed={"reason": ["a stiff neck"]})
    assert answer_step(house.store, here, house.clinic, post) == Moved()
    draft = from_json(house.now(here).draft)
    assert draft.typed == {"today": {"reason": ["a stiff neck"]}}
    assert draft.news == "continue_elsewhere"


@pytest.mark.parametrize("go", ["theme:plaid", "change:life", "surprise"])
def test_a_button_that_no_page_has_changes_nothing(house: Small, go: str):
    here = house.is_at("life")
    with pytest.raises(NotOffered):
        answer_step(house.store, here, house.clinic, a_post(here, go))
    assert house.now(here) == here


def test_a_field_of_no_question_changes_nothing(house: Small):
    here = house.is_at("life")
    with pytest.raises(NotOffered):
        answer_step(house.store, here, house.clinic, replace(a_post(here), strange=True))
    assert house.now(here) == here


def test_another_theme_is_shown_and_keeps_the_answers(house: Small):
    here = house.is_at("life")
    post = a_post(here, "theme:dark", activity_level="some")
    assert answer_step(house.store, here, house.clinic, post) == Moved(display=True)
    draft = from_json(house.now(here).draft)
    assert (draft.theme, draft.answers["activity_level"]) == ("dark", "some")


def test_a_person_is_called_in_the_same_transaction(house: Small):
    here = house.is_at("life", full_name="Mara Quill")
    answer_step(house.store, here, house.clinic, a_post(here, "person"))
    with house.store.reading() as tx:
        assert [(c.kind, c.first_name) for c in calls.open_calls(tx)] == [("person", "Mara Q.")]


def test_stopping_puts_aside_and_erasing_erases(house: Small):
    aside = Draft(came_from="life")
    here = house.is_at("stop", aside)
    assert answer_step(house.store, here, house.clinic, a_post(here, "keep")) == Left()
    assert (house.now(here).state, house.now(here).step) == ("parked", "life")
    here = house.is_at("stop", aside)
    came_to = answer_step(house.store, here, house.clinic, a_post(here, "erase"))
    assert came_to == Left("erased", here.draft)
    with pytest.raises(Missing), house.store.reading() as tx:
        intakes.find(tx, here.id)


def test_where_nobody_is_what_stands_on_the_page_is_kept_and_put_aside(house: Small):
    here = house.is_at("life")
    post = a_post(here, "away", activity_level="some")
    assert answer_step(house.store, here, house.clinic, post) == Left("all", here.draft)
    after = house.now(here)
    assert (after.state, from_json(after.draft).answers["activity_level"]) == ("parked", "some")
    with pytest.raises(Over):
        answer_step(house.store, after, house.clinic, a_post(after))


def test_a_touch_is_written_down_now_and_then(house: Small, clock: Clock):
    here = house.is_at("life")
    still_there(house.store, here, house.tablet, QUIET)
    assert house.now(here) == here
    clock.goes_on(minutes=2)
    still_there(house.store, here, house.tablet, QUIET)
    assert house.now(here).touched_at > here.touched_at
    assert house.now(here).rev == here.rev, "nothing on the page goes stale"


def test_somebody_else_than_the_desk_expects_gets_one_more_try(house: Small):
    expected = Draft(client="somebody", carried={"answers": {"birth_date": "1980-02-03"}})
    here = house.is_at("hello_again", expected, visit_kind="returning")
    post = a_post(here, confirm_me="yes", find_birth_date="1999-09-09")
    assert answer_step(house.store, here, house.clinic, post) == Moved()
    again = house.now(here)
    assert from_json(again.draft).misfits == 1
    post = a_post(again, confirm_me="yes", find_birth_date="1999-09-09")
    assert answer_step(house.store, again, house.clinic, post) == Left("other")
    with house.store.reading() as tx:
        assert [c.kind for c in calls.open_calls(tx)] == ["not_me"]


def test_what_was_said_before_opens_at_the_clients_own_tap_alone(house: Small):
    closed = Draft(client=a_client(house), closed=True, came_from="hello_again")
    here = house.is_at("earlier", closed, visit_kind="returning", find_birth_date="1996-05-14")
    assert answer_step(house.store, here, house.clinic, a_post(here)) == Moved()
    after = house.now(here)
    assert not from_json(after.draft).closed
    assert after.step != "earlier"


def a_client(house: Small) -> str:
    """Somebody who was here before, with the birth date of the store's own record."""
    return house.signed().id
