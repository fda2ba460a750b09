"""How was it? On a tablet that staff hand over: ten questions, and nothing of the intake."""

from __future__ import annotations

import pytest

from kiosk.store.access import staff
from kiosk.store.proving import proof
from kiosk.store.records import reflections
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.walks.tablet import Tablet
from tests.web.visits import posts, signs

PAIN = 4


@pytest.fixture
def kept(clinic: Clinic) -> str:
    return signs(
        clinic, goals=["pain"], pain_now=PAIN, good_visit="Zebrafinch", feel_before=["tense"]
    )


@pytest.fixture
def tablet(clinic: Clinic) -> Tablet:
    return Tablet(clinic)


def hands(clinic: Clinic, kept: str, tablet: Tablet, who: str = "Mei Tanaka") -> Staff:
    staff = Staff(clinic).signs_in(who)
    assert posts(staff, f"/staff/intakes/{kept}/hand-over", tablet=tablet.id).status_code == 303
    return staff


def sends(tablet: Tablet, go: str, **said: object) -> Page:
    token = tablet.page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, "go": go, **said}
    response = tablet.browser.post("/reflection", data=data, buffered=True)
    if response.location:
        return tablet.opens(response.location)
    tablet.page = Page(response)
    return tablet.page


def begins(clinic: Clinic, kept: str, tablet: Tablet) -> Page:
    hands(clinic, kept, tablet)
    tablet.opens("/")
    return sends(tablet, "open")


def said(clinic: Clinic, kept: str) -> dict[str, object] | None:
    with clinic.store.reading() as tx:
        found = reflections.of(tx, kept)
    return dict(found.answers) if found else None


def test_the_tablet_asks_that_client_once_and_what_they_say_is_kept_for_good(
    clinic: Clinic, tablet: Tablet, kept: str
):
    hands(clinic, kept, tablet)
    assert tablet.opens("/").heading == "How was it?"
    page = sends(tablet, "open")
    assert page.tree.xpath("//form[@id='step-form']")
    assert "Zebrafinch" not in page.words
    assert "Hal" not in page.words
    thanks = sends(tablet, "send", feel_now=["calm"], pain_after="3", reflect_share="both")
    assert thanks.heading == "Thank you for telling us"
    assert "Please speak with your therapist" not in thanks.words
    assert said(clinic, kept) == {"feel_now": ["calm"], "pain_after": 3, "reflect_share": "both"}
    assert tablet.opens("/").tree.xpath("//form[@action='/']"), "Welcome again"
    assert tablet.gets("/reflection").location == "/"
    with clinic.store.reading() as tx:
        assert proof.verify_one(tx, kept) == proof.Findings((), (), None, ())
    assert [row.subject for row in clinic.audit("reflect")] == [kept]


def test_more_pain_or_dizzy_is_asked_to_speak_before_leaving_and_support_is_named(
    clinic: Clinic, tablet: Tablet, kept: str
):
    begins(clinic, kept, tablet)
    thanks = sends(tablet, "send", pain_after=str(PAIN + 2), feelings_came="yes_more")
    assert "Please speak with your therapist before you leave." in thanks.words
    assert "People to talk to" in thanks.words


def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    clinic: Clinic, tablet: Tablet, kept: str
):
    begins(clinic, kept, tablet)
    page = sends(tablet, "send", reflect_words="y" * 1001, listened="no")
    assert page.tree.xpath("//*[@id='errors']")
    assert (
        page.tree.xpath("//textarea[@name='reflect_words']")[0].text_content().strip() == "y" * 1001
    )
    assert page.tree.xpath("//input[@name='listened'][@value='no'][@checked]")
    assert said(clinic, kept) is None


def test_nobody_there_or_not_now_keeps_nothing_and_shows_nothing(
    clinic: Clinic, tablet: Tablet, kept: str
):
    for go in ("away", "not_now"):
        begins(clinic, kept, tablet)
        assert sends(tablet, go, listened="no").tree.xpath("//form[@action='/']")
        assert said(clinic, kept) is None


def test_a_tablet_that_nobody_touches_asks_no_longer_and_keeps_nothing(
    clinic: Clinic, tablet: Tablet, kept: str
):
    begins(clinic, kept, tablet)
    clinic.clock.goes_on(minutes=2)
    token = tablet.page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, "go": "here"}
    assert tablet.browser.post("/reflection", data=data).status_code == 204
    clinic.clock.goes_on(minutes=2)
    assert tablet.opens("/reflection").tree.xpath("//form[@id='step-form']")
    clinic.clock.goes_on(minutes=4)
    late = sends(tablet, "send", listened="no")
    assert late.tree.xpath("//form[@action='/']"), "Welcome"
    assert said(clinic, kept) is None


def test_another_tablet_asks_nothing_and_handing_over_again_moves_it(
    clinic: Clinic, tablet: Tablet, kept: str
):
    other = Tablet(clinic)
    staff = hands(clinic, kept, tablet)
    assert other.gets("/reflection").location == "/"
    posts(staff, f"/staff/intakes/{kept}/hand-over", tablet=other.id)
    assert other.opens("/").heading == "How was it?"
    assert tablet.gets("/reflection").location == "/"


def test_only_a_visit_of_today_is_asked_about_and_only_once(
    clinic: Clinic, tablet: Tablet, kept: str
):
    begins(clinic, kept, tablet)
    sends(tablet, "send", listened="yes")
    hands(clinic, kept, tablet)
    assert tablet.gets("/reflection").location == "/", "they have answered"
    another = signs(clinic, "Ida Moss")
    clinic.clock.goes_on(days=1)
    hands(clinic, another, tablet)
    assert tablet.gets("/reflection").location == "/", "that was yesterday"


def test_where_the_manager_had_the_session_the_screen_says_so(
    clinic: Clinic, tablet: Tablet, kept: str
):
    assert "also your therapist" not in begins(clinic, kept, tablet).words
    with clinic.store.writing() as tx:
        for each in staff.everyone(tx):
            if "admin" in each.roles and each.name != "Mei Tanaka":
                staff.disable(tx, each.id, by="setup")
    mei = Staff(clinic).signs_in()
    mei.opens(f"/staff/intakes/{kept}")
    posts(mei, f"/staff/intakes/{kept}/take")
    assert "also your therapist" in tablet.opens("/reflection").words
