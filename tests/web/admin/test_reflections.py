"""Who reads how it was: whom the client chose, and the manager first where it is grave."""

from __future__ import annotations

from typing import Any

from kiosk.store.access import staff
from kiosk.store.records import records, restrictions
from kiosk.usecases import treat_client as room
from kiosk.usecases.reflect import reflect
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.walks.page import Page
from tests.web.visits import signs

CANARY = "Nightjarunsafe"
UNSAFE = {"safe_to_speak": "no", "reflect_words": CANARY}
FINE = {"safe_to_speak": "yes", "reflect_words": CANARY}
THEO, ADA, MEI, DANA = "Theo Hands", "Ada Books", "Mei Tanaka", "Dana Desk"


def says(clinic: Clinic, therapist: str = THEO, /, **said: Any) -> str:
    """A visit of this therapist, whose client has said so afterwards."""
    kept = signs(clinic, goals=["pain"], pain_now=6, feel_before=["tense"], feel_goal="calm")
    with clinic.store.writing() as tx:
        records.assign(tx, kept, id_of(clinic, therapist), by="plan")
        reflect(tx, kept, said, "tablet")
    return kept


def reads(clinic: Clinic, who: str, kept: str) -> str:
    """What the page of it says; its status where it does not open."""
    answer = Staff(clinic).signs_in(who).gets(f"/staff/intakes/{kept}/reflection")
    return Page(answer).words if answer.status_code == 200 else str(answer.status_code)


def test_the_therapist_reads_it_beside_how_the_client_felt_and_wished_to_feel(clinic: Clinic):
    kept = says(clinic, feel_now=["calm"], pain_after=4, reflect_share="therapist")
    words = reads(clinic, THEO, kept)
    assert [each in words for each in ("Tense", "Calm", "better by 2")] == [True] * 3
    assert [row.reason for row in clinic.audit("view")] == ["reflection"]
    assert reads(clinic, ADA, kept) == "403", "the therapist only"
    assert reads(clinic, DANA, kept) == "403"


def test_a_manager_who_reads_no_intakes_sees_the_answer_and_nothing_of_the_intake(clinic: Clinic):
    kept = says(clinic, **FINE, pain_after=4, reflect_share="manager")
    words = reads(clinic, ADA, kept)
    assert CANARY in words
    assert "Tense" not in words
    assert "better by" not in words
    assert reads(clinic, THEO, kept) == "403"


def test_what_is_grave_and_for_both_reaches_the_therapist_after_the_manager(clinic: Clinic):
    kept = says(clinic, **UNSAFE, reflect_share="both")
    assert reads(clinic, THEO, kept) == "403"
    assert CANARY in reads(clinic, ADA, kept)
    assert CANARY in reads(clinic, THEO, kept)


def test_of_what_is_for_the_therapist_alone_the_manager_learns_that_it_is_there(clinic: Clinic):
    kept = says(clinic, **UNSAFE, reflect_share="therapist")
    inbox = Staff(clinic).signs_in(ADA).opens("/admin/reflections")
    assert "Not heard, or not safe to speak up" in inbox.words
    words = reads(clinic, ADA, kept)
    assert "They let only their therapist read what they said." in words
    assert CANARY not in words
    assert CANARY in reads(clinic, THEO, kept)


def test_a_manager_who_had_the_session_is_its_therapist_as_long_as_there_is_another(
    clinic: Clinic,
):
    kept = says(clinic, MEI, **UNSAFE)
    assert reads(clinic, MEI, kept) == "403"
    assert CANARY in reads(clinic, ADA, kept)


def test_whoever_only_worked_in_the_room_counts_as_its_therapist_too(clinic: Clinic):
    kept = signs(clinic)
    with clinic.store.reading() as tx:
        me = next(each for each in staff.everyone(tx) if each.name == MEI)
    room.start(clinic.store, me, kept)
    with clinic.store.writing() as tx:
        reflect(tx, kept, UNSAFE, "tablet")
    assert reads(clinic, MEI, kept) == "403"


def test_today_tells_the_manager_and_nobody_else_and_until_one_has_opened_it(clinic: Clinic):
    kept = says(clinic, **UNSAFE)
    news = "1 client has said how it was."
    assert news in Staff(clinic).signs_in(ADA).opens().words
    for who in (THEO, DANA):
        assert news not in Staff(clinic).signs_in(who).opens().words
    reads(clinic, ADA, kept)
    assert news not in Staff(clinic).signs_in(ADA).opens().words


def counted(page: Page) -> list[str]:
    """The cells of the table that say something."""
    return [cell.text for cell in page.tree.iterfind(".//table/tbody/tr/td") if cell.text]


def test_counts_stand_in_the_inbox_and_small_ones_do_not(clinic: Clinic):
    for _ in range(5):
        says(clinic, safe_to_speak="yes", reflect_share="therapist")
    says(clinic, safe_to_speak="no")
    page = Staff(clinic).signs_in(ADA).opens("/admin/reflections")
    assert counted(page)[:3] == ["6", "under 5", "0"]


def test_of_a_restricted_client_nothing_is_read_listed_or_counted(clinic: Clinic):
    kept = [says(clinic, safe_to_speak="no") for _ in range(5)]
    assert CANARY not in reads(clinic, ADA, kept[0])
    with clinic.store.writing() as tx:
        restrictions.place(tx, kept[0], "setup", "by letter")
    assert reads(clinic, ADA, kept[0]) == "403"
    page = Staff(clinic).signs_in(ADA).opens("/admin/reflections")
    assert kept[0] not in page.source
    assert counted(page) == ["under 5"], "and no figure"
    assert page.tree.find(".//figure") is None


def test_the_counts_are_figures_and_a_table_and_a_small_number_is_in_neither(clinic: Clinic):
    for _ in range(5):
        says(clinic, **FINE, good_fit="other")
    says(clinic, **UNSAFE)
    page = Staff(clinic).signs_in(ADA).opens("/admin/reflections")
    drawn = {
        figure.findtext("figcaption"): " ".join(figure.itertext())
        for figure in page.tree.iterfind(".//figure")
    }
    assert "5 of 6" in drawn["Would try another therapist"]
    assert "too few to say" in drawn["Not safe to speak up"]
    assert counted(page) == ["6", "under 5", "0", "0", "0", "5", "0"]
