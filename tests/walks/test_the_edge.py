"""What is typed, at the edge: words must show, and digits of every script are digits."""

from __future__ import annotations

import pytest

from tests.builders.clinic import PASSWORD
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import planned, plans
from tests.walks.tablet import SHORTEST, Tablet

NOTHING = "\u200b\u2060 \u3164\u2800\ufe0f\u00ad\U000e0041"
"""A line of characters of which not one shows."""


def test_a_name_that_does_not_show_is_no_name(tablet: Tablet):
    tablet.is_at("about_you", filling_for="myself")
    tablet.presses("next", full_name=NOTHING, birth_date="1990-02-03", phone="555 0101")
    assert tablet.step == "about_you"
    assert "Write the name" in tablet.page.error_at("full_name")


def test_a_typed_signature_must_show(tablet: Tablet):
    tablet.is_at("sign")
    tablet.presses("next", signature={"method": "typed", "name": NOTHING})
    assert "Sign with a finger" in tablet.page.error_at("signature")


@pytest.mark.parametrize(
    "strokes",
    ["[]", "[[]]", "[[100,60]]", "[[9,9,9,9,10,9]]", "[[-90,-5,-40,-9]]", "[[4,999,90,900]]"],
)
def test_a_drawn_signature_must_show_a_line(tablet: Tablet, strokes: str):
    tablet.is_at("sign")
    tablet.draws(f'{{"w":320,"h":140,"strokes":{strokes}}}')
    assert tablet.step == "sign"
    assert "Sign with a finger" in tablet.page.error_at("signature")


def test_names_are_kept_without_what_hides_in_them(tablet: Tablet):
    tablet.is_at("about_you", filling_for="myself")
    born = SHORTEST["birth_date"]
    tablet.presses("next", full_name="Ma\u200dria\u3164Gil", birth_date=born, phone="555 0101")
    assert tablet.draft.answers["full_name"] == "Maria Gil"


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९"])
def test_digits_of_any_script_are_digits_for_the_client(tablet: Tablet, digits: str):
    theirs = str.maketrans("0123456789", digits)
    tablet.is_at("about_you", filling_for="myself")
    said = {"birth_date": "1990-02-03".translate(theirs), "phone": "555 0101".translate(theirs)}
    tablet.presses("next", full_name="Hal Brook", **said)
    assert tablet.draft.answers["birth_date"] == "1990-02-03"
    assert tablet.draft.answers["phone"] == "555 0101"
    tablet.is_at("life")
    tablet.presses("next", stress_level="7".translate(theirs))
    assert tablet.draft.answers["stress_level"] == 7


def test_words_keep_the_digits_they_were_written_with(tablet: Tablet):
    tablet.is_at("about_you", filling_for="myself")
    born = SHORTEST["birth_date"]
    tablet.presses("next", full_name="Hal राम २", birth_date=born, phone="555 0101")
    assert tablet.draft.answers["full_name"] == "Hal राम २"


@pytest.mark.parametrize("time", ["١٠:٣٠", "１０３０", "10：30"])
def test_the_desk_types_a_time_in_any_script(clinic: Clinic, time: str):
    desk = Staff(clinic).signs_in("Dana Desk")
    plans(desk, time=time)
    assert planned(clinic).time == "10:30"
    assert "10:30 am" in desk.opens("/staff/").words


def test_an_arrival_code_may_be_typed_in_full_width(clinic: Clinic, tablet: Tablet):
    code = plans(Staff(clinic).signs_in("Dana Desk"))
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in code)
    tablet.starts(code=wide)
    assert planned(clinic).state == "here"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/admin/invitations", {"name": NOTHING, "role": "desk"}),
        ("/admin/export", {"from": "2026-03-01", "to": "2026-03-10", "format": "csv"}),
        ("/staff/visits", {"time": "10:30", "full_name": NOTHING}),
    ],
)
def test_staff_write_names_and_reasons_that_show(clinic: Clinic, url: str, said: dict[str, str]):
    admin = Staff(clinic).signs_in().confirms()
    admin.opens(url)
    response = admin.sends(url, **{"reason": NOTHING, **said})
    assert response.status_code == 422


def test_a_tablet_has_a_name_that_shows(clinic: Clinic):
    admin = Staff(clinic).signs_in().confirms()
    admin.opens("/staff/devices")
    admin.sends("/staff/devices", go="here", this_name=NOTHING)
    assert [tablet.name for tablet in clinic.tablets()] == ["Tablet"]


def test_a_password_is_taken_as_it_was_typed(clinic: Clinic):
    admin = Staff(clinic).signs_in()
    new = " a lamp \u200d beside １２ windows "
    admin.opens("/staff/me")
    response = admin.sends("/staff/me/password", password=PASSWORD, new_password=new)
    assert response.location == "/staff/me?done=password"
    assert Staff(clinic).signs_in("Mei Tanaka", new)
