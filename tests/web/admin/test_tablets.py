"""The list of tablets: named, last used, taken out of use at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.settings import Settings
from kiosk.store import clinics
from kiosk.store.access import throttle
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import HTMX, Tablet


def listed(clinic: Clinic, name: str = "Tablet 1") -> str:
    """What the list says of a tablet, to a new look by an admin."""
    page = Staff(clinic).signs_in("Ada Books").opens("/staff/devices")
    rows = [row.text_content() for row in page.tree.xpath("//ul[contains(@class, 'list')]/li")]
    (row,) = (" ".join(row.split()) for row in rows if name in row)
    return row


def test_a_tablet_is_listed_by_its_name_with_its_last_use(clinic: Clinic, clock: Clock):
    tablet = Tablet(clinic)
    assert "Last used today at 9:00 am" in listed(clinic)
    clock.goes_on(hours=1)
    tablet.starts()
    assert "Last used today at 10:00 am" in listed(clinic)
    clock.goes_on(minutes=2)
    here = {"csrf_token": tablet.page.form["csrf_token"], "go": "here"}
    tablet.sends(here, headers=HTMX)
    assert "Last used today at 10:02 am" in listed(clinic)
    clock.goes_on(days=1)
    assert "Last used on 10 March 2026" in listed(clinic)
    clock.goes_on(days=366)
    assert "Its pairing has lapsed. Pair it again." in listed(clinic)


def test_the_last_use_is_said_in_the_clinics_language_and_hour(clinic: Clinic, clock: Clock):
    with clinic.store.writing() as tx:
        mine = clinics.the_clinic(tx)
        assert mine
        clinics.change(tx, mine.id, "setup", language="es", time_zone="Europe/Madrid")
    Tablet(clinic)
    assert "Último uso: hoy a las 10:00 a. m." in listed(clinic)


@pytest.mark.parametrize("where", ["/", "here", "next"])
def test_a_tablet_taken_out_of_use_opens_nothing_from_that_moment(clinic: Clinic, where: str):
    tablet, other = Tablet(clinic), clinic.pairs("Tablet 2")
    tablet.starts()
    admin = Staff(clinic).signs_in("Ada Books")
    page = admin.opens("/staff/devices")
    (revoke,) = page.tree.xpath("//li[contains(., 'Tablet 1')]//form/@action")
    assert "Tablet 1" not in admin.does(revoke).words
    if where == "/":
        assert tablet.opens("/").heading == "Not set up yet"
    else:
        sent = tablet.fills(where, full_name="Too Late")
        assert tablet.sends(sent, headers=HTMX).headers["HX-Redirect"] == "/own?kept=over"
    assert "full_name" not in clinic.draft(tablet.intake_id).answers
    assert other
    assert "Tablet 2" in admin.opens("/staff/devices").words


def test_an_admin_who_must_wait_is_told_so(clinic: Clinic):
    admin = Staff(clinic).signs_in("Ada Books").confirms()
    admin.opens("/staff/devices")
    here = throttle.address("127.0.0.1")
    while not throttle.count(clinic.store, here):
        """Somebody guesses at this address."""
    response = admin.sends("/staff/devices", go="here", this_name="Front room")
    assert response.status_code == 429
    assert "Please wait a moment" in response.text


@pytest.fixture
def runs(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has the kiosk run with these settings."""
    return lambda **said: monkeypatch.setitem(clinic.app.extensions, "settings", Settings(**said))


Runs = Callable[..., None]


def devices(clinic: Clinic) -> str:
    return Staff(clinic).signs_in("Ada Books").opens("/staff/devices").words


def test_the_page_says_what_opens_the_kiosk_to_the_network(clinic: Clinic, runs: Runs):
    runs(hosts=("kiosk.lan",))
    words = devices(clinic)
    assert "it answers on this computer alone" in words
    assert ".venv/bin/python -m kiosk caddyfile kiosk.lan" in words
    assert "KIOSK_PROXIES=1 KIOSK_HOSTS=kiosk.lan make run" in words


def test_behind_its_proxy_the_page_shows_the_address_and_its_picture(clinic: Clinic, runs: Runs):
    runs(hosts=("kiosk.lan",), proxies=1)
    assert "https://kiosk.lan/" in devices(clinic)
    picture = Staff(clinic).signs_in("Ada Books").gets("/staff/devices/address.svg")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")


def test_an_address_in_the_clear_is_shown_with_its_warning(clinic: Clinic, runs: Runs):
    runs(host="192.0.2.7", port=8080, insecure_lan=True)
    words = devices(clinic)
    assert "http://192.0.2.7:8080/" in words
    assert "Answers cross the network unencrypted" in words


def test_no_picture_leads_nowhere(clinic: Clinic, runs: Runs):
    runs()
    ada = Staff(clinic).signs_in("Ada Books")
    assert ada.gets("/staff/devices/address.svg").status_code == 404
