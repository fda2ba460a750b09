"""Each role is led to its own pages, and every page it is led to opens."""

from __future__ import annotations

import pytest

from tests.walks.clinic import Clinic
from tests.walks.desk import Staff

EVERYBODYS = {"/staff/", "/staff/clients", "/staff/me"}
LED_TO = {
    "Dana Desk": {*EVERYBODYS, "/staff/visits"},
    "Theo Hands": EVERYBODYS,
    "Ada Books": {*EVERYBODYS, "/admin/export", "/admin/staff", "/staff/devices"},
    "Mei Tanaka": {*EVERYBODYS, "/staff/visits", "/admin/export", "/admin/staff", "/staff/devices"},
}
ONLY_SOME = set().union(*LED_TO.values())


@pytest.mark.parametrize("who", LED_TO)
def test_each_role_is_led_to_its_own_pages_and_no_other(clinic: Clinic, who: str):
    staff = Staff(clinic).signs_in(who)
    led = set(staff.page.tree.xpath("//header//nav//a/@href"))
    assert led & ONLY_SOME == LED_TO[who]
    for url in led:
        page = staff.opens(url)
        assert page.tree.xpath("//header//a[@aria-current='page']/@href") == [url]
    for url in ONLY_SOME - LED_TO[who]:
        assert staff.gets(url).status_code == 403
    assert len(clinic.audit("refused")) == len(ONLY_SOME - LED_TO[who])


def test_what_the_clinics_page_leads_to_stands_under_clinic(clinic: Clinic):
    ada = Staff(clinic).signs_in("Ada Books")
    page = ada.opens("/admin/clinic")
    led = {url for url in page.tree.xpath("//main//a/@href") if url.startswith("/admin/")}
    pages = {url for url in led if ada.gets(url).mimetype == "text/html"}
    assert len(pages) > 10
    marked = "//header//a[@aria-current='page']/@href"
    astray = [url for url in pages if ada.opens(url).tree.xpath(marked) != ["/admin/clinic"]]
    assert not astray, f"{astray}: say in TABS_OF of layout.py under what these stand"
