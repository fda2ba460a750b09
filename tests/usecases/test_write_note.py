"""The session's note: begun from what is known, kept as typed, signed once, added to."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.intake.session_note import departed_from_plan
from kiosk.store import Refused, Store
from kiosk.store.access.staff import Staff
from kiosk.store.proving import stock
from kiosk.store.records import notes
from kiosk.usecases import treat_client as room
from kiosk.usecases.write_note import NotWhole, add_to_note, keep_note, open_note, sign_note
from tests.builders.records import a_record
from tests.conftest import Clock
from tests.store.house import House, a_house, somebody

WHOLE = {
    "note_minutes": "m60",
    "note_read": ["read_summary"],
    "note_flag_outcome": "no_flags",
    "note_techniques": ["swedish"],
    "note_regions": [{"region": "abdomen", "mark": "avoid"}],
    "note_pressure": "p2",
    "note_response": ["softened"],
}


@pytest.fixture
def house(some_store: Store) -> House:
    return a_house(some_store)


@pytest.fixture
def mei(house: House) -> Staff:
    return somebody(house.store, "Mei", "therapist")


def so_far(house: House, mei: Staff, kept: str) -> dict[str, Any]:
    with house.store.reading() as tx:
        return dict(open_note(tx, mei, kept).draft.answers)


def test_the_next_visit_is_after_this_one(house: House, mei: Staff):
    kept = house.signs_as(a_record())
    with pytest.raises(NotWhole, match="after this one"):
        sign_note(house.store, mei, kept, {**WHOLE, "note_next_on": "2026-03-10"})
    signed = sign_note(house.store, mei, kept, {**WHOLE, "note_next_on": "2026-03-24"})
    assert signed.answers["note_next_on"] == "2026-03-24"


def test_it_begins_with_what_is_known_already(house: House, mei: Staff, clock: Clock):
    marks = [{"region": "abdomen", "mark": "avoid"}, {"region": "scalp", "mark": "gentle"}]
    kept = house.signs_as(a_record(pressure="p4_firm", body_marks=marks))
    room.start(house.store, mei, kept)
    clock.goes_on(minutes=20)
    room.tap(house.store, mei, kept, "tears_go_on", "1")
    clock.goes_on(minutes=37)
    room.end(house.store, mei, kept)
    assert so_far(house, mei, kept) == {
        "note_minutes": "m60",
        "note_read": ["read_summary"],
        "note_flag_outcome": "no_flags",
        "note_pressure": "p4",
        "note_regions": marks[:1],
        "note_response": ["feelings"],
    }


def test_what_was_none_to_work_on_does_not_begin_as_worked(house: House, mei: Staff):
    """A private place without a yes, one whose yes nobody asked for again, and a spared one."""
    places = ("buttock_left", "abdomen", "hand_left", "upper_back_left")
    said = {"any_sensitive": "choose", "sensitive_glutes": "no", "sensitive_abdomen": "yes"}
    marks = [{"region": place, "mark": "work"} for place in places]
    record = a_record(body_marks=marks, touch_avoid=["hands"], **said)
    kept = house.signs_as(record)
    begun = {each["region"]: each["mark"] for each in so_far(house, mei, kept)["note_regions"]}
    left_out = dict.fromkeys(places[:3], "avoid")
    assert begun == {**left_out, "upper_back_left": "work"}
    room.ask_again(house.store, mei, kept, "sensitive_abdomen", "yes", "client")
    begun = {each["region"]: each["mark"] for each in so_far(house, mei, kept)["note_regions"]}
    assert begun["abdomen"] == "work"


def test_a_draft_is_kept_as_it_is_and_two_pages_do_not_overwrite_each_other(
    house: House, mei: Staff
):
    kept = house.signs_as(a_record())
    first = keep_note(house.store, mei, kept, {"note_text": "Shoulders"}, 0)
    assert so_far(house, mei, kept) == {"note_text": "Shoulders"}
    assert keep_note(house.store, mei, kept, {"note_text": "Shoulders"}, 0) == first, "sent twice"
    keep_note(house.store, mei, kept, {"note_text": "Shoulders softer"}, first.rev)
    with pytest.raises(Refused, match="another page"):
        keep_note(house.store, mei, kept, {"note_text": "Other"}, first.rev)
    with pytest.raises(Refused, match="another page"):
        keep_note(house.store, mei, kept, {"note_text": "Other"}, 0)
    assert so_far(house, mei, kept) == {"note_text": "Shoulders softer"}


def test_what_is_missing_is_named_field_by_field(house: House, mei: Staff):
    kept = house.signs_as(a_record())
    with pytest.raises(NotWhole) as no:
        sign_note(house.store, mei, kept, {"note_response": ["reaction"]})
    missing = set(WHOLE) - {"note_response"} | {"note_text"}
    assert set(no.value.wrong) == missing


def test_signed_it_stays_and_what_is_added_is_dated(house: House, mei: Staff, clock: Clock):
    kept = house.signs_as(a_record())
    keep_note(house.store, mei, kept, WHOLE, 0)
    sign_note(house.store, mei, kept, WHOLE)
    sign_note(house.store, mei, kept, {**WHOLE, "note_pressure": "p5"})
    with pytest.raises(Refused, match="Add to it"):
        keep_note(house.store, mei, kept, {}, 1)
    clock.goes_on(days=1)
    for _ in range(2):
        add_to_note(house.store, mei, kept, " Called: no soreness. ")
    with house.store.reading() as tx:
        note = notes.of(tx, kept)
        assert note
        assert note.answers == WHOLE
        assert [each.words for each in note.additions] == ["Called: no soreness."]
        assert (note.additions[0].made_at - note.made_at).days == 1
        assert notes.draft_of(tx, kept) is notes.EMPTY
        assert stock.is_as_told(tx, kept)


def test_nothing_is_added_to_a_note_that_is_not_signed(house: House, mei: Staff):
    kept = house.signs_as(a_record())
    with pytest.raises(Refused, match="Sign the note first"):
        add_to_note(house.store, mei, kept, "More")


@pytest.mark.parametrize(
    ("done", "departed"),
    [(["still_hands", "asked_on"], False), (["hands_off"], True), ([], None)],
)
def test_what_was_done_is_held_against_the_clients_plan(done: list[str], departed: bool | None):
    answers = {"note_response": ["feelings"], "note_feelings_done": done}
    assert departed_from_plan({"feelings_first": "still_hands"}, answers) is departed
    assert departed_from_plan({"feelings_first": "see_then"}, answers) is None
