"""Whoever comes back without a code is found by staff; a tablet looks nobody up."""

from __future__ import annotations

import re
import time
from statistics import median

import pytest

from kiosk.store import audit
from tests.builders.records import last_visit_of
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import plans, row_of
from tests.walks.page import Page
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import Tablet
from tests.web.visits import posts

BORN, END = "1991-09-02", "0102"
TOLD_BEFORE = ("Okafor", "Calf tightens", "I keep my underwear on", "Firm")


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


@pytest.fixture
def tomas(clinic: Clinic, tablet: Tablet) -> str:
    """Tomas was here seven weeks ago; the id of that visit."""
    return was_here(clinic, last_visit_of(ATHLETE))


SIGN = re.compile(r"(?<=</span>)\w{3}(?=</small>)")
"""By which the desk tells an intake from another: it says nothing of who it is."""


def plain(page: Page) -> str:
    """A page without what is drawn anew for each intake."""
    text = page.source
    for name in ("csrf_token", "rev"):
        for value in page.form.get(name, ()):
            text = text.replace(f'name="{name}" value="{value}"', name)
    return SIGN.sub("", text)


def says_who(desk: Staff, tablet: Tablet, client: str) -> None:
    url = f"/staff/waiting/{tablet.intake_id}/who"
    desk.opens(url)
    assert posts(desk, url, client=client).status_code == 303


def test_the_pages_are_the_same_whether_or_not_somebody_is_known(
    clinic: Clinic, tomas: str, tablet: Tablet
):
    seen = []
    for tries in (Tablet(clinic), Tablet(clinic)):
        known = not seen
        tries.comes_back(BORN if known else "1971-01-01", END)
        tries.answers_for_today()
        tries.presses("next")
        seen.append([plain(page).replace(tries.intake_id, "") for _, page in tries.seen])
    assert seen[0] == seen[1]
    assert not [said for said in TOLD_BEFORE for page in seen[0] if said in page]


def test_nothing_said_before_is_shown_until_staff_say_who_it_is(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    tablet.comes_back(BORN, END)
    tablet.answers_for_today()
    assert tablet.step == "returning"
    assert "Not yet." in tablet.presses("next").words
    assert tablet.draft.carried == {}
    says_who(dana, tablet, tomas)
    assert "Tomas · 2 September" in tablet.opens().words
    assert tablet.is_me().step == "changes"
    tablet.walks(ATHLETE.answers)
    assert set(clinic.fired(tablet.intake_id)) == ATHLETE.rules
    assert clinic.record(tablet.intake_id).client == tomas


def test_staff_may_say_who_it_is_while_the_client_still_answers(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    page = tablet.comes_back(BORN, END)
    says_who(dana, tablet, tomas)
    assert tablet.page is page, "nothing was reloaded"
    tablet.answers("today", today_goal="sport", today_pain=4, today_private="no")
    assert tablet.step == "hello_again", "what was on the page still fits"
    assert tablet.is_me().step == "changes"
    tablet.walks(ATHLETE.answers)
    assert clinic.record(tablet.intake_id).answers["today_pain"] == 4


def test_the_desk_sees_whom_it_may_be_and_no_answer(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    tablet.comes_back(BORN, END)
    tablet.answers_for_today()
    assert "Says: been here before" in row_of(dana.opens(), "No name yet")
    page = dana.opens(f"/staff/waiting/{tablet.intake_id}/who")
    assert "Tomas Okafor · born 2 September 1991 · phone ends in 0102" in page.words
    assert not [said for said in TOLD_BEFORE[1:] if said in page.words]


def test_somebody_who_gave_another_number_is_found_by_name(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    tablet.comes_back(BORN, "9999")
    tablet.answers_for_today()
    dana.opens(f"/staff/waiting/{tablet.intake_id}/who")
    found = Page(posts(dana, f"/staff/waiting/{tablet.intake_id}/find", name="okaf"))
    assert "Tomas Okafor" in found.words
    says_who(dana, tablet, tomas)
    assert "Tomas · 2 September" in tablet.opens().words
    assert tablet.is_me().step == "changes"


def test_whom_nobody_knows_goes_on_as_new_and_answers_nothing_twice(
    clinic: Clinic, tablet: Tablet, dana: Staff
):
    tablet.comes_back()
    tablet.answers_for_today()
    says_who(dana, tablet, "")
    assert tablet.opens().step == "about_you"
    tablet.walks({**last_visit_of(ATHLETE), "review_ok": "yes", "signature": SIGNED})
    steps = [step for step, _ in tablet.seen]
    assert steps.count("today_check") == 1
    record = clinic.record(tablet.intake_id)
    assert (record.visit_kind, record.facts["been_before"]) == ("new", "yes")


SIGNED = {"method": "typed", "name": "Tomas Okafor"}


def test_a_record_signed_as_new_is_joined_with_the_earlier_visits_and_taken_out_again(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    tablet.comes_back(BORN, END)
    tablet.answers_for_today()
    tablet.presses("skip")
    tablet.walks({**last_visit_of(ATHLETE), "review_ok": "yes", "signature": SIGNED})
    assert "Join with earlier visits" in row_of(dana.opens(), "Tomas O.")
    says_who(dana, tablet, tomas)
    assert "Join with earlier visits" not in row_of(dana.opens(), "Tomas O.")
    assert dana.opens("/staff/clients/same").words.count("Tomas Okafor") == 2
    posts(dana, "/staff/clients/same", go="undo", one=tablet.intake_id)
    assert "Take apart" not in dana.opens("/staff/clients/same").words
    assert "One person: join them" in dana.page.words, "they look alike, and are offered"


def test_after_too_many_tries_staff_are_offered_nobody_and_the_client_sees_no_difference(
    clinic: Clinic, clock: Clock, tomas: str, tablet: Tablet, dana: Staff
):
    for _ in range(6):
        tablet.comes_back(BORN, "0000")
        pages = {plain(tablet.page).replace(tablet.intake_id, "")}
        tablet.erases()
    tablet.comes_back(BORN, END)
    assert {plain(tablet.page).replace(tablet.intake_id, "")} == pages
    assert tablet.draft.not_looked_for
    page = dana.opens(f"/staff/waiting/{tablet.intake_id}/who")
    assert "Too many tries on this tablet" in page.words
    assert "Tomas" not in page.words
    assert len(clinic.audit("find")) == 5
    assert [row.reason for row in clinic.audit("refused")] == ["walk-up", "walk-up"]
    tablet.erases()
    clock.goes_on(hours=1)
    tablet.comes_back(BORN, END)
    assert (
        "Tomas" in dana.signs_in("Dana Desk").opens(f"/staff/waiting/{tablet.intake_id}/who").words
    )


def test_somebody_else_ends_the_visit_and_the_desk_is_told(
    clinic: Clinic, tomas: str, tablet: Tablet, dana: Staff
):
    code = plans(dana, **TOMAS)
    tablet.starts(code=code)
    assert "Tomas" in tablet.page.words
    assert "September" not in tablet.page.words, "it is asked, so it is not shown"
    response = tablet.sends(tablet.fills("next", confirm_me="no", find_birth_date=BORN))
    assert response.location == "/?kept=other"
    assert "Nothing was kept." in tablet.opens(response.location).words
    page = dana.opens()
    assert "Tomas O. · Somebody else is at the tablet" in page.words
    assert "Not here yet" in row_of(page, "Tomas O.")
    assert clinic.waiting() == []
    tablet.starts(code=code)
    assert tablet.step == "hello_again"


@pytest.mark.torture
def test_ten_thousand_wrong_tries_learn_nothing(clinic: Clinic, tomas: str, tablet: Tablet):
    """One in ten hits; pages, lengths and times are of one kind, and the throttle stops it."""
    tablet.comes_back("1971-01-01", "0000")
    pages: set[str] = set()
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(10_000):
        hit = number % 10 == 0
        tablet.goes_back()
        began = time.thread_time()
        said = {"find_birth_date": BORN if hit else "1971-01-01", "find_phone_end": END}
        tablet.presses("next", **said)
        times[hit].append(time.thread_time() - began)
        pages.add(plain(tablet.page))
        tablet.seen.clear()
    assert len(pages) == 1
    assert 0.8 < median(times[True]) / median(times[False]) < 1.25
    with clinic.store.reading() as tx:
        assert len(audit.latest(tx, "find", 20_000)) == 5
        assert len(audit.latest(tx, "refused", 20_000)) > 9_000
