"""A Chromium, a clinic, and tablets in it; whatever a page complains of fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.chromium import UNISOLATED, chromium, cookie, held_in_hand, launching
from tests.browser.clinic import Clinic, open_clinic
from tests.browser.tablet import Tablet
from tests.patience import IN_A_BROWSER

expect.set_options(timeout=IN_A_BROWSER)

Tablets: TypeAlias = Callable[..., Tablet]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if not chromium():
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with playwright.chromium.launch(**launching(*UNISOLATED)) as browser:
        yield browser


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with open_clinic(tmp_path_factory.mktemp("clinic")) as clinic:
        yield clinic


@pytest.fixture
def tablets(browser: Browser, clinic: Clinic) -> Iterator[Tablets]:
    """Hands out paired tablets; ``token`` gives one that is paired already."""
    handed_out: list[Tablet] = []

    def hand_out(token: str = "", **other: Any) -> Tablet:
        context = browser.new_context(**held_in_hand(**other))
        handed_out.append(Tablet(context.new_page(), clinic, token or clinic.paired()))
        return handed_out[-1]

    yield hand_out
    complaints = [tablet.complaints for tablet in handed_out if tablet.complaints]
    for tablet in handed_out:
        tablet.page.context.close()
    assert complaints == []


@pytest.fixture
def tablet(tablets: Tablets) -> Tablet:
    """A tablet at Welcome's door."""
    return tablets()


@pytest.fixture
def staff_page(browser: Browser, clinic: Clinic) -> Iterator[Callable[..., Page]]:
    """Opens Today for a staff member, at a desk with a mouse."""
    contexts = []

    def sign_in(**other: Any) -> Page:
        context = browser.new_context(**held_in_hand(has_touch=False, **other))
        context.add_cookies([cookie(clinic.address, "staff", clinic.signed_in())])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(IN_A_BROWSER)
        page.goto(f"{clinic.address}/staff/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
