"""The desk's list of who agreed to be asked how it was, and is due."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.store.records import standing
from kiosk.usecases.join_clients import join_clients
from kiosk.usecases.reflect import reflect
from kiosk.usecases.reflect_by_link import invitation
from kiosk.usecases.restrict_client import restrict_client
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import posts, signs

URL = "/staff/ask-after"
AGREED = {"consent_follow_up": "yes", "warning_signs": ["chest_breath"]}


def after(clinic: Clinic, days: int) -> Page:
    clinic.clock.goes_on(days=days)
    return Staff(clinic).signs_in("Dana Desk").opens(URL)


def test_who_agreed_is_due_from_the_second_day_to_the_fourteenth(clinic: Clinic):
    signs(clinic, "Ana Ruiz", phone="555-0142", **AGREED)
    signs(clinic, "Hal Brook")
    assert "Nobody is due." in after(clinic, 1).words
    due = after(clinic, 1)
    assert "Ana R. · 555-0142" in due.words
    assert "Hal B." not in due.words
    assert "breath" not in due.words
    assert "Ana R." in after(clinic, 12).words
    assert "Nobody is due." in after(clinic, 1).words


def test_who_has_answered_or_taken_it_back_or_is_restricted_is_not_asked(clinic: Clinic):
    answered, back, restricted = (signs(clinic, name, **AGREED) for name in ("A B", "C D", "E F"))
    with clinic.store.writing() as tx:
        reflect(tx, answered, {}, "setup")
        withdraw_agreement(tx, back, "consent_follow_up", "client", "by_phone", "setup")
        restrict_client(tx, restricted, "setup", "asked")
    assert "Nobody is due." in after(clinic, 2).words


@pytest.mark.parametrize(("later", "is_asked"), [("no", False), ("yes", True)])
def test_the_last_word_of_whoever_came_again_since_counts(
    clinic: Clinic, later: str, is_asked: bool
):
    first = signs(clinic, "Ana Ruiz", **AGREED)
    clinic.clock.goes_on(days=1)
    again = signs(clinic, "Ana Ruiz", consent_follow_up=later)
    other = signs(clinic, "Hal Brook", **AGREED)
    with clinic.store.writing() as tx:
        join_clients(tx, again, first, "desk")
    assert ("Ana R." in after(clinic, 1).words) is is_asked
    with clinic.store.writing() as tx:
        links = [bool(invitation(tx, standing.find(tx, this))) for this in (first, other)]
    assert links == [is_asked, True]


def test_whoever_was_asked_leaves_the_list_once_and_for_all(clinic: Clinic):
    kept = signs(clinic, **AGREED)
    after(clinic, 2)
    dana = Staff(clinic).signs_in("Dana Desk")
    dana.opens(URL)
    for _ in range(2):
        assert posts(dana, f"{URL}/{kept}", go="asked").status_code == 303
    assert "Nobody is due." in dana.opens(URL).words
    assert [row.subject for row in clinic.audit("ask")] == [kept]


def test_a_link_is_shown_once_and_only_where_phones_reach_us(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    kept = signs(clinic, **AGREED)
    assert "Make a link" not in after(clinic, 2).words
    settings = replace(clinic.app.extensions["settings"], public_url="https://f.example.org")
    monkeypatch.setitem(clinic.app.extensions, "settings", settings)
    dana = Staff(clinic).signs_in("Dana Desk")
    dana.opens(URL)
    shown = Page(posts(dana, f"{URL}/{kept}", go="link"))
    assert "https://f.example.org/once/" in shown.words
    again = dana.opens(URL)
    assert "/once/" not in again.words
    assert "Link made" in again.words
    refused = signs(clinic, "Hal Brook")
    assert posts(dana, f"{URL}/{refused}", go="link").status_code == 422


def test_the_desk_finds_it_on_today(clinic: Clinic):
    assert URL in Staff(clinic).signs_in("Dana Desk").page.links()
    assert URL not in Staff(clinic).signs_in("Ada Books").page.links()
