"""The clinic's settings on their pages: what each does, how it looks, what was changed, undone."""

from __future__ import annotations

import pytest

from kiosk.clinic import GROUPS, SETTINGS
from kiosk.store import clinics
from kiosk.store.clinics import Clinic as Kept
from tests.each import for_each
from tests.walks.clinic import SUPPORT_LIST, Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import posts

AT = "/admin/clinic/setting/"
LIST = f"{AT}support_list_text"


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    admin = Staff(clinic).signs_in("Ada Books")
    admin.opens("/admin/clinic")
    return admin


def kept(clinic: Clinic) -> Kept:
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    return mine


def test_the_clinic_leads_to_each_group_and_each_group_to_its_settings(ada: Staff):
    groups = ada.page.tree.xpath("//*[@id='groups']//a/@href")
    assert len(groups) == len(GROUPS)
    found = []
    for url in groups:
        page = ada.opens(url)
        found += page.tree.xpath("//*[@id='settings']//a/@href")
    assert found == [f"{AT}{key}" for key in SETTINGS]
    assert "Set up on 10 March 2026." in ada.opens("/admin/clinic").words


@for_each(SETTINGS)
def test_a_page_says_what_it_does_and_where_it_shows(key: str):
    setting = SETTINGS[key]
    assert setting.title
    assert setting.does.endswith(".")
    assert setting.shows


def test_every_setting_has_its_page(ada: Staff):
    for key, setting in SETTINGS.items():
        page = ada.opens(f"{AT}{key}")
        assert page.heading == setting.title
        assert setting.does in page.words
        assert all(where in page.words for where in setting.shows)
    assert ada.gets(f"{AT}key_check").status_code == 404
    assert ada.gets("/admin/clinic/nothing").status_code == 404


def test_a_list_is_written_once_in_each_language_and_audited(clinic: Clinic, ada: Staff):
    before = len(clinic.audit("settings"))
    words = "Night line 555-0197\r\n\r\n\r\n\r\nRosa Lin, counsellor\u200b"
    said = {"support_list_text-en": words, "support_list_text-es": "Línea 555-0198"}
    for _ in range(2):
        assert posts(ada, LIST, **said).status_code == 303
    mine = kept(clinic)
    assert mine.text(mine.support_list_text, "en") == "Night line 555-0197\n\nRosa Lin, counsellor"
    assert mine.text(mine.support_list_text, "es") == "Línea 555-0198"
    assert len(clinic.audit("settings")) == before + 1, "sent twice is written once"
    assert "Saved." in ada.opens(f"{LIST}?done=yes").words


@pytest.mark.parametrize("nothing", ["", " \n ", "\u200b"])
def test_a_list_that_is_taken_away_is_none(clinic: Clinic, ada: Staff, nothing: str):
    posts(ada, LIST, **{"support_list_text-en": nothing})
    assert kept(clinic).support_list_text == ""


def test_a_list_that_is_too_long_is_said_kindly_and_stays_typed(clinic: Clinic, ada: Staff):
    said = {"support_list_text-en": "a" * 1001, "support_list_text-es": "Línea 555-0198"}
    page = Page(posts(ada, LIST, **said))
    assert page.status == 422
    assert page.summary == [("#support_list_text-en", "Please use fewer words here.")]
    assert "a" * 1001 in page.source
    assert "Línea 555-0198" in page.source, "nothing typed is lost"
    assert kept(clinic).support_list_text == SUPPORT_LIST


def test_a_phone_has_digits(clinic: Clinic, ada: Staff):
    page = Page(posts(ada, f"{AT}phone", phone="ask Rosa"))
    assert page.status == 422
    assert page.summary == [("#phone", "Write the number of the phone, with digits.")]
    assert page.form["phone"] == ["ask Rosa"], "nothing typed is lost"
    assert posts(ada, f"{AT}phone", phone="555-0190").status_code == 303
    assert kept(clinic).phone == "555-0190"


def test_how_it_would_look_is_shown_before_it_is_kept(clinic: Clinic, ada: Staff):
    page = Page(posts(ada, f"{AT}name", name="Calm Harbour", go="look"))
    assert page.status == 200
    assert "How it would look: not saved yet" in page.words
    assert page.tree.xpath("//*[@id='looks']//b/*/text()")[0] == "Calm Harbour"
    assert page.form["name"] == ["Calm Harbour"], "one press keeps it now"
    assert kept(clinic).name == "Willow Street"
    assert Page(posts(ada, f"{AT}name", name="", go="look")).status == 422


def test_what_was_changed_is_told_and_undone(clinic: Clinic, ada: Staff):
    ada.opens(f"{AT}majority_age")
    ada.does(f"{AT}majority_age", majority_age="19")
    told = ada.page.words
    assert "Ada Books Before: 18 years Then: 19 years" in told
    [button] = ada.page.tree.xpath("//*[@id='changes']//button")
    page = ada.does("/admin/clinic/undo", change=button.get("value"))
    assert "It is as it was before." in page.words
    assert kept(clinic).majority_age == 18
    assert page.heading == "Age of majority"
    assert posts(ada, "/admin/clinic/undo", change=button.get("value")).status_code == 422
    assert posts(ada, "/admin/clinic/undo", change="no").status_code == 404


def test_what_an_optional_question_costs_follows_where_it_stands_here(clinic: Clinic, ada: Staff):
    def note(of: str, key: str) -> str:
        said = ada.opens(f"{AT}{of}").tree.xpath("//label[.//input[@value=$key]]//small", key=key)
        return str(said[0].text_content())

    assert note("questions_off", "work_kind") == "Behind the fold"
    assert note("questions_folded", "work_kind").endswith("one tap"), "what it would cost in sight"
    posts(ada, f"{AT}questions_folded", questions_folded=["sleep_quality"])
    assert note("questions_off", "work_kind").endswith("one tap")
    assert note("questions_off", "sleep_quality") == "Behind the fold"


def test_only_the_newest_change_has_a_button_to_undo_it(ada: Staff):
    for age in ("19", "18", "19"):
        ada.opens(f"{AT}majority_age")
        ada.does(f"{AT}majority_age", majority_age=age)
    rows = ada.page.tree.xpath("//*[@id='changes']/li")
    assert [len(row.xpath(".//button")) for row in rows] == [1, 0, 0]


def test_the_audit_tells_it_in_words(clinic: Clinic, ada: Staff):
    posts(ada, f"{AT}majority_age", majority_age="19")
    assert "Age of majority: 18 years → 19 years" in ada.opens("/admin/audit").words


def test_what_the_machine_says_for_itself_is_told(clinic: Clinic, ada: Staff):
    assert "KIOSK_IDLE_SECONDS" not in ada.opens(f"{AT}idle_seconds").words


def test_only_an_admin_changes_anything(clinic: Clinic):
    for name in ("Dana Desk", "Theo Hands"):
        staff = Staff(clinic).signs_in(name)
        for url in ("/admin/clinic", "/admin/clinic/about", f"{AT}name"):
            assert staff.gets(url).status_code == 403
        assert posts(staff, f"{AT}name", name="Mine").status_code == 403
        assert posts(staff, "/admin/clinic/undo", change="1").status_code == 403
    assert kept(clinic).name == "Willow Street"
