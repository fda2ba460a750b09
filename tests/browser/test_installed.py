"""The kiosk on a tablet's first screen: whole, without a browser's bars, and keeping no page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.browser.tablet import Tablet
from tests.house.tree import HOUSE

pytestmark = pytest.mark.browser

PNG = slice(16, 24)
"""Where a PNG says how wide and how high it is, four bytes each."""


def size_of(picture: bytes) -> str:
    wide, high = (int.from_bytes(picture[PNG][at : at + 4], "big") for at in (0, 4))
    return f"{wide}x{high}"


def test_a_tablet_can_put_it_on_its_first_screen(tablet: Tablet):
    tablet.opens("/")
    browser = tablet.page.context.new_cdp_session(tablet.page)
    found: dict[str, Any] = browser.send("Page.getAppManifest")
    assert found["errors"] == []
    told = json.loads(found["data"])
    assert (told["display"], told["start_url"]) == ("fullscreen", "/")
    for icon in told["icons"]:
        answer = tablet.page.request.get(urljoin(found["url"], icon["src"]))
        assert (answer.status, size_of(answer.body())) == (200, icon["sizes"])


def test_the_screen_stays_on_while_a_page_for_clients_is_seen(tablet: Tablet):
    tablet.page.add_init_script(
        "window.kept = []; navigator.wakeLock.request = async what => { window.kept.push(what) }"
    )
    tablet.opens("/")
    assert tablet.sees("() => window.kept.length === 1")
    tablet.comes_to("reason")
    assert tablet.sees("() => window.kept.length === 1")


def scripts() -> Iterator[Path]:
    return (HOUSE / "static").glob("*.js")


def test_no_page_is_kept_for_when_the_server_is_away():
    assert [file.name for file in scripts() if "serviceWorker" in file.read_text("utf-8")] == []
