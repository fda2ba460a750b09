"""Error pages: each is called what it is, in the clinic's language."""

from __future__ import annotations

import logging

import pytest

from kiosk.languages import translate
from kiosk.store import clinics
from kiosk.web.http.error_pages import SAID, SORRY
from tests.spoken import EACH_LANGUAGE
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page

CALLED = {403: "Page not allowed", 404: "Page not found"}


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_a_page_that_is_not_there_is_told_from_one_that_is_not_for_you(
    clinic: Clinic, language: str
):
    with clinic.store.writing() as tx:
        here = clinics.the_clinic(tx)
        assert here
        clinics.change(tx, here.id, "setup", language=language)
    dana = Staff(clinic).signs_in("Dana Desk")
    found = {
        response.status_code: Page(response).heading
        for response in (dana.gets("/admin/staff"), dana.gets("/staff/nowhere"))
    }
    assert found == {status: translate(words, language) for status, words in CALLED.items()}


def test_two_titles_never_mean_the_same_and_one_never_two():
    called = {said: {status for status in SAID if SAID[status] == said} for said in SAID.values()}
    titles = [title for title, _ in called]
    assert len(titles) == len(set(titles))
    assert SORRY[0] not in titles
    assert called[SAID[404]] == {404, 405}


@pytest.mark.parametrize(
    ("what", "words"), [({"name": "Ottilie"}, "400 csrf"), ({"name": "x" * 70_000}, "413 ")]
)
def test_what_was_refused_is_in_the_log_without_what_was_sent(
    clinic: Clinic, caplog: pytest.LogCaptureFixture, what: dict[str, str], words: str
):
    with caplog.at_level(logging.WARNING, "kiosk.web"):
        Staff(clinic).signs_in().browser.post("/staff/clients", data=what)
    assert words in caplog.text
    assert what["name"] not in caplog.text
