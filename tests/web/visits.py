"""Signed visits of a clinic, without walking: a few answers, and the record they make."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kiosk.exports.press import WHY, Drawn, NoPaper, Press
from kiosk.exports.printer import Printer
from kiosk.intake.draft import Draft, as_json
from kiosk.store import clinics
from kiosk.store.access import tablets
from kiosk.store.engine.transaction import random_id
from kiosk.store.intakes import intakes
from kiosk.store.records import owed
from kiosk.usecases.print_owed import Printing
from kiosk.usecases.print_record import print_record
from kiosk.usecases.sign_intake import sign_intake
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import SHORTEST


class BrokenPress(Press):
    """A press that draws nothing."""

    def __init__(self, why: str = "engine") -> None:
        super().__init__()
        self.why = why

    def make(self, *_: Any, **__: Any) -> Any:
        raise NoPaper(self.why)

    def draw(self, *_: Any, **__: Any) -> Any:
        raise NoPaper(self.why)

    def ready(self) -> bool | str:
        return WHY[self.why]

    def nicely(self) -> Press:
        return self


class QuickPress(Press):
    """A press whose papers are a few bytes."""

    def draw(self, *_: Any, **__: Any) -> Drawn:
        return Drawn(f"%PDF-1.7 {random_id()}".encode())


def draws(clinic: Clinic, record_id: str, printer: Printer | None = None) -> None:
    """Its paper is drawn and kept, as whenever one is owed."""
    with clinic.store.writing() as tx:
        claim = owed.claim(tx, "here", wanted=record_id)
        assert claim
    print_record(clinic.store, QuickPress(), claim, printer)


@contextmanager
def broken_press(clinic: Clinic, why: str = "engine") -> Iterator[Printing]:
    """From now on no paper comes out, and this is why."""
    press = BrokenPress(why)
    printing = Printing(clinic.store, press)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(clinic.app.extensions, "press", press)
        patch.setitem(clinic.app.extensions, "printing", printing)
        yield printing
        printing.close()


def signs(clinic: Clinic, name: str = "Hal Brook", **answers: Any) -> str:
    """The id of an intake that somebody of this name has just signed."""
    said = {**SHORTEST, "full_name": name, "signature": {"method": "typed", "name": name}}
    draft = Draft(answers={**said, **answers})
    token = clinic.pairs()
    with clinic.store.writing() as tx:
        where, tablet = clinics.the_clinic(tx), tablets.by_token(tx, token)
        assert where
        assert tablet
        here, _ = intakes.start(tx, tablet, as_json(draft), "sign")
        return sign_intake(tx, here, where.visit_at(tx.now, draft), draft, where).id


def posts(staff: Staff, url: str, *, reads: bool = True, **said: Any) -> TestResponse:
    """Send what a form of any page would, with the token of the page they are on.

    Without ``reads`` nothing of the answer is read yet; whoever asks so closes it.
    """
    token = staff.page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, **said}
    # Read to its end, as a browser reads: an export is one that holds its turn until then.
    return staff.browser.post(url, data=data, base_url=staff.base_url, buffered=reads)


def comes(staff: Staff, response: TestResponse) -> TestResponse:
    """The file that comes by itself after the password, from the page that says so."""
    page = staff.opens(response.location)
    (said,) = page.tree.xpath("//head/meta[@http-equiv='refresh']/@content")
    return staff.gets(str(said).partition("url=")[2])
