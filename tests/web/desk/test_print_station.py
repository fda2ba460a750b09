"""Each new paper is printed by itself, once; Today says how it went, and prints again at a tap."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from kiosk.exports.printer import NotSure, NotTaken, Printer
from kiosk.store.engine.tables import PRINT_JOB, RECORD
from kiosk.store.records import owed, papers, print_jobs
from kiosk.store.sites import FIRST
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.print_out import PRINTER, look_after
from kiosk.usecases.print_owed import Printing
from tests.cups import SERVER, Cups, printing_server
from tests.patience import until
from tests.store.house import tampers
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import QuickPress, draws, posts, signs


@pytest.fixture
def station(clinic: Clinic) -> Staff:
    """A device that an admin has made the print station."""
    admin = Staff(clinic).signs_in("Ada Books").confirms()
    admin.opens("/staff/devices")
    made = posts(admin, "/staff/devices", go="station", station_name="Front desk")
    assert made.location == "/station"
    device = Staff(clinic)
    device.browser = admin.browser
    device.page = admin.page
    return device


def state(clinic: Clinic, record_id: str) -> str:
    with clinic.store.reading() as tx:
        found = print_jobs.outcomes(tx, [record_id]).get(record_id)
    return found.state if found else ""


def takes(station: Staff) -> str:
    """Press for the next paper: where that leads."""
    station.opens("/station")
    if not station.page.tree.xpath("//form[@id='next']"):
        return ""
    return str(posts(station, "/station/next").location)


def gets_paper(station: Staff, where: str) -> TestResponse:
    return station.gets(f"{where}/paper.pdf")


def test_without_a_station_and_a_printer_no_paper_is_sent_anywhere(clinic: Clinic):
    kept = signs(clinic)
    draws(clinic, kept)
    assert state(clinic, kept) == ""


def test_a_station_prints_the_new_paper_once_and_today_says_so(clinic: Clinic, station: Staff):
    kept = signs(clinic)
    draws(clinic, kept)
    dana = Staff(clinic).signs_in("Dana Desk")
    assert "Paper waits for the printer" in dana.opens().words
    where = takes(station)
    assert "Paper is at the printer" in dana.opens().words
    with clinic.store.reading() as tx:
        assert gets_paper(station, where).data == papers.paper_of(tx, kept)
    station.opens(where)
    posts(station, f"{where}/printed")
    assert "Paper printed at" in dana.opens().words
    assert takes(station) == ""
    assert gets_paper(station, where).status_code == 404
    (printed,) = clinic.audit("print")
    assert (printed.subject, printed.reason) == (kept, "by itself")


def test_the_station_shows_nobodys_name_and_no_other_page_of_staff(clinic: Clinic):
    admin = Staff(clinic).signs_in("Ada Books").confirms()
    admin.opens("/staff/devices")
    posts(admin, "/staff/devices", go="station")
    admin.opens("/staff/")
    posts(admin, "/staff/sign-out")
    kept = signs(clinic, "Ottilie Archer")
    draws(clinic, kept)
    where = takes(admin)
    for page in ("/station", where):
        assert "Ottilie" not in admin.opens(page).words
    for closed in ("/staff/", f"/staff/intakes/{kept}", f"/staff/intakes/{kept}/paper.pdf"):
        assert admin.gets(closed).status_code in (303, 403)


def test_no_device_but_the_one_that_claimed_it_gets_a_paper(clinic: Clinic, station: Staff):
    kept = signs(clinic)
    draws(clinic, kept)
    assert gets_paper(station, f"/station/{kept}").status_code == 404, "not claimed yet"
    where = takes(station)
    stranger, desk = Staff(clinic), Staff(clinic).signs_in("Dana Desk")
    for other in (stranger, desk):
        assert gets_paper(other, where).status_code == 303


def test_a_station_out_of_use_prints_no_more(clinic: Clinic, station: Staff):
    admin = Staff(clinic).signs_in("Ada Books").confirms()
    page = admin.opens("/staff/devices")
    (revoke,) = page.tree.xpath("//form[contains(@action, '/revoke')]/@action")
    admin.does(revoke)
    assert station.gets("/station").location == "/"
    kept = signs(clinic)
    draws(clinic, kept)
    assert state(clinic, kept) == ""


def test_a_paper_that_does_not_open_any_more_is_drawn_anew_and_printed_in_its_place(
    clinic: Clinic, station: Staff
):
    kept, other = signs(clinic), signs(clinic, "Ines Roca")
    draws(clinic, kept)
    tampers(clinic.store, "UPDATE paper SET content = :torn", torn=bytes(64))
    clinic.clock.goes_on(seconds=1)
    draws(clinic, other)
    where = takes(station)
    assert gets_paper(station, where).status_code == 404
    assert takes(station).endswith(other), "nobody waits for it"
    draws(clinic, kept)
    assert takes(station) == where
    with clinic.store.reading() as tx:
        assert gets_paper(station, where).data == papers.paper_of(tx, kept)
        assert [each.because for each in papers.all_of(tx, kept)] == ["signed", "torn"]


def test_a_paper_that_did_not_print_is_printed_again_at_a_tap_alone(clinic: Clinic, station: Staff):
    kept = signs(clinic)
    draws(clinic, kept)
    where = takes(station)
    station.opens(where)
    posts(station, f"{where}/failed")
    assert takes(station) == "", "not by itself"
    dana = Staff(clinic).signs_in("Dana Desk")
    assert "Paper not printed" in dana.page.words
    dana.does("/staff/papers/print", intake=kept)
    assert takes(station) == where


def test_a_station_that_falls_silent_leaves_its_paper_to_a_tap(clinic: Clinic, station: Staff):
    kept = signs(clinic)
    draws(clinic, kept)
    where = takes(station)
    clinic.clock.goes_on(seconds=print_jobs.LEASE.total_seconds())
    assert state(clinic, kept) == "failed"
    dana = Staff(clinic).signs_in("Dana Desk")
    assert "Nobody knows whether the paper was printed." in dana.page.words
    assert takes(station) == ""
    # Its word may come late, all the same.
    station.opens(where)
    posts(station, f"{where}/printed")
    assert state(clinic, kept) == "printed"


def test_two_stations_never_print_the_same_paper(clinic: Clinic, station: Staff):
    admin = Staff(clinic).signs_in("Ada Books").confirms()
    admin.opens("/staff/devices")
    posts(admin, "/staff/devices", go="station")
    kept = [signs(clinic), signs(clinic)]
    for each in kept:
        draws(clinic, each)
    got = {takes(station), takes(admin)}
    assert got == {f"/station/{each}" for each in kept}


def test_a_paper_of_another_day_or_with_only_a_therapists_name_more_is_not_printed_by_itself(
    clinic: Clinic, station: Staff
):
    kept = signs(clinic)
    draws(clinic, kept)
    with clinic.store.writing() as tx:
        print_jobs.settle(tx, print_jobs.claim(tx, PRINTER, FIRST) or pytest.fail("nothing waits"))
        owed.owe(tx, RECORD.c.id == kept, "therapist")
    draws(clinic, kept)
    assert state(clinic, kept) == "printed"
    clinic.clock.goes_on(hours=24)
    with clinic.store.writing() as tx:
        owed.owe(tx, RECORD.c.id == kept, "correction")
    draws(clinic, kept)
    assert state(clinic, kept) == "printed"


def test_a_corrected_paper_of_today_is_printed_and_takes_the_place_of_one_that_waits(
    clinic: Clinic, station: Staff
):
    kept = signs(clinic)
    draws(clinic, kept)
    with clinic.store.writing() as tx:
        owed.owe(tx, RECORD.c.id == kept, "correction")
    draws(clinic, kept)
    where = takes(station)
    with clinic.store.reading() as tx:
        newest = papers.paper_number(tx, kept, 2)
    assert gets_paper(station, where).data == newest
    assert takes(station) == ""


def test_an_erased_record_leaves_nothing_to_print(clinic: Clinic, station: Staff):
    kept = signs(clinic)
    draws(clinic, kept)
    with clinic.store.writing() as tx:
        erase_record(tx, kept, "setup", "asked")
    with clinic.store.reading() as tx:
        assert tx.connection.execute(select(PRINT_JOB)).all() == []
    assert takes(station) == ""


class Deaf(Printer):
    """A printer that answers with what it is told to."""

    def send(self, pdf: bytes, name: str) -> int:
        raise NotTaken if self.url == "away" else NotSure


@pytest.mark.parametrize(
    ("how", "then"), [("away", "The printer does not answer."), ("mute", "Nobody knows whether")]
)
def test_today_says_why_the_printer_of_the_network_has_not_printed(
    clinic: Clinic, how: str, then: str
):
    draws(clinic, signs(clinic), Deaf(how))
    look_after(clinic.store, Deaf(how))
    assert then in Staff(clinic).signs_in("Dana Desk").page.words


@pytest.fixture
def cups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cups]:
    if not SERVER.exists() or not shutil.which("cancel"):
        pytest.skip("no CUPS on this machine")
    with printing_server(tmp_path_factory.mktemp("cups")) as cups:
        yield cups


@pytest.mark.process
def test_the_printer_of_the_network_prints_what_is_signed(clinic: Clinic, cups: Cups):
    printing = Printing(clinic.store, QuickPress(), printer=Printer(cups.url))
    kept = signs(clinic)
    printing.wait_for(kept)
    until(lambda: state(clinic, kept) == "printed")
    printing.close()
    with clinic.store.reading() as tx:
        assert cups.printed() == [papers.paper_of(tx, kept)]
