"""All that was said, below what matters most: it comes when it is opened, and only then."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser


def test_everything_that_was_said_is_brought_when_it_is_opened(tablet: Tablet):
    tablet.comes_to("sign", {"goals": ["pain", "sleep"]})
    tablet.goes("back")
    asked: list[str] = []
    tablet.page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    said = tablet.page.locator("#everything dl")
    expect(said).to_have_count(0)
    tablet.touches("details.more > summary")
    expect(said.first).to_be_visible()
    expect(tablet.page.locator("details.more > summary")).to_be_focused()
    assert asked == [f"GET {tablet.page.url}"], "nothing that was typed stands in an address"
    tablet.touches("details.more > summary")
    tablet.touches("details.more > summary")
    assert len(asked) == 1
    tablet.touches('#everything [value="change:reason"]')
    expect(tablet.page.locator("[name=goals][value=pain]")).to_be_checked()
