"""Whatever was noted, in whatever order: a no wins, nothing widens, all ends with the session."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kiosk.intake.treatment import AREAS, MOVEMENT, WIDTH, Noted, treatment_of

SAYS = {
    "any_sensitive": "choose",
    "sensitive_glutes": "no",
    "sensitive_abdomen": "over_cover",
    "sensitive_inner_thigh": "ask",
    "sensitive_chest_wall": "yes",
    MOVEMENT: "yes",
}
FEW = ("sensitive_inner_thigh", "sensitive_chest_wall")


def asked(area: str, answer: str, whose: str) -> Noted:
    said = {"area": area, "answer": answer, "whose": whose}
    return Noted("second_yes", said, "2026-03-10T09:00:00+00:00", "mei")


def happened(what: Any, **said: Any) -> Noted:
    return Noted(what, said, "2026-03-10T09:30:00+00:00", "mei")


ASKED = some.builds(
    asked,
    some.sampled_from(FEW),
    some.sampled_from(("no", "over_cover", "yes")),
    some.sampled_from(("client", "guardian", "witness")),
)
NOTED = some.lists(
    some.one_of(
        ASKED,
        ASKED,
        some.just(happened("start", mark=0)),
        some.just(happened("end", mark=9)),
        some.builds(
            lambda answer: happened("signed_again", areas={FEW[1]: answer}),
            some.sampled_from(sorted(WIDTH)),
        ),
    ),
    max_size=8,
)


@given(noted=NOTED, young=some.booleans())
@settings(max_examples=400)
def test_nothing_is_permitted_without_both(noted: list[Noted], young: bool):
    found = treatment_of(noted, is_read=True)
    for area in (*AREAS, MOVEMENT):
        reach = WIDTH[found.permitted(area, SAYS, is_minor=young)]
        said = [each for each in found.answers if each.area == area]
        first = found.first(area, SAYS)
        if not reach:
            continue
        assert reach <= WIDTH[first], "no wider than what was signed"
        assert all(each.answer != "no" for each in said), "a no wins"
        assert found.state == "in_room" or not found.ended_at, "all ended"
        assert any(not each.after_start for each in said), "asked before the start"
        since = (WIDTH[each.answer] for each in said if each.after_start)
        assert all(reach <= said for said in since), "what was said since narrows it"
        mine = {each.whose for each in said}
        if first == "ask":
            assert "client" in mine, "a tap of their own"
            assert "guardian" in mine or not young


@given(
    noted=some.lists(ASKED, max_size=4),
    more=some.lists(ASKED, max_size=4),
    young=some.booleans(),
)
@settings(max_examples=400)
def test_after_the_start_an_answer_only_narrows(noted: list[Noted], more: list[Noted], young: bool):
    so_far = [*noted, happened("start", mark=0)]
    reached = dict.fromkeys(FEW, 2)
    for each in [None, *more]:
        so_far += [each] if each else []
        found = treatment_of(so_far, is_read=True)
        for area in FEW:
            now = WIDTH[found.permitted(area, SAYS, is_minor=young)]
            assert now <= reached[area]
            reached[area] = now


@pytest.mark.parametrize("whose", ["guardian", "witness"])
def test_after_the_start_whoever_notes_less_narrows_what_needed_the_clients_own_yes(whose: str):
    thigh = "sensitive_inner_thigh"
    noted = [asked(thigh, "yes", "client"), happened("start", mark=0)]
    assert treatment_of(noted, is_read=True).permitted(thigh, SAYS, is_minor=False) == "yes"
    noted.append(asked(thigh, "over_cover", whose))
    assert treatment_of(noted, is_read=True).permitted(thigh, SAYS, is_minor=False) == "over_cover"


def test_both_say_yes_and_it_is_a_yes():
    chest = "sensitive_chest_wall"
    found = treatment_of([asked(chest, "yes", "witness")], is_read=True)
    assert found.permitted(chest, SAYS, is_minor=False) == "yes"
    thigh = "sensitive_inner_thigh"
    both = [asked(thigh, "yes", "client"), asked(thigh, "over_cover", "guardian")]
    assert treatment_of(both[:1], is_read=True).permitted(thigh, SAYS, is_minor=True) == "no"
    assert treatment_of(both, is_read=True).permitted(thigh, SAYS, is_minor=True) == "over_cover"


def test_areas_that_nobody_opened_are_a_no():
    found = treatment_of([asked("sensitive_chest_wall", "yes", "client")], is_read=True)
    says = {**SAYS, "any_sensitive": "no"}
    assert found.permitted("sensitive_chest_wall", says, is_minor=False) == "no"
    assert found.to_ask(says) == (MOVEMENT,)
