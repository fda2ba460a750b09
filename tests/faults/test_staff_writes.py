"""What staff write is kept as a whole or not at all, and what they typed can be sent once more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kiosk.store import clinics
from kiosk.store.access import stations
from kiosk.store.records import notes, owed, papers, print_jobs, records, standing
from tests.builders.records import last_visit_of
from tests.faults.canary import CANARY
from tests.faults.test_database import impatient, locked
from tests.faults.test_faults import Fault, breaks
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import plans
from tests.walks.page import Page, check, sendable
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import Tablet
from tests.walks.test_earlier_answers import helps
from tests.walks.test_walk_ups import BORN
from tests.web.visits import draws, signs

__all__ = ["impatient"]


@dataclass
class Write:
    """One form of the staff, and what it changes."""

    url: str
    said: dict[str, str]
    kept: Callable[[], Any]
    event: str


def correction(clinic: Clinic) -> Write:
    this = signs(clinic, good_visit="to sleep")

    def kept() -> Any:
        with clinic.store.reading() as tx:
            stands = standing.of(tx, records.find(tx, this))
        return stands.says["good_visit"], len(stands.corrections)

    said = {"question": "good_visit", "good_visit": CANARY, "reason": "by letter"}
    return Write(f"/staff/corrections/{this}", said, kept, "correct")


def settings(clinic: Clinic) -> Any:
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    return mine.country, mine.support_list_text


def country(clinic: Clinic) -> Write:
    url = "/admin/clinic/setting/country"
    return Write(url, {"country": "ES"}, lambda: settings(clinic), "settings")


def support_list(clinic: Clinic) -> Write:
    said = {"support_list_text-en": CANARY}
    url = "/admin/clinic/setting/support_list_text"
    return Write(url, said, lambda: settings(clinic), "settings")


NOTE = {
    "note_minutes": "m60",
    "note_read": "read_summary",
    "note_flag_outcome": "no_flags",
    "note_techniques": "swedish",
    "note_regions-abdomen": "work",
    "note_pressure": "p2",
    "note_response": "softened",
    "note_text": CANARY,
    "go": "sign",
}


def note(clinic: Clinic) -> Write:
    this = signs(clinic)

    def kept() -> Any:
        with clinic.store.reading() as tx:
            return notes.of(tx, this)

    return Write(f"/staff/intakes/{this}/note", NOTE, kept, "note")


FORMS = [correction, country, support_list, note]


def mei_at(clinic: Clinic, write: Write) -> Staff:
    mei = Staff(clinic).signs_in("Mei Tanaka")
    question = "?question=good_visit" if "corrections" in write.url else ""
    mei.opens(write.url.removesuffix("/support-list") + question)
    return mei


def is_sent_again(mei: Staff, write: Write, failed: TestResponse) -> None:
    """The page that says so holds what was typed: one press, and it is kept once."""
    page = Page(failed)
    check(page)
    again = sendable(page.tree.find(".//main//form"))
    assert {name: again[name] for name in write.said} == {k: [v] for k, v in write.said.items()}
    before, noted = write.kept(), len(mei.clinic.audit(write.event))
    assert mei.browser.post(write.url, data=again).status_code == 303
    assert write.kept() != before
    assert len(mei.clinic.audit(write.event)) == noted + 1
    assert mei.clinic.is_whole()


@pytest.mark.parametrize("form", FORMS)
def test_a_fault_on_the_way_writes_nothing_by_halves(
    clinic: Clinic,
    form: Callable[[Clinic], Write],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level(logging.DEBUG)
    write = form(clinic)
    mei, before = mei_at(clinic, write), write.kept()
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.store.audit.write", breaks)
        failed = mei.sends(write.url, **write.said)
    assert (failed.status_code, write.kept()) == (500, before)
    assert CANARY not in caplog.text
    is_sent_again(mei, write, failed)


def test_a_paper_that_cannot_be_sent_to_the_printer_is_not_kept_without(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    """Kept and sent to be printed are one: what failed half way is drawn once more."""
    with clinic.store.writing() as tx:
        stations.begin(tx, "Front desk", "setup")
    this = signs(clinic)
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.store.records.print_jobs.queue_up", breaks)
        with pytest.raises(Fault):
            draws(clinic, this)
    with clinic.store.reading() as tx:
        assert papers.all_of(tx, this) == []
        assert owed.how_many(tx) == 1
    draws(clinic, this)
    with clinic.store.reading() as tx:
        assert print_jobs.outcomes(tx, [this])[this].state == "waiting"


@pytest.mark.parametrize("form", FORMS)
def test_a_locked_database_writes_nothing_and_loses_nothing(
    impatient: Clinic, form: Callable[[Clinic], Write]
):
    write = form(impatient)
    mei, before = mei_at(impatient, write), write.kept()
    with locked(impatient):
        failed = mei.sends(write.url, **write.said)
    assert (failed.status_code, write.kept()) == (503, before)
    is_sent_again(mei, write, failed)


def test_a_password_is_never_on_the_page_of_a_fault(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    this = signs(clinic)
    mei = Staff(clinic).signs_in("Mei Tanaka")
    mei.opens(f"/admin/intakes/{this}")
    monkeypatch.setattr("kiosk.store.records.records.find", breaks)
    said = {"copy_reason": "by letter", "password": CANARY}
    failed = mei.sends(f"/admin/intakes/{this}/copy", **said)
    assert failed.status_code == 500
    assert "by letter" in failed.text
    assert CANARY not in failed.text


def test_when_opening_earlier_answers_cannot_be_noted_nothing_opens(
    clinic: Clinic, tablet: Tablet, monkeypatch: pytest.MonkeyPatch
):
    """At the client's tap beside a helper, and at the birth date behind a code."""
    tomas, dana = was_here(clinic, last_visit_of(ATHLETE)), Staff(clinic).signs_in("Dana Desk")
    helped = helps(dana, tomas)
    helped.answers_for_today()
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    taps = (
        (helped, {}, "earlier"),
        (tablet, {"confirm_me": "yes", "find_birth_date": BORN}, "hello_again"),
    )
    for walk, said, step in taps:
        assert walk.step == step
        sent, before = walk.fills("next", **said), walk.draft
        with monkeypatch.context() as broken:
            broken.setattr("kiosk.usecases.read_answers.audit.write", breaks)
            assert walk.sends(sent).status_code == 500
        assert (walk.draft, walk.opens().step) == (before, step)
        assert clinic.audit("open", "view") == []
    assert helped.presses("next").step == "hello_again"
    assert {row.event for row in clinic.audit("open", "view")} == {"open", "view"}
    assert tablet.answers("hello_again", confirm_me="yes", find_birth_date=BORN).step == "changes"
