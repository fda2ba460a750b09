"""Browsers that keep a profile, as a clinic's own do, to be searched when the client has gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.chromium import held_in_hand, launching
from tests.browser.clinic import Clinic
from tests.browser.firefox import FirefoxPage, firefox, firefox_page
from tests.browser.tablet import Tablet

BROWSERS = ("Chromium", "Firefox")


@contextmanager
def own_profile(
    playwright: Playwright, clinic: Clinic, folder: Path, in_: str = "Chromium", *, script: bool
) -> Iterator[Tablet]:
    """A tablet whose browser keeps a profile in this folder; with scripts or without."""
    opens = _firefox(folder, script) if in_ == "Firefox" else _chromium(playwright, folder, script)
    with opens as page:
        yield Tablet(page, clinic, clinic.paired())  # type: ignore[arg-type]


@contextmanager
def _chromium(playwright: Playwright, folder: Path, script: bool) -> Iterator[Page]:
    """With pages kept for Back, as outside of tests."""
    context = playwright.chromium.launch_persistent_context(
        folder,
        **launching(),
        **held_in_hand(java_script_enabled=script),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    try:
        yield context.pages[0]
    finally:
        context.close()


@contextmanager
def _firefox(folder: Path, script: bool) -> Iterator[FirefoxPage]:
    if not firefox():
        pytest.skip("no Firefox on this machine")
    with firefox_page(folder, script=script) as page:
        yield page
