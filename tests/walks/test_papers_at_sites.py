"""What is printed or handed out at a place of a clinic is that place's own."""

from __future__ import annotations

import pytest

from kiosk.exports.printer import Printer
from kiosk.store import sites
from kiosk.store.access import stations
from kiosk.store.access.tablets import Tablet as Device
from kiosk.store.clinics import the_clinic
from kiosk.store.records import print_jobs
from kiosk.store.sites import FIRST
from kiosk.usecases.print_out import next_paper
from tests.walks.clinic import Clinic
from tests.walks.sites import Sites, two_sites
from tests.walks.test_sites import walked
from tests.web.visits import draws, signs


@pytest.fixture
def both(clinic: Clinic) -> Sites:
    return two_sites(clinic)


def station_at(clinic: Clinic, site_id: str) -> Device:
    with clinic.store.writing() as tx:
        found = stations.by_token(tx, stations.begin(tx, "Desk", "ada", site_id))
    assert found
    return found


def waiting_to_print(clinic: Clinic) -> int:
    with clinic.store.reading() as tx:
        return print_jobs.how_many(tx, "waiting")


def test_a_paper_comes_out_at_the_site_where_it_was_signed_and_at_no_other(both: Sites):
    clinic, store = both.clinic, both.clinic.store
    printer = Printer("ipp://127.0.0.1/ipp/print")
    tablet = both.tablet()
    walked(tablet)
    (there,) = clinic.signed()
    draws(clinic, there, printer)
    assert not waiting_to_print(clinic), "nothing prints at Harbour, so nothing waits"
    old_town, harbour = (station_at(clinic, site) for site in (FIRST, both.harbour))
    signs(clinic, "Ana Ruiz")
    (here, _) = clinic.signed()
    draws(clinic, here)
    assert next_paper(store, harbour) is None
    job = next_paper(store, old_town)
    assert job
    assert job.record_id == here


def test_a_handout_and_a_thank_you_have_the_phone_of_the_site(both: Sites):
    walked(both.tablet())
    (kept,) = both.clinic.signed()
    with both.clinic.store.reading() as tx:
        clinic = the_clinic(tx)
        assert clinic
        there = sites.reached_at(tx, clinic, sites.of_signed(tx, kept))
        here = sites.reached_at(tx, clinic, FIRST)
    assert (there.name, there.phone) == ("Willow Street · Harbour", "555 0177")
    assert here.name == "Willow Street · Old Town"
