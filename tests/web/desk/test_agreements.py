"""Agreements: a client takes one back on the tablet, or staff do for them; it counts at once."""

from __future__ import annotations

import pytest

from kiosk.store.records import standing
from kiosk.store.records.withdrawals import Withdrawal
from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import plans, row_of
from tests.walks.page import Page
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import Tablet
from tests.web.visits import posts, signs

STORY = "consent_story"
AREA = {"any_sensitive": "choose", "sensitive_abdomen": "yes"}
HEARD = {"asked_by": "client", "how": "by_phone"}


def agreements(kept: str) -> str:
    return f"/staff/agreements/{kept}"


def takes_back(who: Staff, kept: str, card: str, **said: str) -> Page:
    who.opens(agreements(kept))
    response = posts(who, agreements(kept), card=card, **said)
    return who.opens(response.location) if response.location else Page(response)


def gone(clinic: Clinic, kept: str) -> tuple[Withdrawal, ...]:
    with clinic.store.reading() as tx:
        return standing.find(tx, kept).withdrawals


@pytest.fixture
def comes_back(clinic: Clinic, tablet: Tablet) -> str:
    """Tomas is on the tablet again, and has shown that it is him; the record of his first visit."""
    kept = was_here(clinic, {**last_visit_of(ATHLETE), STORY: "yes"})
    tablet.starts(language=None, visit_kind=None, code=plans(Staff(clinic).signs_in(), **TOMAS))
    tablet.walks(ATHLETE.answers, until="today")
    return kept


def test_the_client_sees_every_card_with_its_words_and_until_when(
    clinic: Clinic, tablet: Tablet, comes_back: str
):
    tablet.presses("stop")
    page = tablet.presses("agreed")
    assert page.heading == "What I agreed to"
    (story,) = page.tree.xpath("//section[@id='card-consent_story']")
    words = " ".join(story.text_content().split())
    assert "Sharing your story Yes · 20 January 2026 · Version 1 · English" in words
    assert "Holds until 20 January 2027" in words
    assert "The clinic may tell my story" in words


def test_the_clients_own_tap_takes_it_back_at_once_and_says_so(
    clinic: Clinic, tablet: Tablet, comes_back: str
):
    tablet.presses("stop")
    tablet.presses("agreed")
    page = tablet.presses(f"take_back:{STORY}")
    assert "Taken back. From now on it does not count." in page.words
    (back,) = gone(clinic, comes_back)
    assert (back.card, back.asked_by, back.how, back.made_by) == (
        *(STORY, "client", "on_tablet", tablet.id),
    )
    assert f"take_back:{STORY}" not in page.buttons
    assert tablet.draft.carried["answers"][STORY] == "no"
    assert tablet.presses("back").step == "today"


def test_what_is_taken_back_before_the_visit_is_on_the_record_of_the_visit(
    clinic: Clinic, tablet: Tablet, comes_back: str
):
    tablet.presses("stop")
    tablet.presses("agreed")
    tablet.presses(f"take_back:{STORY}")
    tablet.presses("back")
    tablet.walks(ATHLETE.answers)
    record = clinic.record(tablet.intake_id)
    today = clinic.clock.now.date().isoformat()
    assert record.says[STORY] == "no"
    assert record.carried[STORY]["on"] == today
    assert record.facts["taken_back"] == f"{STORY} {today}"


def test_nobody_sees_agreements_before_it_is_shown_who_they_are(clinic: Clinic, tablet: Tablet):
    was_here(clinic, last_visit_of(ATHLETE))
    tablet.starts(language=None, visit_kind=None, code=plans(Staff(clinic).signs_in(), **TOMAS))
    assert tablet.step == "hello_again"
    assert "agreed" not in tablet.presses("stop").buttons
    assert tablet.sends(tablet.fills("agreed")).status_code == 400
    assert tablet.sends(tablet.fills("take_back:consent_story")).status_code == 400


def test_staff_say_who_asked_and_how(clinic: Clinic):
    kept = signs(clinic, **{STORY: "yes"})
    dana = Staff(clinic).signs_in("Dana Desk")
    page = takes_back(dana, kept, STORY)
    assert page.summary == [("#asked_by", "Say who asked for it.")]
    page = takes_back(dana, kept, STORY, asked_by="client")
    assert page.summary == [("#how", "Say how they asked for it.")]
    assert not gone(clinic, kept)
    page = takes_back(dana, kept, STORY, **HEARD)
    assert "Taken back on 10 March 2026 by the client · by phone · Dana Desk" in page.words
    takes_back(dana, kept, STORY, **HEARD)
    assert len(gone(clinic, kept)) == 1


def test_private_areas_are_for_whoever_reads_the_record(clinic: Clinic):
    kept = signs(clinic, **AREA)
    dana, theo = Staff(clinic).signs_in("Dana Desk"), Staff(clinic).signs_in("Theo Hands")
    assert "belly" not in dana.opens(agreements(kept)).words
    refused = takes_back(dana, kept, "sensitive_abdomen", **HEARD)
    assert refused.status == 422
    assert "belly" in theo.opens(agreements(kept)).words
    takes_back(theo, kept, "sensitive_abdomen", **HEARD)
    assert [each.card for each in gone(clinic, kept)] == ["sensitive_abdomen"]


def test_what_is_taken_back_under_way_is_on_today_at_once(clinic: Clinic):
    kept = signs(clinic, **{STORY: "yes"})
    mei = Staff(clinic).signs_in()
    seen = mei.opens("/staff/?whose=everyone")
    (again,) = seen.tree.xpath("//*[@id='today']/@data-hx-get")
    assert mei.gets(again).status_code == 204
    takes_back(Staff(clinic).signs_in("Dana Desk"), kept, STORY, **HEARD)
    living = mei.gets(again)
    assert living.status_code == 200, "the page that asks every second and a half gets a new one"
    assert "Taken back: 1" in row_of(Page(living), "Hal B.")


def test_what_is_taken_back_in_the_room_is_on_the_sessions_page(clinic: Clinic):
    kept = signs(clinic, **AREA)
    theo = Staff(clinic).signs_in("Theo Hands")
    session = f"/staff/intakes/{kept}/session"
    theo.opens(session)
    posts(theo, session, go="start")
    takes_back(theo, kept, "sensitive_abdomen", **HEARD)
    assert "Taken back: Belly" in theo.opens(session).words
    assert "Taken back: Belly" in theo.opens(f"{session}/room").words
