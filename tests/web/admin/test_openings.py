"""Who took out what somebody said: only exports that their visits can have been in are named."""

from __future__ import annotations

from datetime import date

from kiosk.usecases.export_records import export_records
from kiosk.usecases.exported_visits import Exporter, Wanted
from kiosk.usecases.read_audit import openings_of
from kiosk.usecases.restrict_client import lift_restriction, restrict_client
from tests.walks.clinic import Clinic
from tests.web.visits import signs


def takes_out(clinic: Clinic, reason: str, *, site: str = "", last: int = 31) -> None:
    wanted = Wanted(date(2026, 3, 1), date(2026, 3, last), "csv", reason, site=site)
    list(export_records(clinic.store, wanted, Exporter("script")).pieces)


def taken(clinic: Clinic, this: str) -> list[str]:
    with clinic.store.reading() as tx:
        return [row.reason for row in openings_of(tx, this) if row.event == "export"]


def test_an_export_before_they_signed_is_not_named(clinic: Clinic):
    takes_out(clinic, "before")
    clinic.clock.goes_on(minutes=5)
    ana = signs(clinic, "Ana Ruiz")
    clinic.clock.goes_on(minutes=5)
    takes_out(clinic, "after")
    takes_out(clinic, "other days", last=9)
    assert taken(clinic, ana) == ["after"]


def test_one_of_another_site_is_not_named(clinic: Clinic):
    ana = signs(clinic, "Ana Ruiz")
    takes_out(clinic, "hers", site="first")
    takes_out(clinic, "theirs", site="elsewhere")
    assert taken(clinic, ana) == ["hers"]


def test_one_while_they_were_restricted_is_not_named(clinic: Clinic):
    ana = signs(clinic, "Ana Ruiz")
    takes_out(clinic, "before")
    with clinic.store.writing() as tx:
        restrict_client(tx, ana, "mei", "asked to")
    takes_out(clinic, "meanwhile")
    with clinic.store.writing() as tx:
        lift_restriction(tx, ana, "mei", "asked to")
    takes_out(clinic, "after")
    assert taken(clinic, ana) == ["before", "after"]
