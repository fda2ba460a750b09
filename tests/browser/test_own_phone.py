"""Going on by one's own phone, in two browsers: the tablet lets go by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kiosk.catalogue import CATALOGUE
from kiosk.web.client import own_phone
from tests.browser import looking
from tests.browser.chromium import cookie, held_in_hand
from tests.browser.clinic import open_clinic
from tests.browser.personas import persona
from tests.patience import IN_A_BROWSER

pytestmark = pytest.mark.browser

PUBLIC = "https://forms.example.org"


def test_a_phone_opens_the_code_and_signs_and_the_tablet_is_at_welcome(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    links: list[str] = []
    drawn = own_phone.qr_drawing
    monkeypatch.setattr(own_phone, "qr_drawing", lambda url: links.append(url) or drawn(url))
    with open_clinic(tmp_path, public_url=PUBLIC) as clinic:
        paired = clinic.paired()
        said = {key: value for key, value in persona("p1").items() if key != "signature"}
        way = {
            "passed": tuple(step.key for step in CATALOGUE.steps),
            "answers": {**said, "review_ok": "yes"},
        }
        intake, token = clinic.stands_at(paired, "sign", **way)
        tablet = browser.new_context(**held_in_hand())
        tablet.add_cookies([cookie(clinic.address, "tablet", paired)])
        tablet.add_cookies([cookie(clinic.address, "intake", token)])
        page = tablet.new_page()
        page.set_default_timeout(IN_A_BROWSER)
        looking.brings_axe(page)
        page.goto(f"{clinic.address}/i/{intake}/phone")
        assert looking.axe_says(page) == []
        page.click("button[value=show]")
        expect(page.locator("svg.qr")).to_be_visible()
        assert looking.does_not_fit(page) == []
        assert looking.axe_says(page) == []
        link = clinic.address + links[0].removeprefix(PUBLIC)
        phone = browser.new_context(**held_in_hand(viewport={"width": 390, "height": 844}))
        there = phone.new_page()
        there.set_default_timeout(IN_A_BROWSER)
        there.goto(link)
        there.click("main .btn.go")
        there.wait_for_url(f"{clinic.address}/i/{intake}")
        page.wait_for_url(f"{clinic.address}/")
        there.fill("#signature-typed, [name=signature-typed]", "A. Client")
        there.click("button.go[value=next]")
        there.wait_for_url("**/own?kept=sent**")
        assert clinic.signed(intake)["tablet"].startswith("phone-")
        there.goto(link)
        assert there.url == f"{clinic.address}/once"
        for context in (tablet, phone):
            context.close()
