"""The story register: what was allowed, each use, and that no use follows its end."""

from __future__ import annotations

import pytest

from kiosk.store import Refused, clinics
from kiosk.store.access import staff as staff_of
from kiosk.store.proving import proof
from kiosk.store.records import stories
from kiosk.usecases.restrict_client import restrict_client
from kiosk.usecases.share_story import NO_LONGER, use_story
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import posts, signs

ADA = "Ada Books"
URL = "/admin/stories"


@pytest.fixture
def kept(clinic: Clinic) -> str:
    return signs(clinic, consent_story="yes", health_note="Waxwing")


def uses(clinic: Clinic, kept: str) -> list[str]:
    with clinic.store.reading() as tx:
        found = stories.of(tx, kept)
    return [each.where for each in found.uses] if found else []


def test_a_yes_is_in_the_register_with_its_very_words_and_its_end(clinic: Clinic, kept: str):
    signs(clinic, "Ana Ruiz", consent_story="no")
    ada = Staff(clinic).signs_in(ADA)
    page = ada.opens(URL)
    assert "Hal B." in page.words
    assert "Ana R." not in page.words
    assert "May be told until 10 March 2027" in page.words
    one = ada.opens(f"{URL}/{kept}")
    assert "The clinic may tell my story to help others, with no name" in one.words
    assert "No name, and nothing that shows who it is" in one.words
    assert "Waxwing" not in one.words
    with clinic.store.reading() as tx:
        assert proof.verify_one(tx, kept) == proof.Findings((), (), None, ())


def test_each_use_is_entered_once_with_who_and_when(clinic: Clinic, kept: str):
    ada = Staff(clinic).signs_in(ADA)
    ada.opens(f"{URL}/{kept}")
    assert posts(ada, f"{URL}/{kept}", go="use", where=" ").status_code == 422
    for _ in range(2):
        assert posts(ada, f"{URL}/{kept}", go="use", where="Newsletter, March").status_code == 303
    assert uses(clinic, kept) == ["Newsletter, March"]
    assert "Newsletter, March · 10 March 2026 · Ada Books" in ada.opens(f"{URL}/{kept}").words
    assert [row.reason for row in clinic.audit("story")] == ["use", "permission"]


def test_using_a_story_after_it_was_taken_back_is_refused(clinic: Clinic, kept: str):
    ada = Staff(clinic).signs_in(ADA)
    ada.opens(f"{URL}/{kept}")
    posts(ada, f"{URL}/{kept}", go="use", where="Newsletter")
    assert posts(ada, f"{URL}/{kept}", go="back").status_code == 422
    taken = {"go": "back", "asked_by": "client", "how": "by_phone"}
    for _ in range(2):
        assert posts(ada, f"{URL}/{kept}", **taken).status_code == 303
    page = ada.opens(f"{URL}/{kept}")
    assert "Taken back" in page.words
    assert "Newsletter" in page.words, "what was told stays in the register"
    assert "Where is it told" not in page.words
    refused = posts(ada, f"{URL}/{kept}", go="use", where="Website")
    assert refused.status_code == 422
    assert "taken this permission back" in refused.text
    assert uses(clinic, kept) == ["Newsletter"]
    assert [row.reason for row in clinic.audit("withdraw")] == ["consent_story"]


def test_using_a_story_after_its_end_is_refused(clinic: Clinic, kept: str):
    clinic.clock.goes_on(days=366)
    with clinic.store.reading() as tx:
        here = clinics.the_clinic(tx)
        ada = next(each for each in staff_of.everyone(tx) if each.name == ADA)
    assert here
    with pytest.raises(Refused) as no:
        use_story(clinic.store, ada, here, kept, "Website")
    assert no.value.words == NO_LONGER["ended"]
    assert uses(clinic, kept) == []


def test_whoever_asked_that_nothing_is_used_is_not_in_it(clinic: Clinic, kept: str):
    with clinic.store.writing() as tx:
        restrict_client(tx, kept, "setup", "asked")
    ada = Staff(clinic).signs_in(ADA)
    assert "Hal B." not in ada.opens(URL).words
    assert ada.gets(f"{URL}/{kept}").status_code == 403
    assert posts(ada, f"{URL}/{kept}", go="use", where="Website").status_code == 403


def test_nobody_but_an_admin_opens_it_and_a_visit_without_one_has_no_page(
    clinic: Clinic, kept: str
):
    for name in ("Theo Hands", "Dana Desk"):
        assert Staff(clinic).signs_in(name).gets(f"{URL}/{kept}").status_code == 403
    none = signs(clinic, "Ana Ruiz")
    ada = Staff(clinic).signs_in(ADA)
    assert ada.gets(f"{URL}/{none}").status_code == 404
    assert f"{URL}/{kept}" in ada.opens(f"/admin/intakes/{kept}").links()
