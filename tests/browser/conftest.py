"""A Chromium, a clinic, and tablets in it; whatever a page complains of fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.chromium import AS_WIDE, UNISOLATED, chromium, cookie, launching, shell
from tests.browser.clinic import Clinic, open_clinic
from tests.browser.lending import Lending
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
    with playwright.chromium.launch(**launching(*UNISOLATED, AS_WIDE, program=shell())) as browser:
        yield browser


@pytest.fixture(scope="session")
def lending(browser: Browser) -> Lending:
    return Lending(browser)


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with open_clinic(tmp_path_factory.mktemp("clinic")) as clinic:
        yield clinic


@pytest.fixture
def tablets(lending: Lending, clinic: Clinic) -> Iterator[Tablets]:
    """Hands out paired tablets; ``token`` gives one that is paired already."""
    handed_out: list[Tablet] = []

    def hand_out(token: str = "", **other: Any) -> Tablet:
        handed_out.append(Tablet(lending.lends(**other), clinic, token or clinic.paired()))
        return handed_out[-1]

    yield hand_out
    complaints = [tablet.complaints for tablet in handed_out if tablet.complaints]
    for tablet in handed_out:
        tablet.is_put_down()
        lending.takes_back(tablet.page)
    assert complaints == []


@pytest.fixture
def tablet(tablets: Tablets) -> Tablet:
    """A tablet at Welcome's door."""
    return tablets()


@pytest.fixture
def staff_page(lending: Lending, clinic: Clinic) -> Iterator[Callable[..., Page]]:
    """Opens Today for a staff member, at a desk with a mouse."""
    lent: list[Page] = []

    def sign_in(**other: Any) -> Page:
        page = lending.lends(has_touch=False, **other)
        page.context.add_cookies([cookie(clinic.address, "staff", clinic.signed_in())])
        lent.append(page)
        page.set_default_timeout(IN_A_BROWSER)
        page.goto(f"{clinic.address}/staff/")
        return page

    yield sign_in
    for page in lent:
        lending.takes_back(page)
