"""What was said before is opened by its own client alone, and whoever helps is in the audit."""

from __future__ import annotations

import pytest

from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import Helped, id_of, planned, plans
from tests.walks.page import Page
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import HTMX, Tablet
from tests.walks.test_walk_ups import BORN, END, TOLD_BEFORE, says_who
from tests.web.visits import posts


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


@pytest.fixture
def tomas(clinic: Clinic, tablet: Tablet) -> str:
    """Tomas was here seven weeks ago; the id of that visit."""
    return was_here(clinic, last_visit_of(ATHLETE))


def helps(helper: Staff, client: str, born: str = BORN) -> Helped:
    """Somebody of the staff begins together, and says whose intake it is."""
    walk = Helped(helper)
    walk.begins()
    walk.answers("welcome", language="en", visit_kind="returning")
    walk.answers("hello_again", find_birth_date=born, find_phone_end=END)
    says_who(helper, walk, client)
    walk.opens()
    return walk


def told(walk: Tablet) -> list[str]:
    """What was said before and stands on a page that was seen."""
    return [said for said in TOLD_BEFORE for _, page in walk.seen if said in page.source]


@pytest.mark.parametrize("name", ["Dana Desk", "Theo Hands", "Mei Tanaka"])
def test_whoever_helps_reads_nothing_of_before_until_the_client_opens_it(
    clinic: Clinic, tomas: str, name: str
):
    walk = helps(Staff(clinic).signs_in(name), tomas)
    walk.answers_for_today()
    assert walk.step == "earlier"
    assert walk.draft.carried == {}
    walk.presses("back")
    walk.presses("next")
    assert told(walk) == []
    assert clinic.audit("view") == []
    while walk.step != "earlier":
        walk.presses("next")
    walk.presses("next")
    assert walk.is_me().step == "changes"
    (row,) = clinic.audit("view")
    assert (row.actor, row.subject) == (id_of(clinic, name), tomas)
    walk.walks(ATHLETE.answers)
    assert set(clinic.fired(walk.intake_id)) == ATHLETE.rules


def test_another_birth_date_opens_nothing_and_going_on_as_new_is_open(
    clinic: Clinic, tomas: str, dana: Staff
):
    walk = helps(dana, tomas, born="1971-01-01")
    walk.answers_for_today()
    assert "another one than we know" in walk.presses("next").words
    assert walk.step == "earlier"
    assert [row.reason for row in clinic.audit("refused")] == ["birth date"]
    assert walk.presses("skip").step == "about_you"
    assert told(walk) == []
    assert (walk.draft.client, clinic.audit("view")) == ("", [])


def test_tries_are_counted_and_the_right_date_waits_as_well(
    clinic: Clinic, tomas: str, dana: Staff
):
    walk = helps(dana, tomas, born="1971-01-01")
    walk.answers_for_today()
    for _ in range(5):
        walk.presses("next")
    walk.presses("back")
    walk.presses("next", find_birth_date=BORN)
    while walk.step != "earlier":
        walk.presses("next")
    assert walk.presses("next").step != "changes"
    clinic.clock.goes_on(minutes=20)
    dana.signs_in("Dana Desk")


def test_who_takes_up_what_was_put_aside_sees_today_alone(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    tablet.answers("hello_again", confirm_me="yes", find_birth_date=BORN)
    tablet.walks(ATHLETE.answers, until="still_true")
    tablet.presses("stop")
    tablet.sends(tablet.fills("stop"))
    theo = Staff(clinic).signs_in("Theo Hands")
    walk = Helped(theo)
    walk.begins(f"/staff/waiting/{tablet.intake_id}/together")
    assert walk.step == "earlier"
    assert told(walk) == []
    assert clinic.audit("view") == []
    assert walk.presses("next").step == "still_true"
    assert [row.subject for row in clinic.audit("view")] == [tomas]


def test_a_correction_under_way_opens_nothing_for_whoever_helps(
    clinic: Clinic, tomas: str, dana: Staff
):
    walk = helps(dana, tomas)
    ada = Staff(clinic).signs_in("Ada Books")
    url = f"/staff/corrections/{tomas}"
    ada.opens(url)
    posts(ada, url, question="health_note", health_note="old burn", reason="by letter")
    assert walk.draft.carried == {}


def test_a_family_s_numbers_do_not_come_along_to_the_desk_s_own_device(
    clinic: Clinic, dana: Staff, tablet: Tablet
):
    tablet.starts(code=plans(dana, full_name="Kid One", filling_for="someone_else", phone=""))
    said = {"email": "mother@example.org", "emergency_contact": "Aunt 555 0142"}
    tablet.answers("about_you", phone="555 0111", **said)
    visit = planned(clinic, "Kid One").id
    dana.opens(f"/staff/visits/{visit}/family")
    born = {"birth_date-day": "1", "birth_date-month": "2", "birth_date-year": "2014"}
    dana.does(f"/staff/visits/{visit}/family", full_name="Kid Two", **born)
    walk = Helped(dana)
    walk.begins(f"/staff/visits/{planned(clinic, 'Kid Two').id}/together")
    walk.answers("welcome", language="en", visit_kind="new")
    assert not [word for word in said.values() if word in walk.page.source]


@pytest.mark.parametrize("more", [{}, HTMX], ids=["plain", "htmx"])
def test_a_code_that_was_overheard_opens_nothing_without_the_birth_date(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff, more: dict[str, object]
):
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    wrong = tablet.fills("next", confirm_me="yes", find_birth_date="1971-01-01")
    response = tablet.sends(wrong, headers=more)
    page = Page(response) if response.status_code == 422 else tablet.opens()
    assert "does not fit" in page.error_at("find_birth_date")
    assert page.picked("find_birth_date-year") == ["1971"] or page.form["find_birth_date-year"]
    tablet.page = page
    again = tablet.sends(tablet.fills("next", confirm_me="yes", find_birth_date="1971-01-02"))
    assert (again.location or again.headers.get("HX-Redirect")) == "/?kept=other"
    assert clinic.waiting() == []
    assert "Somebody else is at the tablet" in dana.opens("/staff/").words
    assert [row.reason for row in clinic.audit("refused")] == ["birth date"] * 2
    assert not [said for said in TOLD_BEFORE[1:] for _, seen in tablet.seen if said in seen.source]


def test_change_beside_the_name_opens_nothing_without_the_birth_date(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    tablet.presses("change:about_you", confirm_me="yes", find_birth_date="1971-01-01")
    assert tablet.step == "hello_again"
    assert "does not fit" in tablet.page.error_at("find_birth_date")


def test_who_it_is_opens_nothing_on_a_tablet_where_another_birth_date_was_typed(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    """The desk may hold the tablet itself: to say who it is must not be enough to read."""
    tablet.comes_back("1971-01-01", END)
    tablet.answers_for_today()
    page = dana.opens(f"/staff/waiting/{tablet.intake_id}/who")
    assert "Nobody like this was found." in page.words
    says_who(dana, tablet, tomas)
    assert tablet.opens().step == "earlier"
    assert "another one than we know" in tablet.presses("next").words
    assert tablet.draft.carried == {}
    assert told(tablet) == []
    assert clinic.audit("open", "view") == []
    tablet.presses("back")
    tablet.presses("next", find_birth_date=BORN)
    while tablet.step != "earlier":
        tablet.presses("next")
    tablet.presses("next")
    assert tablet.is_me().step == "changes"
    rows = {(row.subject, row.reason) for row in clinic.audit("open")}
    assert rows == {(tablet.intake_id, tomas)}


def test_who_it_is_still_asks_the_client_first_and_each_opening_is_in_the_audit(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    tablet.comes_back(BORN, END)
    tablet.answers_for_today()
    says_who(dana, tablet, tomas)
    tablet.opens()
    assert told(tablet)[1:] == []
    assert clinic.audit("open") == []
    tablet.is_me()
    assert [(row.actor, row.subject) for row in clinic.audit("open")] == [
        (clinic.tablets()[-1].id, tablet.intake_id)
    ]
    assert clinic.audit("match")[0].actor == id_of(clinic, "Dana Desk")


def test_a_code_s_birth_date_is_in_the_audit_as_what_opened_it(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    assert clinic.audit("open") == []
    tablet.answers("hello_again", confirm_me="yes", find_birth_date=BORN)
    assert [row.reason for row in clinic.audit("open")] == [tomas]
