"""Pages of one browser, lent to one test after another: opening one costs more than using it."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from playwright.sync_api import Browser, Error, Page

from tests.browser.chromium import held_in_hand

OWN_CLOCK = "() => performance instanceof Performance"
"""Whether the clocks of a page are its browser's: once taken over, they are never given back."""

CLEARED = "() => { localStorage.clear(); sessionStorage.clear(); }"


class Lending:
    """Lends a page to one test at a time, and takes it back as good as new or not at all."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._free: dict[str, list[Page]] = {}
        self._kinds: dict[Page, dict[str, Any]] = {}

    def lends(self, **other: Any) -> Page:
        """A page held in the hand, with nothing in it that anybody left."""
        how = held_in_hand(**other)
        free = self._free.setdefault(_kind(how), [])
        page = free.pop() if free else self.browser.new_context(**how).new_page()
        self._kinds[page] = how
        return page

    def takes_back(self, page: Page) -> None:
        """Clear it for the next; one that cannot be cleared is closed."""
        how = self._kinds.pop(page)
        cleared = False
        with suppress(Error):
            cleared = bool(page.evaluate(OWN_CLOCK)) and _clears(page, how)
        if cleared:
            self._free[_kind(how)].append(page)
        else:
            page.context.close()


def _kind(how: dict[str, Any]) -> str:
    return json.dumps(how, sort_keys=True)


def _clears(page: Page, how: dict[str, Any]) -> bool:
    """Take away routes, cookies, what is kept and the history. Raises Error."""
    context = page.context
    for other in context.pages:
        if other != page:
            other.close()
    page.unroute_all()
    context.set_offline(False)
    with suppress(Error):  # a page that could not be reached has no storage
        page.evaluate(CLEARED)
    page.goto("about:blank")
    page.set_viewport_size(how["viewport"])
    context.clear_cookies()
    session = context.new_cdp_session(page)
    session.send("Page.resetNavigationHistory")
    session.detach()
    return True
