"""Arrival codes: a client begins with what the desk wrote down, and nobody else can."""

from __future__ import annotations

import pytest

from kiosk.languages import translate
from kiosk.store import audit
from tests.spoken import EACH_LANGUAGE
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of, planned, plans, row_of
from tests.walks.page import Page
from tests.walks.tablet import Tablet

CLOSED = ((303, "/own?kept=over"), (400, None))
"""What a device that is no tablet of the clinic is told."""
WRONG = "We do not know this code. Please look at it again, or ask the desk."


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    """At the desk, signed in."""
    return Staff(clinic).signs_in("Dana Desk")


def tries(tablet: Tablet, code: str, **said: str) -> tuple[int, Page]:
    """Press Start with a code: the status and the page that answers."""
    tablet.opens("/")
    chosen = {"language": "en", "visit_kind": "new", **said}
    response = tablet.sends({**tablet.page.form, **chosen, "code": code, "go": "start"}, "/")
    return response.status_code, Page(response)


def test_a_client_with_a_code_reads_and_corrects_what_the_desk_wrote_down(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    tablet.starts(code=plans(dana).lower())
    page = tablet.page
    assert page.step == "about_you"
    assert page.form["full_name"] == ["Hal Brook"]
    assert page.form["phone"] == ["555 0101"]
    assert [page.form[f"birth_date-{part}"] for part in ("day", "month", "year")] == [
        ["3"],
        ["2"],
        ["1990"],
    ]
    assert page.picked("filling_for") == ["myself"]
    assert "The desk has written down what it knows." in page.notes[0]
    tablet.answers("about_you", full_name="Hal Brooke")
    said = tablet.draft.answers
    assert (said["full_name"], said["birth_date"]) == ("Hal Brooke", "1990-02-03")


def test_a_code_is_taken_in_wide_letters_with_a_hyphen(dana: Staff, tablet: Tablet):
    wide = {code: code + 0xFEE0 for code in range(33, 127)}
    tablet.starts(code=plans(dana).replace(" ", "-").translate(wide))
    assert tablet.page.form["full_name"] == ["Hal Brook"]


def test_a_client_may_skip_what_the_desk_wrote_down_into_a_new_walk(dana: Staff, tablet: Tablet):
    tablet.starts(code=plans(dana), visit_kind="returning")
    said = {"find_birth_date": "1990-02-03", "find_phone_end": "0101"}
    tablet.answers("hello_again", confirm_me="yes", **said)
    tablet.answers_for_today()
    assert tablet.presses("skip").form["full_name"] == ["Hal Brook"]


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_a_wrong_code_is_said_kindly_and_all_that_was_chosen_stays(tablet: Tablet, language: str):
    tablet.clinic.offers(language)
    status, page = tries(tablet, "kjm 777", language=language, access_needs="interpreter")
    assert status == 422
    assert page.language == language
    words = translate(WRONG + " You can also go on without it.", language)
    assert page.error_at("code").endswith(words)
    assert page.summary == [("#code", words)]
    assert page.form["code"] == ["kjm 777"]
    said = {"language": [language], "visit_kind": ["new"], "access_needs": ["interpreter"]}
    assert said.items() <= page.form.items()
    assert not tablet.clinic.waiting()


def test_many_wrong_codes_shut_the_door_for_codes_and_not_the_walk(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    right = plans(dana)
    assert [tries(tablet, "CCC CCC")[0] for _ in range(7)] == [422] * 5 + [429] * 2
    status, page = tries(tablet, right)
    assert status == 429, "also for the right one, or guessing would go on"
    assert "go on without the code" in page.error_at("code")
    assert tries(Tablet(clinic), right)[0] == 303, "another tablet is not to blame"
    assert tablet.starts().step == "about_you"
    clinic.clock.goes_on(minutes=5)
    another = Tablet(clinic)
    assert tries(another, plans(dana, time="12:00"))[0] == 303
    with clinic.store.reading() as tx:
        refused = audit.latest(tx, "refused", 20)
    assert [row.reason for row in refused] == ["arrival code"] * 5


def test_start_sent_twice_with_a_code_begins_one_intake(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    code = plans(dana)
    tablet.opens("/")
    form = {**tablet.page.form, "language": "en", "visit_kind": "new", "code": code, "go": "start"}
    places = {tablet.sends(form, "/").location for _ in range(2)}
    assert len(places) == 1
    assert len(clinic.waiting()) == 1


def test_a_code_opens_on_no_other_tablet_what_was_begun(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    code = plans(dana)
    tablet.starts(code=code)
    tablet.is_at("life")
    tablet.presses("stop")
    tablet.sends(tablet.fills("stop"))
    status, page = tries(Tablet(clinic), code)
    assert status == 422
    assert "in use on another tablet" in page.error_at("code")
    assert "Hal" not in page.words
    assert clinic.audit("give_back") == []


def test_a_code_whose_intake_waited_too_long_begins_anew(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    code = plans(dana)
    tablet.starts(code=code)
    was = tablet.here
    tablet.presses("stop")
    tablet.sends(tablet.fills("stop"))
    clinic.clock.goes_on(minutes=31)
    assert tablet.starts(code=code).step == "about_you"
    assert tablet.here != was
    assert [here.id for here in clinic.waiting()] == [tablet.intake_id]


def test_a_code_is_dead_once_its_visit_is_signed(clinic: Clinic, dana: Staff, tablet: Tablet):
    code = plans(dana)
    tablet.starts(code=code)
    tablet.is_at("sign")
    tablet.signs()
    assert planned(clinic).state == "signed"
    assert tries(tablet, code)[0] == 422


def test_an_intake_is_open_only_on_the_tablet_it_is_on(clinic: Clinic, tablet: Tablet):
    tablet.is_at("life")
    cookie = tablet.browser.get_cookie("kiosk_intake")
    assert cookie
    elsewhere = [Tablet(clinic), Tablet(clinic, paired=False), Staff(clinic).signs_in()]
    for other in elsewhere:
        other.browser.set_cookie("kiosk_intake", cookie.value, domain="localhost")
        for response in (other.gets(tablet.here), other.browser.post(tablet.here)):
            assert "Your days" not in response.text
            assert (response.status_code, response.location) in ((303, "/"), *CLOSED)
    assert tablet.opens().heading == "Your days"


def test_the_visit_s_therapist_is_the_record_s(clinic: Clinic, dana: Staff, tablet: Tablet):
    theo = id_of(clinic, "Theo Hands")
    tablet.starts(code=plans(dana, therapist=theo))
    assert "10:30 am Hal B. · Theo Hands" in row_of(dana.opens("/staff/"), "Hal B.")
    tablet.is_at("sign")
    tablet.signs()
    assert "Hal B. · Theo Hands" in row_of(dana.opens("/staff/"), "Hal B.")
    assert clinic.is_whole()
