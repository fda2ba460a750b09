"""The list of people to talk to: written by an admin, and then offered to clients."""

from __future__ import annotations

import pytest

from kiosk.store import clinics
from tests.walks.clinic import SUPPORT_LIST, Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.walks.tablet import Tablet
from tests.web.visits import posts

URL = "/admin/clinic/support-list"


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    admin = Staff(clinic).signs_in("Ada Books")
    assert SUPPORT_LIST in admin.opens("/admin/clinic").source
    return admin


def kept(clinic: Clinic) -> str:
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    return mine.support_list_text


def test_a_list_is_written_audited_and_offered(clinic: Clinic, ada: Staff, tablet: Tablet):
    before = len(clinic.audit("settings"))
    words = "Night line 555-0197\r\n\r\n\r\n\r\nRosa Lin, counsellor\u200b"
    for _ in range(2):
        assert posts(ada, URL, support_list=words).status_code == 303
    assert kept(clinic) == "Night line 555-0197\n\nRosa Lin, counsellor"
    assert len(clinic.audit("settings")) == before + 1, "sent twice is written once"
    assert "Saved." in ada.opens("/admin/clinic?done=yes").words
    assert "support_list" in tablet.is_at("feelings").questions


@pytest.mark.parametrize("nothing", ["", " \n ", "\u200b"])
def test_a_list_that_is_taken_away_is_offered_no_more(
    clinic: Clinic, ada: Staff, tablet: Tablet, nothing: str
):
    posts(ada, URL, support_list=nothing)
    assert kept(clinic) == ""
    assert "support_list" not in tablet.is_at("feelings").questions


def test_a_list_that_is_too_long_is_said_kindly_and_stays_typed(clinic: Clinic, ada: Staff):
    page = Page(posts(ada, URL, support_list="a" * 1001))
    assert page.status == 422
    assert "Please use fewer words here." in page.error_at("support_list")
    assert "a" * 1001 in page.source
    assert kept(clinic) == SUPPORT_LIST


def test_only_an_admin_writes_it(clinic: Clinic):
    for name in ("Dana Desk", "Theo Hands"):
        staff = Staff(clinic).signs_in(name)
        assert posts(staff, URL, support_list="mine").status_code == 403
    assert kept(clinic) == SUPPORT_LIST


def test_the_clinics_phone_is_kept_and_has_digits(clinic: Clinic, ada: Staff):
    response = posts(ada, "/admin/clinic", country="ES", phone="ask Rosa")
    page = Page(response)
    assert response.status_code == 422
    assert page.summary == [("#phone", "Write the number of the phone, with digits.")]
    assert page.form["phone"] == ["ask Rosa"], "nothing typed is lost"
    assert posts(ada, "/admin/clinic", country="ES", phone="555-0190").status_code == 303
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    assert mine.phone == "555-0190"
