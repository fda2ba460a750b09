"""What is written by links that open once, on clients' own phones, and after a visit."""

from __future__ import annotations

from kiosk.intake.draft import Draft
from kiosk.usecases import (
    ask_after,
    begin_at_home,
    go_on_by_phone,
    reflect_by_link,
    share_story,
)
from tests.faults.acts import Do, mei, signs, writes
from tests.faults.acts_of_visits import planned
from tests.usecases.clinic import Small


@writes(go_on_by_phone.link_to_phone)
def shows_a_code_for_the_phone(house: Small) -> Do:
    here = house.is_at("life")
    return lambda: go_on_by_phone.link_to_phone(house.store, here)


@writes(go_on_by_phone.go_on_by_phone)
def goes_on_by_phone(house: Small) -> Do:
    token = go_on_by_phone.link_to_phone(house.store, house.is_at("life"))
    return lambda: go_on_by_phone.go_on_by_phone(house.store, token)


@writes(go_on_by_phone.nobody_went)
def nobody_opens_the_code(house: Small) -> Do:
    here = house.is_at("life")
    return lambda: go_on_by_phone.nobody_went(house.store, here)


@writes(begin_at_home.link_to_visit, again="audit")
def makes_a_link_before_the_visit(house: Small) -> Do:
    who, this = mei(house), planned(house).id
    return lambda: begin_at_home.link_to_visit(house.store, who, house.clinic, this)


@writes(begin_at_home.begin_at_home)
def begins_at_home(house: Small) -> Do:
    this = planned(house).id
    token = begin_at_home.link_to_visit(house.store, mei(house), house.clinic, this)[1]
    return lambda: begin_at_home.begin_at_home(house.store, house.clinic, token, "en")


@writes(begin_at_home.goes_on_at_clinic)
def goes_on_at_the_clinic(house: Small) -> Do:
    here = house.is_at("life", Draft(home="there"))
    return lambda: begin_at_home.goes_on_at_clinic(house.store, house.now(here), house.clinic)


SHARED = {"consent_story": "yes"}


@writes(share_story.use_story)
def tells_a_story(house: Small) -> Do:
    who, this = mei(house), signs(house, **SHARED)
    return lambda: share_story.use_story(house.store, who, house.clinic, this, "Newsletter")


@writes(share_story.take_back_story)
def takes_a_story_back(house: Small) -> Do:
    who, this = mei(house), signs(house, **SHARED)
    said = (this, "client", "by_phone")
    return lambda: share_story.take_back_story(house.store, who, *said)


AGREED = {"consent_follow_up": "yes"}


@writes(reflect_by_link.link_to_reflection, again="audit")
def makes_a_link_to_reflect_by(house: Small) -> Do:
    who, this = mei(house), signs(house, **AGREED)
    return lambda: reflect_by_link.link_to_reflection(house.store, who, this)


@writes(reflect_by_link.begin_by_link)
def begins_to_reflect_by_a_link(house: Small) -> Do:
    token = reflect_by_link.link_to_reflection(house.store, mei(house), signs(house, **AGREED))
    return lambda: reflect_by_link.begin_by_link(house.store, token)


@writes(reflect_by_link.reflect_by_link)
def reflects_by_a_link(house: Small) -> Do:
    token = reflect_by_link.link_to_reflection(house.store, mei(house), signs(house, **AGREED))
    begun = reflect_by_link.begin_by_link(house.store, token)
    return lambda: reflect_by_link.reflect_by_link(house.store, house.clinic, begun, {})


@writes(ask_after.note_asked)
def notes_that_somebody_was_asked(house: Small) -> Do:
    who, this = mei(house), signs(house, **AGREED)
    return lambda: ask_after.note_asked(house.store, who, this)
