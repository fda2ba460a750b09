"""Staff put an answer right: the record stays, and the correction stands beside it."""

from __future__ import annotations

import pytest

from kiosk.exports.press import Press
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.walks.tablet import Tablet
from tests.web.visits import posts, signs

pytestmark = pytest.mark.long


@pytest.fixture
def theo(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Theo Hands")


@pytest.fixture
def maya(clinic: Clinic, tablet: Tablet) -> str:
    return signs(clinic, "Maya Lindqvist", medicine_kinds=["none"])


def puts_right(who: Staff, intake_id: str, **said: str) -> Page:
    url = f"/staff/corrections/{intake_id}"
    who.opens(f"{url}?question=medicine_kinds")
    response = posts(who, url, question="medicine_kinds", **said)
    return who.opens(response.location) if response.location else Page(response)


@pytest.mark.paper
def test_a_correction_raises_its_flags_and_stands_on_the_page_and_the_paper(
    clinic: Clinic, theo: Staff, maya: str, press: Press
):
    assert "Blood thinner" not in theo.prints(maya)
    page = puts_right(theo, maya, medicine_kinds="blood_thinner", reason="remembered it now")
    assert "Put right since" in page.words
    assert "None → Blood thinner or daily aspirin" in page.words
    assert "Theo Hands, 9:00 am: remembered it now" in page.words
    paper = theo.prints(maya)
    assert "Blood thinner or daily aspirin" in paper
    assert "r_bleeding" not in clinic.fired(maya), "the record is as it was signed"
    assert clinic.record(maya).answers["medicine_kinds"] == ["none"]
    assert clinic.is_whole()


@pytest.mark.paper
def test_a_question_that_a_correction_opens_is_offered_to_be_put_in(
    theo: Staff, maya: str, press: Press
):
    page = puts_right(theo, maya, medicine_kinds="blood_thinner", reason="remembered it now")
    assert "What was put right asks for more" in page.words
    url = f"/staff/corrections/{maya}"
    assert f"{url}?question=medicine_names" in page.links()
    theo.opens(f"{url}?question=medicine_names")
    answer = posts(theo, url, question="medicine_names", medicine_names="Warfarin", reason="asked")
    page = theo.opens(answer.location)
    assert "not answered → Warfarin" in page.words
    assert "What was put right asks for more" not in page.words
    assert "Warfarin" in theo.prints(maya), "the therapist reads it, though nobody was asked"


def test_a_correction_without_a_reason_is_asked_for_one_and_loses_nothing(
    clinic: Clinic, theo: Staff, maya: str
):
    page = puts_right(theo, maya, medicine_kinds="insulin", reason="")
    assert page.status == 422
    check(page, staff=True)
    assert page.picked("medicine_kinds") == ["insulin"]
    assert "Say why" in page.error_at("reason")
    assert "Put right since" not in theo.opens(f"/staff/intakes/{maya}").words


@pytest.mark.parametrize("question", ["consent_treatment", "sensitive_glutes", "signature", "no"])
def test_what_only_the_client_can_say_is_not_put_right_by_staff(
    clinic: Clinic, theo: Staff, maya: str, question: str
):
    url = f"/staff/corrections/{maya}"
    assert theo.gets(f"{url}?question={question}").status_code == 404
    theo.opens(url)
    assert posts(theo, url, question=question, reason="why not").status_code == 400


def test_another_therapists_visit_is_put_right_by_whoever_may_open_it(
    clinic: Clinic, theo: Staff, maya: str
):
    mei = Staff(clinic).signs_in()
    mei.opens(f"/staff/intakes/{maya}")
    posts(mei, f"/staff/intakes/{maya}/take")
    assert theo.opens(f"/staff/corrections/{maya}").heading == "Another therapist's visit"
    assert posts(theo, f"/staff/corrections/{maya}", question="health_note").status_code == 422


def test_an_admin_puts_right_and_is_led_back_to_what_an_admin_may_see(clinic: Clinic, maya: str):
    ada = Staff(clinic).signs_in("Ada Books")
    ada.opens(f"/admin/intakes/{maya}")
    page = puts_right(ada, maya, medicine_kinds="insulin", reason="the client wrote to us")
    assert "Insulin" not in page.words
    (row,) = clinic.audit("correct")
    assert row.subject == maya


def test_today_and_search_follow_what_was_put_right(clinic: Clinic, theo: Staff, maya: str):
    assert "Stop and ask: 1" not in theo.opens("/staff/").words
    url = f"/staff/corrections/{maya}"
    theo.opens(f"{url}?question=cancer")
    posts(theo, url, question="cancer", cancer="now", reason="said so at the door")
    theo.opens(f"{url}?question=full_name")
    posts(theo, url, question="full_name", full_name="Maja Lindkvist", reason="misspelt")
    today = theo.opens("/staff/").words
    assert "Stop and ask: 1" in today
    assert "Put right since: 2" in today
    assert "Maja L." in today
    theo.opens("/staff/clients")
    assert "Maja Lindkvist" in Page(posts(theo, "/staff/clients", name="Lindkvist")).words
    assert "Maja" not in Page(posts(theo, "/staff/clients", name="Lindqvist")).words


def test_an_admin_sees_no_answer_before_saying_why_and_then_this_one_alone(
    clinic: Clinic, maya: str
):
    ada = Staff(clinic).signs_in("Ada Books")
    url = f"/staff/corrections/{maya}"
    asked_for_all = ada.opens(url)
    assert "How many weeks?" in asked_for_all.words, "what was asked tells something, too"
    before = ada.opens(f"{url}?question=full_name")
    assert "Maya Lindqvist" not in before.words
    assert before.form.get("full_name") is None
    assert clinic.audit("view") == []
    assert posts(ada, f"{url}/open", question="full_name", reason=" ").status_code == 422
    page = Page(posts(ada, f"{url}/open", question="full_name", reason="she wrote to us"))
    check(page, staff=True)
    assert page.form["full_name"] == ["Maya Lindqvist"]
    assert page.form["reason"] == ["she wrote to us"]
    (row,) = clinic.audit("view")
    assert (row.subject, row.reason) == (maya, "she wrote to us")


def test_a_correction_that_was_refused_shows_an_admin_what_they_typed_and_no_more(
    clinic: Clinic, maya: str
):
    ada = Staff(clinic).signs_in("Ada Books")
    url = f"/staff/corrections/{maya}"
    ada.opens(f"{url}?question=full_name")
    refused = Page(posts(ada, url, question="full_name", full_name="Typed Here", reason=""))
    assert refused.form["full_name"] == ["Typed Here"]
    assert "Lindqvist" not in refused.words


@pytest.mark.parametrize(
    ("picked", "stands"),
    [(["none", "insulin"], "Insulin"), (["none", "insulin", "blood_thinner"], "Blood thinner")],
)
def test_a_choice_beside_none_takes_none_away(
    theo: Staff, maya: str, picked: list[str], stands: str
):
    """Without a script nobody unticks "None" for them."""
    said = puts_right(theo, maya, medicine_kinds=picked, reason="asked again").words  # type: ignore[arg-type]
    assert f"None → {stands}" in said
    assert "None; " not in said
    said = puts_right(theo, maya, medicine_kinds=["none", *picked[1:]], reason="not so").words  # type: ignore[arg-type]
    assert " → None Theo Hands" in said


@pytest.mark.parametrize(
    ("question", "typed", "words"),
    [
        ("full_name", {"full_name": "\u200b "}, "Write the name of the person having the massage."),
        ("birth_date", {}, "Write the date of birth."),
        ("filling_for", {}, "Tell us who the massage is for."),
        ("email", {"email": "hal at home"}, "An email address has an @ in it. Please check it."),
    ],
)
def test_what_no_client_may_leave_out_is_not_put_right_to_nothing(
    clinic: Clinic, theo: Staff, question: str, typed: dict[str, str], words: str
):
    record = signs(clinic, "Hal Brook", email="hal@example.org")
    theo.opens(f"/staff/corrections/{record}?question={question}")
    answer = posts(
        theo, f"/staff/corrections/{record}", question=question, reason="typed wrong", **typed
    )
    assert answer.status_code == 422
    assert words in Page(answer).words
    assert "Put right since" not in theo.opens(f"/staff/intakes/{record}").words


def listed(page: Page) -> dict[str, str]:
    """What can be put right, with what stands."""
    rows = page.tree.xpath("//dl[contains(@class, 'said')]/div")
    words = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    return {asked: stands for asked, stands, *_ in words}


def test_what_can_be_put_right_stands_step_by_step_with_what_it_is_now(theo: Staff, maya: str):
    puts_right(theo, maya, medicine_kinds="insulin", reason="remembered it now")
    page = theo.opens(f"/staff/corrections/{maya}")
    assert listed(page)["Which kinds do you take?"].startswith("Insulin")
    folds = {fold.get("id"): fold for fold in page.tree.xpath("//details")}
    assert "Maya Lindqvist" in folds["about_you"].text_content()
    assert all(fold.get("open") is None for fold in folds.values())


@pytest.mark.parametrize(
    ("words", "meant"), [("LINDQVIST", {"full_name"}), ("date birth", {"birth_date"})]
)
def test_an_answer_is_found_by_a_word_of_it_or_of_its_question(
    clinic: Clinic, theo: Staff, maya: str, words: str, meant: set[str]
):
    url = f"/staff/corrections/{maya}"
    theo.opens(url)
    page = Page(theo.sends(f"{url}/find", words=words))
    check(page, staff=True)
    found = {link.partition("=")[2] for link in page.links() if "question=" in link}
    assert found == meant
    assert all(fold.get("open") is not None for fold in page.tree.xpath("//details"))
    assert page.form["words"] == [words]
    nothing = Page(theo.sends(f"{url}/find", words="zebra"))
    assert "No answer has these words." in nothing.words


def test_an_admin_finds_questions_and_no_answer(clinic: Clinic, maya: str):
    ada = Staff(clinic).signs_in("Ada Books")
    url = f"/staff/corrections/{maya}"
    assert set(listed(ada.opens(url)).values()) == {""}
    assert listed(Page(ada.sends(f"{url}/find", words="Lindqvist"))) == {}
    assert clinic.audit("view") == []
