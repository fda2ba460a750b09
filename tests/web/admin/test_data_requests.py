"""What an admin does when a client asks: a copy or an end to it, with a reason, and no reading."""

from __future__ import annotations

import pytest

from kiosk.exports.press import Press
from kiosk.store.records import papers
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients
from tests.builders.clinic import PASSWORD
from tests.pdf_words import words_of
from tests.store.house import keeps_paper
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import comes, posts, signs

CHEST_PAIN = {"warning_signs": ["chest_breath"]}


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


def test_the_page_shows_no_answer(clinic: Clinic, ada: Staff):
    kept = signs(clinic, good_visit="to sleep well", **CHEST_PAIN)
    page = ada.opens(f"/admin/intakes/{kept}")
    assert page.heading == "Hal B. · 9:00 am"
    assert "sleep" not in page.source
    assert "Chest" not in page.source
    assert clinic.audit("view") == []


@pytest.mark.parametrize(
    ("go", "words"), [("copy", "Your copy of what you said"), ("paper", "Stop and ask")]
)
def test_one_click_and_a_reason_make_a_copy(
    clinic: Clinic, ada: Staff, press: Press, go: str, words: str
):
    kept = signs(clinic, **CHEST_PAIN)
    response = posts(
        ada, f"/admin/intakes/{kept}/copy", copy_reason="she asked for it", go=go, password=PASSWORD
    )
    assert clinic.audit("export") == [], "nothing was sent yet"
    response = comes(ada, response)
    assert ada.page.heading == "Your file is coming"
    assert PASSWORD not in ada.page.source
    assert response.mimetype == "application/pdf"
    assert "attachment" in response.headers["Content-Disposition"]
    assert words in words_of(response.data)
    assert [(row.subject, row.reason) for row in clinic.audit("export")] == [
        (kept, "she asked for it")
    ]


def test_whoever_gave_the_password_just_now_has_the_copy_at_once(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    ada.confirms()
    response = posts(ada, f"/admin/intakes/{kept}/copy", copy_reason="asked", go="everything")
    assert response.mimetype == "application/zip"


def test_the_address_of_a_copy_is_good_for_one_sign_in_one_intake_and_five_minutes(
    clinic: Clinic, ada: Staff
):
    kept, other = signs(clinic), signs(clinic)
    said = {"copy_reason": "asked", "go": "everything", "password": PASSWORD}
    page = posts(ada, f"/admin/intakes/{kept}/copy", **said).location
    mei = Staff(clinic).signs_in("Mei Tanaka").confirms()
    for who, url in ((mei, page), (ada, page.replace(kept, other)), (ada, f"{page[:-4]}AAAA")):
        for part in ("", "/file"):
            assert who.gets(url + part).location == url[: url.index("/copy/")]
    clinic.clock.goes_on(minutes=5)
    assert ada.gets(f"{page}/file").status_code == 303
    assert clinic.audit("export") == []


def test_a_copy_of_what_was_erased_meanwhile_is_none(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    said = {"copy_reason": "asked", "password": PASSWORD}
    page = posts(ada, f"/admin/intakes/{kept}/copy", **said).location
    with clinic.store.writing() as tx:
        erase_record(tx, kept, "setup", "asked")
    assert "This intake is erased." in ada.gets(f"{page}/file").text


@pytest.mark.parametrize("go", ["copy", "paper"])
def test_without_a_reason_there_is_no_copy(clinic: Clinic, ada: Staff, go: str):
    kept = signs(clinic)
    response = posts(ada, f"/admin/intakes/{kept}/copy", copy_reason=" ", go=go)
    assert response.status_code == 422
    why = "Say why. It is recorded with your name."
    assert Page(response).error_at("copy_reason") == f"Error: {why}"
    assert clinic.audit("export") == []


def test_erasing_takes_the_record_and_its_paper_for_good(clinic: Clinic, ada: Staff):
    kept, other = signs(clinic, "Ana Ruiz"), signs(clinic)
    with clinic.store.writing() as tx:
        keeps_paper(tx, kept, b"%PDF")
    ada.opens(f"/admin/intakes/{kept}")
    page = ada.does(
        f"/admin/intakes/{kept}/erase", erase_reason="she asked", sure="yes", password=PASSWORD
    )
    assert page.heading == "This intake is erased."
    assert clinic.signed() == [other]
    with clinic.store.reading() as tx:
        assert papers.paper_of(tx, kept) is None
    assert [(row.subject, row.reason) for row in clinic.audit("erase")] == [(kept, "she asked")]
    assert clinic.is_whole()


SURE = {"person_reason": "she asked", "person_sure": "yes", "password": PASSWORD}


def test_everything_of_a_person_is_erased_in_one_step(clinic: Clinic, ada: Staff):
    kept, again, other = signs(clinic, "Ana Ruiz"), signs(clinic, "Ana Ruiz"), signs(clinic)
    with clinic.store.writing() as tx:
        join_clients(tx, again, kept, "mei")
    url = f"/admin/intakes/{again}"
    assert "Erase everything of this person (2 visits)" in ada.opens(url).words
    for _ in range(2):
        assert posts(ada, f"{url}/erase-person", **SURE).status_code in (200, 303)
    assert ada.opens(f"/admin/intakes/{kept}").heading == "Everything of this person is erased."
    assert clinic.signed() == [other]
    assert {row.subject for row in clinic.audit("erase")} == {kept, again}
    assert len(clinic.audit("erase")) == 2
    assert "(1 visit)" in ada.opens(f"/admin/intakes/{other}").words


@pytest.mark.parametrize("field", ["person_reason", "person_sure"])
def test_no_person_is_erased_without_a_reason_and_being_sure(
    clinic: Clinic, ada: Staff, field: str
):
    kept = signs(clinic)
    said = {name: value for name, value in SURE.items() if name != field}
    response = posts(ada, f"/admin/intakes/{kept}/erase-person", **said)
    assert response.status_code == 422
    assert [anchor for anchor, _ in Page(response).summary] == [f"#{field}"]
    assert clinic.signed() == [kept]


def test_erasing_twice_is_harmless(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    for _ in range(2):
        response = posts(
            ada, f"/admin/intakes/{kept}/erase", erase_reason="asked", sure="yes", password=PASSWORD
        )
        assert response.status_code in (200, 303)
    copied = posts(ada, f"/admin/intakes/{kept}/copy", copy_reason="asked")
    assert "This intake is erased." in copied.text
    assert len(clinic.audit("erase")) == 1
    assert clinic.audit("export") == []


@pytest.mark.parametrize(
    ("said", "field"),
    [({"sure": "yes"}, "erase_reason"), ({"erase_reason": "she asked"}, "sure")],
)
def test_nothing_is_erased_without_a_reason_and_being_sure(
    clinic: Clinic, ada: Staff, said: dict[str, str], field: str
):
    kept = signs(clinic)
    response = posts(ada, f"/admin/intakes/{kept}/erase", **said)
    assert response.status_code == 422
    page = Page(response)
    assert [anchor for anchor, _ in page.summary] == [f"#{field}"]
    kept_as_typed = page.tree.get_element_by_id("erase_reason").get("value")
    assert kept_as_typed == said.get("erase_reason", "")
    assert clinic.signed() == [kept]


def test_what_never_was_is_not_found(ada: Staff):
    assert ada.gets("/admin/intakes/none").status_code == 404
    for what in ("copy", "erase", "erase-person"):
        assert posts(ada, f"/admin/intakes/none/{what}").status_code == 404


def test_an_admin_opens_no_intake_in_any_other_way(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    for part in ("", "/paper.pdf", "/sheet"):
        assert ada.gets(f"/staff/intakes/{kept}{part}").status_code == 403
    for part in ("take", "read", "copy"):
        assert posts(ada, f"/staff/intakes/{kept}/{part}").status_code == 403
    assert clinic.audit("view", "print", "take", "read", "export") == []


def test_a_therapist_who_is_an_admin_finds_the_way_from_the_intake(clinic: Clinic):
    kept = signs(clinic)
    both = Staff(clinic).signs_in("Mei Tanaka").opens(f"/staff/intakes/{kept}")
    assert f"/admin/intakes/{kept}" in both.links()
    theo = Staff(clinic).signs_in("Theo Hands").opens(f"/staff/intakes/{kept}")
    assert not [url for url in theo.links() if url.startswith("/admin")]
