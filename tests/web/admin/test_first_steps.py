"""A new clinic's first steps: each is there to do until it is done, and Today reminds of them."""

from __future__ import annotations

from kiosk.store import clinics
from kiosk.store.backups import key_sheet, state
from kiosk.usecases import take_first_steps
from kiosk.usecases.take_first_steps import first_steps
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet
from tests.web.visits import draws, signs


def missing(clinic: Clinic) -> set[str]:
    with clinic.store.reading() as tx:
        return {step.key for step in first_steps(tx) if not step.is_done}


def backs_up(clinic: Clinic) -> None:
    with clinic.store.writing() as tx:
        state.count_from_now(tx)
        state.was_made(tx, "kiosk-1.backup", tx.now, "setup", whole=True)


def test_each_step_is_missing_until_it_is_taken(clinic: Clinic):
    assert missing(clinic) == {"tablet", "test", "paper", "sheet", "backup"}
    Tablet(clinic)
    assert "tablet" not in missing(clinic)
    kept = signs(clinic)
    assert "test" not in missing(clinic)
    draws(clinic, kept)
    assert "paper" not in missing(clinic)
    with clinic.store.writing() as tx:
        mine = clinics.the_clinic(tx)
        assert mine
        clinics.change(tx, mine.id, "setup", support_list_text="")
        key_sheet.confirm(tx, "setup")
    assert missing(clinic) == {"people", "backup"}
    backs_up(clinic)
    assert missing(clinic) == {"people"}


def test_their_page_says_what_to_do_and_leads_there(clinic: Clinic):
    page = Staff(clinic).signs_in("Ada Books").opens("/admin/first-steps")
    assert "2 of 7 done" in page.words
    assert "type it on the tablet" in page.words
    assert "/staff/devices" in page.tree.xpath("//*[@id='first-steps']//a/@href")


def test_today_reminds_an_admin_while_the_clinic_is_new(clinic: Clinic, monkeypatch):
    ada = Staff(clinic).signs_in("Ada Books")
    assert "The clinic is new." in ada.opens("/staff/").words
    assert "The clinic is new." not in Staff(clinic).signs_in("Dana Desk").opens("/staff/").words
    monkeypatch.setattr(take_first_steps, "FEW", 1)
    signs(clinic)
    assert "The clinic is new." not in ada.opens("/staff/").words
