"""One bad row is only itself: every list shows the others, names it, and lets staff remove it."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Table, literal_column, select, text, update

from kiosk.store import audit
from kiosk.store.engine import tables
from kiosk.store.records import card_keeping, client_links
from kiosk.usecases.join_clients import join_clients
from kiosk.web.http.short_sign import sign_of
from tests.store.house import unguards
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import plans, row_of
from tests.walks.page import Page
from tests.walks.tablet import SHORTEST, Tablet
from tests.walks.test_the_record import flips_a_byte
from tests.web.visits import posts

pytestmark = [pytest.mark.long, pytest.mark.on_sqlite]

LAST = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
"""A moment that no time zone east of Greenwich can show."""

TODAY = {"from": "2026-03-10", "to": "2026-03-10", "format": "jsonl", "reason": "test"}


def tears(clinic: Clinic, table: Table, **values: Any) -> str:
    """Write rubbish into the oldest row of a table; its id."""
    key = table.c.id if "id" in table.c else next(iter(table.primary_key))
    with closing(sqlite3.connect(clinic.store.url.database or "")) as file:
        unguards(file)
    with clinic.store.writing() as tx:
        this = tx.connection.scalar(select(key).limit(1))
        tx.connection.execute(update(table).where(key == this).values(**values))
    return this if isinstance(this, str) else ""


def signs(clinic: Clinic, name: str) -> str:
    """The id of a record of somebody of this name."""
    tablet = Tablet(clinic)
    tablet.is_at("sign", **{**SHORTEST, "full_name": name})
    intake_id = tablet.intake_id
    tablet.signs(name)
    return intake_id


@pytest.mark.parametrize(
    "rubbish", [{"time": "١٠:٣٠"}, {"time": "noon"}, {"content": b"\x01" * 60}]
)
def test_a_planned_visit_that_cannot_be_read_is_named_and_taken_off(
    clinic: Clinic, tablet: Tablet, rubbish: dict[str, Any]
):
    desk = Staff(clinic).signs_in("Dana Desk")
    plans(desk)
    this = tears(clinic, tables.VISIT, **rubbish)
    code = plans(desk, full_name="Ann Lee", time="11:00")
    for url in ("/staff/", "/staff/visits"):
        page = desk.opens(url)
        assert "Cannot be read" in page.words
        assert row_of(page, "Ann L.")
    tablet.starts(code=code)
    assert "Ann L." in desk.opens(f"/staff/waiting/{tablet.intake_id}").words
    desk.opens("/staff/visits")
    desk.does(f"/staff/visits/{this}/erase")
    assert "Cannot be read" not in desk.opens("/staff/").words


@pytest.mark.parametrize("rubbish", [{"draft": b"\x01" * 60}, {"state": "asleep"}, {"rev": 77}])
def test_an_intake_that_cannot_be_read_is_named_and_erased(
    clinic: Clinic, tablet: Tablet, rubbish: dict[str, Any]
):
    tablet.is_at("reason", full_name="Hal Brook")
    this = tears(clinic, tables.INTAKE, **rubbish)
    other = Tablet(clinic)
    other.is_at("reason", full_name="Ann Lee")
    staff = Staff(clinic).signs_in()
    page = staff.opens()
    assert "Cannot be read" in page.words
    assert row_of(page, "Ann L.")
    assert tablet.gets("/").status_code == 200, "the tablet is free for the next client"
    staff.opens(f"/staff/waiting/{this}")
    staff.does(f"/staff/waiting/{this}/erase", reason="wrong start")
    assert "Cannot be read" not in staff.opens().words


@pytest.mark.parametrize(
    "rubbish", [{"content": b"\x01" * 60}, {"catalogue_version": "x"}, {"signed_at": LAST}]
)
def test_a_record_that_cannot_be_read_is_named_and_erased(clinic: Clinic, rubbish: dict[str, Any]):
    this = signs(clinic, "Hal Brook")
    tears(clinic, tables.RECORD, **rubbish)
    signs(clinic, "Ann Lee")
    staff = Staff(clinic).signs_in()
    page = staff.opens("/staff/?whose=everyone")
    assert "Cannot be read" in page.words
    assert row_of(page, "Ann L.")
    assert staff.gets("/staff/clients/same").status_code == 200
    rows = exported(staff, "jsonl").splitlines()
    assert [json.loads(row).get("unreadable", False) for row in rows] == [True, False]
    assert sign_of(this) in staff.opens(f"/staff/waiting/{this}").words
    assert "What was saved is safe" not in Page(staff.gets(f"/staff/intakes/{this}")).words
    torn, whole = csv.DictReader(exported(staff, "csv").splitlines())
    assert torn["id"] == this
    assert (torn["full_name"], torn["full_name.missing"]) == ("", "unreadable")
    assert whole["full_name"] == "Ann Lee"
    staff.opens(f"/admin/intakes/{this}")
    confirmed = staff.does(f"/admin/intakes/{this}/erase", erase_reason="damaged", sure="yes")
    assert "This intake is erased." in confirmed.words
    assert "Cannot be read" not in staff.opens("/staff/?whose=everyone").words


def exported(staff: Staff, kind: str) -> str:
    staff.confirms().opens("/admin/export")
    return staff.sends("/admin/export", **{**TODAY, "format": kind, "go": "download"}).text


@pytest.mark.parametrize(
    "rubbish",
    [{"first_name": b"\x01" * 60}, {"kind": "sings"}, {"made_at": literal_column("'soon'")}],
)
def test_a_call_that_cannot_be_read_is_still_a_call(
    clinic: Clinic, tablet: Tablet, rubbish: dict[str, Any]
):
    tablet.is_at("reason")
    tablet.presses("person")
    this = tears(clinic, tables.CALL, **rubbish)
    desk = Staff(clinic).signs_in("Dana Desk")
    assert "Asks for a person" in desk.opens().words
    desk.does(f"/staff/calls/{this}")
    assert "Asks for a person" not in desk.opens().words


def test_a_client_whose_record_cannot_be_read_is_found_and_told_so(clinic: Clinic):
    """The search, the list of their visits and their history name the visit, and go on."""
    torn, whole = signs(clinic, "Ann Lee"), signs(clinic, "Hal Brook")
    with clinic.store.writing() as tx:
        join_clients(
            tx, client_links.client_of(tx, torn), client_links.client_of(tx, whole), "setup"
        )
        client = client_links.client_of(tx, whole)
    flips_a_byte(clinic, "content", torn)
    with clinic.store.writing() as tx:
        card_keeping.rewrite(tx, client)
    mei = Staff(clinic).signs_in("Mei Tanaka")
    mei.opens("/staff/clients")
    found = Page(posts(mei, "/staff/clients", name="ann lee")).words
    assert "visits: 2 · Cannot be read: 1" in found
    days = mei.opens(f"/staff/clients/{client}/visits").words
    assert days.count("not assigned · Cannot be read") == 1
    assert "Cannot be read: 10 March 2026" in mei.opens(f"/staff/clients/{client}").words
    assert [row.subject for row in clinic.audit("view")] == [whole]


@pytest.mark.parametrize("rubbish", ["7", "x'01'"])
def test_a_card_that_is_no_card_is_one_line_of_each_list(clinic: Clinic, rubbish: str):
    for name in ("Ann Lee", "Ann Lea", "Hal Brook"):
        signs(clinic, name)
    with clinic.store.writing() as tx:
        tx.connection.execute(text(f"UPDATE card SET content = {rubbish} WHERE newest = 1"))
    mei = Staff(clinic).signs_in()
    assert "Cannot be read" in mei.opens("/staff/clients/same").words
    mei.opens("/staff/clients")
    found = Page(posts(mei, "/staff/clients", name="ann")).words
    assert "Cannot be read" in found
    assert "Ann Lea" in found


def test_an_account_with_a_role_nobody_knows_keeps_nobody_out(clinic: Clinic):
    with clinic.store.writing() as tx:
        theo = tables.STAFF.c.name == "Theo Hands"
        tx.connection.execute(update(tables.STAFF).where(theo).values(roles="wizard"))
    admin = Staff(clinic).signs_in().confirms()
    page = admin.opens("/admin/staff")
    assert "Theo Hands" in page.words
    assert "Dana Desk" in page.words


def test_an_invitation_of_no_known_role_is_taken_back(clinic: Clinic):
    admin = Staff(clinic).signs_in().confirms()
    for name in ("Ann Lee", "Hal Brook"):
        admin.opens("/admin/invitations")
        admin.does("/admin/invitations", name=name, role="desk")
    with clinic.store.writing() as tx:
        this = tables.INVITATION.c.name == "Ann Lee"
        tx.connection.execute(update(tables.INVITATION).where(this).values(roles="wizard"))
    page = admin.opens("/admin/invitations")
    assert "Ann Lee" in page.words
    assert "Hal Brook" in page.words


def test_an_export_of_no_known_days_is_one_line_of_the_list(clinic: Clinic):
    admin = Staff(clinic).signs_in().confirms()
    with clinic.store.writing() as tx:
        audit.write(tx, "export", "script", "spring/summer/csv", "by hand")
    exported(admin, "csv")
    page = admin.opens("/admin/export")
    assert "Cannot be read" in page.words
    assert "10 March 2026 – 10 March 2026" in page.words


@pytest.mark.parametrize("moment", [2**63 - 1, -(2**63)])
def test_a_moment_that_never_was_is_long_past(clinic: Clinic, tablet: Tablet, moment: int):
    tablet.is_at("reason", full_name="Hal Brook")
    with clinic.store.writing() as tx:
        tx.connection.execute(text("UPDATE intake SET started_at = :moment"), {"moment": moment})
    assert "Hal B." in Staff(clinic).signs_in().opens().words
