"""Pages of what comes in from other programs: a table, looked through and brought in."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.exports.table_reading import read_table
from kiosk.store.clinics import the_clinic
from kiosk.store.records import cards
from kiosk.usecases.bring_in import bring_in, look_through
from tests.browser.clinic import Clinic

TABLE = b"""First Name,Last Name,Birth Date,Mobile Phone,Start Date,Service
Ana,Ruiz,14/05/1990,555-0141,03/02/2026,Deep tissue 60
Bo,Lindqvist,02/11/1971,555-0142,,
,,01/01/1980,,,
"""


def import_sights(clinic: Clinic) -> Iterator[tuple[str, str]]:
    """Nothing was brought in; a table; what came of the same table, and one who came with it."""
    yield "bring clients in", "/admin/bring-in"
    with clinic.store.reading() as tx:
        here = the_clinic(tx)
    assert here
    yield "a table", f"/admin/bring-in/{look_through(clinic.store, here, TABLE, read_table, 'ada')}"
    brought = look_through(clinic.store, here, TABLE, read_table, "ada")
    bring_in(clinic.store, here, brought, "ada")
    yield "a table that was brought in", f"/admin/bring-in/{brought}"
    yield "tables", "/admin/bring-in"
    with clinic.store.reading() as tx:
        theirs = cards.named(tx, "Lindqvist", 1).cards[0].id
    yield "visits before this kiosk", f"/staff/clients/{theirs}/visits"
    yield "copy or erase a client", f"/admin/intakes/{theirs}"
    yield "legal hold on a client", f"/admin/intakes/{theirs}/hold"
    yield "visits from a calendar", "/staff/visits/calendar"
