"""What a client who walked away leaves on a tablet, and how it comes back to Welcome by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, Route, expect

from kiosk import settings
from kiosk.store.engine.steady import THIS_MACHINE
from tests.browser.chromium import files_holding
from tests.browser.clinic import Clinic, open_clinic
from tests.browser.conftest import Tablets
from tests.browser.profiles import own_profile
from tests.browser.residue import ITS_OWN_PAGES, what_is_left
from tests.browser.tablet import Tablet
from tests.browser.test_idle import CANARY, MINUTE, SAID, kept, types_and_leaves
from tests.conftest import Clock

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic that asks after two seconds, locks after one more, and has a clock that goes."""
    folder = tmp_path_factory.mktemp("hasty")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "LEAST_IDLE", 1)
        with open_clinic(folder, clock=THIS_MACHINE, idle_seconds=2) as clinic:
            yield clinic


def test_a_welcome_that_is_slow_to_come_is_asked_for_once(tablets: Tablets, hasty: Clinic):
    tablet = Tablet(tablets().page, hasty, hasty.paired())
    held: list[Route] = []
    tablet.page.route("**/?kept=all", lambda way: held.append(way))
    types_and_leaves(tablet)
    while not held:
        tablet.page.wait_for_timeout(50)
    tablet.page.wait_for_timeout(2_500)  # it looks after itself every second
    assert len(held) == 1
    held[0].continue_()
    expect(tablet.page).to_have_url(f"{hasty.address}/?kept=all")


def turn_the_clocks(tablet: Tablet, clock: Clock, *, script: bool) -> None:
    """Minutes pass on the server and in the page; without script a reload stands for its own."""
    if script:
        tablet.page.clock.fast_forward(2 * MINUTE + 1_000)
        tablet.page.clock.fast_forward(MINUTE)
    else:
        after = tablet.page.locator("meta[http-equiv=refresh]").get_attribute("content")
        clock.goes_on(seconds=int((after or "").partition(";")[0]))
        tablet.page.reload()


@pytest.mark.parametrize("script", [True, pytest.param(False, marks=pytest.mark.torture)])
def test_nothing_is_left_of_a_client_who_walked_away(
    script: bool, playwright: Playwright, tmp_path: Path
):
    """Without script tests/browser/test_residue.py looks after one who left."""
    clock = Clock()
    (tmp_path / "profile").mkdir()
    with (
        open_clinic(tmp_path, clock=clock) as clinic,
        own_profile(playwright, clinic, tmp_path / "profile", script=script) as tablet,
    ):
        if script:
            tablet.page.clock.install()
        types_and_leaves(tablet)
        finds_it_locked(tablet, lambda: turn_the_clocks(tablet, clock, script=script), script)
    finds_it_nowhere(tmp_path / "profile")


@pytest.mark.torture
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_nothing_is_left_of_one_who_walked_away_by_clocks_that_nobody_turned(
    script: bool, playwright: Playwright, hasty: Clinic, tmp_path: Path
):
    with own_profile(playwright, hasty, tmp_path, script=script) as tablet:
        types_and_leaves(tablet)
        finds_it_locked(tablet, lambda: None, script)
    finds_it_nowhere(tmp_path)


def finds_it_locked(tablet: Tablet, time_passes: Callable[[], None], script: bool) -> None:
    old, here = tablet.path, tablet.intake_id
    time_passes()
    tablet.page.wait_for_url("**/?kept=*")
    told = tablet.page.locator(".note").inner_text()
    locked = kept(tablet, here)
    assert locked.state == "parked"
    assert locked.draft["answers"]["main_goal"] == SAID["main_goal"]
    assert ("What was typed on the last page was not saved" in told) is not script
    assert (locked.draft["answers"].get("good_visit") == CANARY) is script
    assert what_is_left(tablet, CANARY, old, ITS_OWN_PAGES) == []


def finds_it_nowhere(profile: Path) -> None:
    assert files_holding(profile, CANARY) == []
    assert files_holding(profile, "127.0.0.1") != []
