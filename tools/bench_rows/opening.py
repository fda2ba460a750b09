"""The row about reading: a paper that is kept, beside a day of the therapist's list."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from kiosk import create_app
from kiosk.demo.clinic import build, settings_of
from kiosk.exports.drawing import draw
from kiosk.settings import Settings
from kiosk.store import Store, clinics, open_store
from kiosk.store.access import staff
from kiosk.store.records import owed, papers, record_rows, records, standing
from kiosk.usecases.print_record import next_issue

from .measure import Row, Task, least_cpu
from .walking import NoPress
from .wire import Wire


def row_6() -> Row:
    """A kept paper opened and recorded in the audit, beside Today with its visits."""
    with tempfile.TemporaryDirectory() as name:
        settings = settings_of(Settings(data=Path(name)))
        build(settings, lambda _: None)
        store = open_store(settings)
        press: Any = NoPress()
        wire = Wire(create_app(settings, store, press))
        wire.cookies["kiosk_staff"] = _signed_in(store)
        paper = f"/staff/intakes/{_with_paper(store)}/paper.pdf"
        tasks: dict[str, Task] = {
            "paper": lambda: wire.get(paper),
            "list": lambda: wire.get("/staff/"),
        }
        for task in tasks.values():
            task()
            if wire.status != "200 OK":
                raise RuntimeError(f"a page that is to be measured answers {wire.status}")
        least = least_cpu(tasks, rounds=12, times=8)
        store.close()
    ratio = least["paper"] / least["list"]
    figure = f"{ratio:.2f} ({least['paper'] * 1e3:.1f} ms / {least['list'] * 1e3:.1f} ms)"
    what = "opening a kept paper / Today with its visits, CPU"
    return Row("6", what, "≤ 1", figure, ratio <= 1)


def _signed_in(store: Store) -> str:
    """The token of a therapist."""
    with store.writing() as tx:
        clinic = clinics.the_clinic(tx)
        therapist = next(each for each in staff.everyone(tx) if "therapist" in each.roles)
        if clinic is None:
            raise LookupError("the clinic")
        return staff.begin(tx, therapist.id, clinic.id)


def _with_paper(store: Store) -> str:
    """The newest record, its paper drawn and kept."""
    with store.writing() as tx:
        signed = records.find(tx, record_rows.newest(tx, 1)[0].id)
        claim = owed.claim(tx, "bench", wanted=signed.id)
        if claim is None:
            raise LookupError("a paper that is owed")
        pdf = draw(standing.as_signed(signed)).pdf
        papers.keep_paper(tx, claim, pdf, next_issue(tx, signed))
    return signed.id
