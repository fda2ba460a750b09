"""An admin opens a second place, says how it is reached, retires it, and takes each of it back."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from kiosk.clinic import OF_SITE, OFFERED, SETTINGS
from kiosk.store import sites
from kiosk.store.access import at_sites
from kiosk.store.engine.tables import SITE
from kiosk.store.sites import FIRST
from kiosk.usecases.add_site import add_site
from kiosk.usecases.change_setting import changes_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import HAL, id_of
from tests.walks.sites import two_sites
from tests.web.visits import posts

SAID = {
    "site_name": "Quay",
    "site_address": "Quay 4, Porthaven",
    "site_phone": "555 0177",
    "site_open": "no",
}


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books").confirms()


def said_of(clinic: Clinic, site_id: str) -> dict[str, object]:
    with clinic.store.reading() as tx:
        return asdict(sites.said_of(tx, site_id))


def test_each_column_of_a_site_is_a_setting_and_no_key_is_anothers():
    assert OF_SITE.keys() == {column.name for column in SITE.c} - {"id", "clinic_id"}
    assert not OF_SITE.keys() & (SETTINGS.keys() | OFFERED.keys())


def test_a_site_is_added_on_its_page_and_called_by_its_name(clinic: Clinic, ada: Staff):
    page = ada.opens("/admin/clinic")
    assert page.tree.xpath("//a[@href='/admin/sites']")
    assert "Willow Street" in ada.opens("/admin/sites").words
    added = posts(ada, "/admin/sites", site_name="  Harbour ")
    assert added.status_code == 303
    assert "Harbour" in ada.opens(added.location).words
    listed = ada.opens("/admin/sites").tree.xpath("//*[@id='sites']//bdi/text()")
    assert listed == ["Willow Street", "Harbour"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Write the name of the site."),
        ("harbour", "Another site has this name."),
        ("Willow Street", "Another site has this name."),
        ("x" * 61, "Please use fewer words here."),
    ],
)
def test_a_name_that_will_not_do_is_asked_for_again(
    clinic: Clinic, ada: Staff, name: str, words: str
):
    add_site(clinic.store, "Harbour", "ada")
    ada.opens("/admin/sites")
    answer = posts(ada, "/admin/sites", site_name=name)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{name}"' in answer.text


def test_each_thing_of_a_site_is_set_told_with_what_it_was_and_undone(clinic: Clinic, ada: Staff):
    harbour = add_site(clinic.store, "Harbour", "ada")
    before = said_of(clinic, harbour)
    urls = ada.opens(f"/admin/sites/{harbour}").tree.xpath("//*[@id='settings']//a/@href")
    for url, (key, value) in zip(urls, SAID.items(), strict=True):
        assert OF_SITE[key].title in ada.opens(url).words
        assert posts(ada, url, **{key: value}).status_code == 303, key
    assert said_of(clinic, harbour) == {**SAID, "site_open": False}
    with clinic.store.reading() as tx:
        newest = changes_of(tx, OF_SITE, 4, about=harbour)
    assert [(each.key, each.before) for each in newest] == list(reversed(before.items()))
    for each in newest:
        assert posts(ada, "/admin/clinic/undo", change=str(each.sequence)).status_code == 303
    assert said_of(clinic, harbour) == before


def test_undoing_that_a_site_was_added_retires_it(clinic: Clinic, ada: Staff):
    harbour = add_site(clinic.store, "Harbour", "ada")
    page = ada.opens(f"/admin/sites/{harbour}/site_open")
    change = page.tree.xpath("//button[@name='change']/@value")[0]
    assert posts(ada, "/admin/clinic/undo", change=change).status_code == 303
    assert said_of(clinic, harbour)["site_open"] is False
    assert "No longer in use" in ada.opens("/admin/sites").words


def test_what_a_site_does_not_say_the_clinic_says(clinic: Clinic, ada: Staff):
    add_site(clinic.store, "Harbour", "ada")
    ada.opens("/admin/clinic/setting/phone")
    posts(ada, "/admin/clinic/setting/phone", phone="555 0100")
    with clinic.store.reading() as tx:
        assert [(each.name, each.phone) for each in sites.every(tx)] == [
            ("Willow Street", "555 0100"),
            ("Harbour", "555 0100"),
        ]


def test_a_site_that_is_still_needed_is_not_retired(clinic: Clinic, ada: Staff):
    def retires(site_id: str) -> str:
        ada.opens(f"/admin/sites/{site_id}/site_open")
        answer = posts(ada, f"/admin/sites/{site_id}/site_open", site_open="no")
        assert answer.status_code == 422
        return answer.text

    assert "This is the only site." in retires(FIRST)
    both = two_sites(clinic)
    tablet = both.tablet()
    assert "Tablets or print stations stand here." in retires(both.harbour)
    ada.opens("/staff/devices")
    posts(ada, f"/staff/devices/{tablet.id}/revoke")
    dana = Staff(clinic).signs_in("Dana Desk")
    dana.opens()
    posts(dana, "/staff/site", site=both.harbour)
    dana.opens("/staff/visits")
    posts(dana, "/staff/visits", **HAL)
    assert "Visits are planned here." in retires(both.harbour)


def test_nobodys_settings_are_shown_as_a_sites_and_no_sites_as_a_therapists(
    clinic: Clinic, ada: Staff
):
    theo, harbour = id_of(clinic, "Theo Hands"), add_site(clinic.store, "Harbour", "ada")
    for url in (
        f"/admin/sites/{theo}",
        "/admin/sites/nowhere",
        f"/admin/sites/{harbour}/phone",
        f"/admin/staff/{harbour}/offers",
        f"/admin/staff/{harbour}/offers/site_name",
    ):
        assert ada.gets(url).status_code == 404, url


def test_somebodys_sites_are_given_on_their_page_and_told_in_the_audit(clinic: Clinic, ada: Staff):
    both, theo = two_sites(clinic), id_of(clinic, "Theo Hands")
    page = ada.opens(f"/admin/staff/{theo}")
    assert len(page.tree.xpath("//input[@name='sites'][@checked]")) == 2
    assert posts(ada, f"/admin/staff/{theo}", go="sites", sites=both.harbour).status_code == 303
    with clinic.store.reading() as tx:
        assert [each.name for each in at_sites.of(tx, theo).theirs] == ["Harbour"]
    told = [row.reason for row in clinic.audit("staff") if row.reason.startswith("sites")]
    assert told == ['sites: [] -> ["Harbour"]']
    ada.opens(f"/admin/staff/{theo}")
    none = posts(ada, f"/admin/staff/{theo}", go="sites")
    assert none.status_code == 422
    assert "Choose at least one site." in none.text
    assert posts(ada, f"/admin/staff/{theo}", go="sites", sites=[FIRST, both.harbour]).status_code
    with clinic.store.reading() as tx:
        assert at_sites.chosen(tx, theo) == (), "both are all, and those to come as well"


def test_a_tablet_is_paired_for_a_site(clinic: Clinic, ada: Staff):
    both = two_sites(clinic)
    ada.opens("/staff/devices")
    made = posts(ada, "/staff/devices", go="here", this_name="Quay 1", site=both.harbour)
    assert made.status_code == 303
    (tablet,) = clinic.tablets()
    assert (tablet.name, tablet.site_id) == ("Quay 1", both.harbour)
