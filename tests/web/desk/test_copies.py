"""A copy to take along: wished for on the thank-you, printed, or opened once by a link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.exports.press import Press
from kiosk.store.access import staff
from kiosk.usecases.give_copy import link_to_copy
from tests.pdf_words import words_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import row_of
from tests.walks.page import Page
from tests.walks.tablet import Tablet
from tests.web.visits import posts, signs

WANTS = "Wants a copy to take along"


@pytest.fixture
def public(clinic: Clinic) -> Iterator[None]:
    """Phones reach this kiosk."""
    settings = replace(clinic.app.extensions["settings"], public_url="https://forms.example.org")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(clinic.app.extensions, "settings", settings)
        yield


def thanked(tablet: Tablet) -> Page:
    tablet.is_at("sign")
    return tablet.signs()


def test_whoever_has_signed_asks_for_a_copy_and_staff_see_it(clinic: Clinic, tablet: Tablet):
    page = thanked(tablet)
    kept = clinic.signed()[0]
    answer = tablet.sends(page.form, "/thanks")
    assert "Staff will bring you your copy" in answer.text
    dana = Staff(clinic).signs_in("Dana Desk")
    assert WANTS in row_of(dana.page, "Hal B.")
    theo = Staff(clinic).signs_in("Theo Hands")
    page = theo.opens(f"/staff/copies/{kept}")
    assert page.tree.xpath(f"//form[@action='/staff/intakes/{kept}/copy']")
    posts(theo, f"/staff/intakes/{kept}/copy")
    assert WANTS not in row_of(theo.opens(), "Hal B.")


def test_the_offer_is_of_this_tablet_soon_over_and_opens_nothing(clinic: Clinic, tablet: Tablet):
    page, other = thanked(tablet), Tablet(clinic)
    assert "copy of what I said" in page.words
    assert "copy of what I said" not in other.opens("/thanks").words
    clinic.clock.goes_on(minutes=6)
    assert "copy of what I said" not in tablet.opens("/thanks").words
    answer = tablet.sends(page.form, "/thanks")
    assert "Staff will bring you your copy" not in answer.text
    assert WANTS not in Staff(clinic).signs_in("Dana Desk").page.words


@pytest.mark.usefixtures("public")
def test_the_desk_makes_a_link_and_sees_no_answer(clinic: Clinic):
    kept = signs(clinic, "Ottilie Archer", health_note="a canary")
    dana = Staff(clinic).signs_in("Dana Desk")
    page = dana.opens(f"/staff/copies/{kept}")
    assert "A therapist prints it" in page.words
    shown = Page(posts(dana, f"/staff/copies/{kept}"))
    assert shown.tree.xpath("//*[@class='qr']")
    assert "canary" not in shown.words
    (noted,) = clinic.audit("hand_out")
    assert (noted.subject, noted.reason) == (kept, "copy by link")


@pytest.mark.usefixtures("public")
def test_a_link_opens_the_copy_once(clinic: Clinic, press: Press):
    kept = signs(clinic, "Ottilie Archer")
    with clinic.store.reading() as tx:
        dana = next(one for one in staff.everyone(tx) if one.name == "Dana Desk")
    token = link_to_copy(clinic.store, dana, kept)
    phone = Tablet(clinic, paired=False, base_url="https://localhost")
    page = phone.opens(f"/once/{token}")
    assert "Ottilie" not in page.words, "the link's page tells nobody's name"
    opened = phone.sends(page.form, f"/once/{token}")
    assert opened.mimetype == "application/pdf"
    assert "Ottilie Archer" in words_of(opened.data)
    assert phone.sends(page.form, f"/once/{token}").location.endswith("/once")
