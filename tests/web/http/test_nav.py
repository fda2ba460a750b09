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
