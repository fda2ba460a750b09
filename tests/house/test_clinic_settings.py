"""The clinic's settings: no column that nothing reads, and none without a page that changes it."""

from __future__ import annotations

import re

from kiosk.clinic import SETTINGS
from kiosk.store.engine.tables import CLINIC
from tests.house.tree import files, text

OTHERWISE = {
    "id": "drawn when the clinic is founded",
    "founded_at": "written when it is founded",
    "key_check": "written when it is founded, and when its key is turned",
    "agreement_words": "only added to, under Agreements: agreement_texts.write",
    "asks_reason": "changed under Staff, with the password given again: staff_accounts.share",
}
"""Columns that are no settings of their own page, and where they are changed instead."""

COLUMNS = {column.name for column in CLINIC.columns}
CODE = "\n".join(text(path) for path in files("kiosk", ending=".py") if path.parts[1] != "clinic")


def is_read(column: str) -> bool:
    return bool(re.search(rf"\b(?:clinic|self|mine|CLINIC\.c|row)\.{column}\b", CODE))


def test_every_column_of_the_clinic_can_be_changed():
    lacking = COLUMNS - SETTINGS.keys() - OTHERWISE.keys()
    assert not lacking, (
        f"{sorted(lacking)}: declare each in a group of kiosk/clinic/, and its page is there; or "
        "name in OTHERWISE of this test where it is changed."
    )
    gone = SETTINGS.keys() - COLUMNS
    assert not gone, f"{sorted(gone)}: a setting is kept in the clinic's column of its name."


def test_every_column_of_the_clinic_is_read():
    unread = sorted(column for column in COLUMNS if not is_read(column))
    assert not unread, f"Nothing reads {unread} of the clinic: read it, or drop it in a migration."


def test_the_guard_knows_what_is_read():
    assert is_read("majority_age")
    assert not is_read("nothing_of_this_name")
