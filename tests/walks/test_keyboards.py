"""What is typed: the keyboard a person expects for it, and a kind word where it cannot be that."""

from __future__ import annotations

import pytest

from tests.walks.tablet import Tablet

ABOUT = {"filling_for": "myself", "full_name": "Hal Brook", "birth_date": "1990-02-03"}

EXPECTED = {
    ("about_you", "full_name"): ("text", "words", "off"),
    ("about_you", "phone"): ("tel", "none", "off"),
    ("about_you", "email"): ("email", "none", "off"),
    ("about_you", "birth_date-year"): ("numeric", "none", "off"),
    ("story", "complaint_words"): ("text", "sentences", None),
    ("sign", "signature-typed"): ("text", "words", "off"),
}


@pytest.mark.parametrize(("step", "name"), EXPECTED, ids=[name for _, name in EXPECTED])
def test_a_field_brings_up_the_keyboard_that_fits(step: str, name: str, tablet: Tablet):
    page = tablet.is_at(step, goals=["pain"])
    (field,) = page.tree.xpath("//main//*[@name=$name]", name=name)
    said = [field.get(key) for key in ("inputmode", "autocapitalize", "autocorrect")]
    assert tuple(said) == EXPECTED[step, name]
    assert field.get("enterkeyhint") in ("next", "done", "enter")


def test_every_typed_field_of_the_walk_says_what_it_is(tablet: Tablet):
    said = {"goals": ["pain"], "medicine_kinds": ["other"], "allergies": ["other"]}
    for step in ("about_you", "reason", "story", "health", "medicines", "draping", "life"):
        page = tablet.is_at(step, **said)
        for field in page.tree.xpath("//main//input[@maxlength]"):
            assert field.get("inputmode"), field.get("name")
            assert field.get("enterkeyhint"), field.get("name")
            assert field.get("autocapitalize"), field.get("name")


def test_a_medicine_is_never_made_another_word(tablet: Tablet):
    page = tablet.is_at("medicines", medicine_kinds=["other"])
    (field,) = page.tree.xpath("//input[@name='medicine_names']")
    assert (field.get("spellcheck"), field.get("autocorrect")) == ("false", "off")


@pytest.mark.parametrize("typed", ["none", "call Kim", "-"])
def test_a_phone_number_has_digits_and_what_was_typed_is_kept(typed: str, tablet: Tablet):
    tablet.is_at("about_you")
    page = tablet.presses("next", phone=typed, **ABOUT)
    assert page.step == "about_you"
    assert page.error_at("phone").endswith("A phone number has digits in it. Please check it.")
    assert page.form["phone"] == [typed]


@pytest.mark.parametrize("typed", ["555-0101", "+44 20 7946 0000", "٥٥٥٠١٠١"])
def test_a_number_as_people_write_it_is_taken(typed: str, tablet: Tablet):
    tablet.is_at("about_you")
    assert tablet.presses("next", phone=typed, **ABOUT).step != "about_you"


def test_what_is_to_be_checked_stands_in_the_pages_order(tablet: Tablet):
    tablet.is_at("about_you", full_name=None, birth_date=None)
    page = tablet.presses("next", full_name="", email="no at", phone="none")
    order = [href.removeprefix("#").partition("-")[0] for href, _ in page.summary]
    fields = [f.get("id") for f in page.tree.xpath("//main//*[@id]")]
    assert order == sorted(
        order,
        key=lambda key: min(n for n, each in enumerate(fields) if each and each.startswith(key)),
    )
    assert len(order) > 2


def test_many_things_to_check_stand_behind_one_line(tablet: Tablet):
    tablet.is_at("health")
    page = tablet.presses("next")
    (fold,) = page.tree.xpath("//*[@id='errors']/details")
    assert len(page.tree.xpath("//*[@id='errors']/ul/li")) == 4
    assert len(fold.xpath(".//li")) == len(page.summary) - 4
