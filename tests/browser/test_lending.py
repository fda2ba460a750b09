"""A page that is lent again knows nothing of the test before."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import TABLET
from tests.browser.conftest import Tablets
from tests.browser.lending import Lending
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

LEAVES = "() => { localStorage.left = 'this'; sessionStorage.left = 'that'; }"
KEPT = "() => [localStorage.length, sessionStorage.length, innerWidth]"


def test_a_page_lent_again_is_as_good_as_new(browser: Browser, tablets: Tablets):
    lending, clinic = Lending(browser), tablets().clinic
    page = lending.lends()
    one = Tablet(page, clinic, clinic.paired())
    one.opens("/")
    page.evaluate(LEAVES)
    page.set_viewport_size({"width": 500, "height": 500})
    page.route("**/*", lambda route: route.abort())
    page.context.set_offline(True)
    one.is_put_down()
    lending.takes_back(page)
    assert lending.lends() is page
    assert page.context.cookies() == []
    two = Tablet(page, clinic, clinic.paired())
    two.opens("/")
    assert page.evaluate(KEPT) == [0, 0, TABLET["width"]]
    assert one.pages_seen == two.pages_seen == two.addresses_kept == ["/"]
    page.context.close()


def test_one_whose_clocks_were_taken_over_is_not_lent_again(browser: Browser):
    lending = Lending(browser)
    page = lending.lends()
    page.clock.install()
    page.goto("about:blank")
    lending.takes_back(page)
    assert page.is_closed()
