"""The recovery sheet: shown after the password alone, noted, and confirmed from the paper."""

from __future__ import annotations

import pytest

from kiosk.store.backups import key_sheet
from kiosk.store.engine import recovery_sheet
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import posts

URL = "/admin/recovery-sheet"


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


def is_confirmed(clinic: Clinic) -> bool:
    with clinic.store.reading() as tx:
        return key_sheet.is_confirmed(tx)


def groups(clinic: Clinic) -> tuple[str, ...]:
    keys = clinic.store.keys
    return recovery_sheet.groups_of(keys)[keys.current]


def types_back(ada: Staff, **instead: str) -> dict[str, str]:
    """What an admin types who has the paper in their hands."""
    asked = ada.page.tree.xpath("//input[@name='asked']/@value")[0].split()
    printed = groups(ada.clinic)
    said = {f"group-{number}": printed[int(number) - 1] for number in asked}
    return {**said, **instead}


def test_it_is_shown_after_the_password_and_that_is_noted_first(
    clinic: Clinic, ada: Staff, clock: Clock
):
    clock.goes_on(minutes=6)
    ada.opens(URL)
    asked = Page(posts(ada, URL))
    assert not any(group in asked.source for group in groups(clinic))
    assert clinic.audit("key") == []
    shown = posts(ada, URL, password=PASSWORD)
    assert all(group in shown.text for group in groups(clinic))
    assert [row.reason for row in clinic.audit("key")] == ["recovery sheet shown"]
    picture = ada.gets(f"{URL}.svg")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    clock.goes_on(minutes=6)
    assert ada.gets(f"{URL}.svg").status_code == 404, "a screen left open shows it no more"


def test_the_key_stands_on_no_other_page(clinic: Clinic, ada: Staff):
    for url in (URL, "/admin/clinic", "/staff/"):
        assert not any(group in ada.opens(url).source for group in groups(clinic))


def test_groups_typed_from_the_paper_confirm_it_once(clinic: Clinic, ada: Staff):
    for url in ("/staff/", "/admin/clinic"):
        assert "Nobody has confirmed yet" in ada.opens(url).words
    ada.opens(URL)
    for _ in range(2):
        assert posts(ada, f"{URL}/confirm", asked=_asked(ada), **types_back(ada)).status_code == 303
    assert "Confirmed." in ada.opens(f"{URL}?done=yes").words
    assert is_confirmed(clinic)
    assert [row.reason for row in clinic.audit("key")] == ["recovery sheet confirmed"]
    for url in ("/staff/", "/admin/clinic"):
        assert "Nobody has confirmed yet" not in ada.opens(url).words


def test_a_group_that_is_another_is_named_and_confirms_nothing(clinic: Clinic, ada: Staff):
    ada.opens(URL)
    said = types_back(ada)
    first = next(iter(said))
    answer = posts(ada, f"{URL}/confirm", asked=_asked(ada), **{**said, first: "00000"})
    assert answer.status_code == 422
    assert Page(answer).tree.xpath(f"//input[@id='{first}']/@aria-invalid") == ["true"]
    assert not is_confirmed(clinic)


@pytest.mark.parametrize("asked", ["", "1", "1 1 1", "0 1 2", "1 2 15", "one two three"])
def test_a_form_that_asks_for_fewer_groups_is_refused(clinic: Clinic, ada: Staff, asked: str):
    ada.opens(URL)
    assert posts(ada, f"{URL}/confirm", asked=asked).status_code == 400
    assert not is_confirmed(clinic)


def test_only_an_admin_is_told_on_today(clinic: Clinic):
    assert "recovery sheet" not in Staff(clinic).signs_in("Dana Desk").opens().words


def _asked(ada: Staff) -> str:
    return str(ada.page.tree.xpath("//input[@name='asked']/@value")[0])
