"""What the next client must never find: anything of the one before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

import kiosk.web.client.post_check
from kiosk.store.intakes import idle
from kiosk.web.http import headers
from tests.browser.chromium import files_holding
from tests.browser.clinic import Clinic
from tests.browser.profiles import BROWSERS, own_profile
from tests.browser.residue import (
    ITS_OWN_PAGES,
    goes_in_history,
    stores,
    what_is_left,
    written_everywhere,
)
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

NOTHING = {"local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}

TELLS_TO_FORGET = {
    "Chromium": (kiosk.web.client.post_check, "take", lambda *_: None),
    "Firefox": (
        headers,
        "USUAL",
        tuple({**dict(headers.USUAL), "Cache-Control": "private"}.items()),
    ),
}
"""What each of them heeds, and nothing in its place."""


def finishes(tablet: Tablet, words: str) -> str:
    """Walk to the thank-you with these words everywhere; the intake's address."""
    answers = written_everywhere(words)
    tablet.starts(answers)
    old = tablet.path
    while tablet.path == old:
        tablet.answers_here(answers)
        tablet.goes()
        assert stores(tablet) == NOTHING
    assert tablet.path == "/thanks"
    return old


def signs(tablet: Tablet, words: str) -> str:
    """Only sign with these words, the rest being said."""
    tablet.comes_to("sign", written_everywhere("Heron"))
    old = tablet.path
    tablet.walks(written_everywhere(words))
    assert tablet.path == "/thanks"
    return old


def stops(tablet: Tablet, words: str, button: str, at: str = "about_you") -> str:
    """Stop on the way, with words in the fields that no Next has sent."""
    answers = written_everywhere(words)
    tablet.starts(answers)
    old = tablet.path
    tablet.walks(answers, until=at)
    tablet.answers_here(answers)
    tablet.goes("stop")
    tablet.goes(button)
    assert tablet.path == "/"
    return old


def walks_away(tablet: Tablet, words: str, at: str) -> str:
    """Let the tablet lie, with words in the fields, until the server's clock puts it aside."""
    answers = written_everywhere(words)
    tablet.starts(answers)
    old = tablet.path
    tablet.walks(answers, until=at)
    tablet.answers_here(answers)
    with tablet.clinic.store.writing() as tx:
        idle.put_aside(tx, timedelta())
    tablet.opens(old)
    assert tablet.path == "/"
    return old


def finds_nothing(tablet: Tablet, finishes: Callable[[Tablet, str], str], at: str) -> None:
    """Clients one after the other, each with an end of another kind; the last in a hurry."""
    old = stops(tablet, "Kestrelkept", "stop", at)
    assert what_is_left(tablet, "Kestrelkept", old) == []
    old = stops(tablet, "Kestrelerased", "erase", at)
    assert what_is_left(tablet, "Kestrelerased", old) == []
    old = walks_away(tablet, "Kestrelleft", at)
    assert what_is_left(tablet, "Kestrelleft", old) == []
    old = finishes(tablet, "Kestrelsent")
    assert what_is_left(tablet, "Kestrelsent", old) == []
    finds_nothing_of_the_last(tablet)


def finds_nothing_in_short(tablet: Tablet) -> None:
    """The same ends, each looked after as far as its own pages lie."""
    for words, button in (("Kestrelkept", "stop"), ("Kestrelerased", "erase")):
        old = stops(tablet, words, button)
        assert what_is_left(tablet, words, old, ITS_OWN_PAGES) == []
    finds_nothing_of_one_who_left(tablet)
    finds_nothing_of_the_last(tablet, ITS_OWN_PAGES)


def finds_nothing_of_one_who_left(tablet: Tablet) -> None:
    old = walks_away(tablet, "Kestrelleft", at="about_you")
    assert what_is_left(tablet, "Kestrelleft", old, ITS_OWN_PAGES) == []


def finds_nothing_of_the_last(tablet: Tablet, pages: int = 6) -> None:
    """One signs, and the next has the tablet at once."""
    old = signs(tablet, "Kestrelsigned")
    tablet.starts(written_everywhere("Heron"))  # the next client, at once
    assert not any(goes_in_history(tablet, -1, "Kestrel") for _ in range(pages))
    assert what_is_left(tablet, "Kestrel", old, pages) == []


# What our pages tell a browser to forget is the same for both: in the suite Chromium answers for
# it, in `make torture` Firefox too.
LONG_IN_FIREFOX = ["Chromium", pytest.param("Firefox", marks=pytest.mark.torture)]


@pytest.mark.parametrize("browser_name", LONG_IN_FIREFOX)
def test_nothing_is_left_of_a_client_whatever_the_end(
    browser_name: str, playwright: Playwright, clinic: Clinic, tmp_path: Path
):
    with own_profile(playwright, clinic, tmp_path, browser_name, script=True) as tablet:
        finds_nothing_in_short(tablet)
        assert stores(tablet) == NOTHING
    assert files_holding(tmp_path, "Kestrel") == []
    assert files_holding(tmp_path, "127.0.0.1") != []


@pytest.mark.torture
def test_nothing_is_left_in_firefox(
    playwright: Playwright, clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """For the most frequent end; and it sees what a Firefox may keep."""
    with own_profile(playwright, clinic, tmp_path, "Firefox", script=True) as tablet:
        finds_nothing_of_the_last(tablet, ITS_OWN_PAGES)
        assert stores(tablet) == NOTHING
        monkeypatch.setattr(*TELLS_TO_FORGET["Firefox"])
        old = signs(tablet, "Plover")
        assert "back" in " ".join(what_is_left(tablet, "Plover", old, ITS_OWN_PAGES))
    assert files_holding(tmp_path, "Kestrel") == []


@pytest.mark.parametrize("browser_name", LONG_IN_FIREFOX)
def test_nor_is_it_without_script(
    browser_name: str,
    playwright: Playwright,
    clinic: Clinic,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """One that is not told to forget shows the last client again: else nothing here means much."""
    with own_profile(playwright, clinic, tmp_path, browser_name, script=False) as tablet:
        finds_nothing_of_one_who_left(tablet)
        monkeypatch.setattr(*TELLS_TO_FORGET[browser_name])
        old = signs(tablet, "Plover")
        assert "back" in " ".join(what_is_left(tablet, "Plover", old, ITS_OWN_PAGES))
    assert files_holding(tmp_path, "Kestrel") == []


@pytest.mark.torture
@pytest.mark.parametrize("browser_name", BROWSERS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_nor_is_it_after_the_longest_walks(
    script: bool, browser_name: str, playwright: Playwright, clinic: Clinic, tmp_path: Path
):
    # Firefox answers for its stores only where scripts run.
    sends = finishes if script or browser_name == "Chromium" else signs
    with own_profile(playwright, clinic, tmp_path, browser_name, script=script) as tablet:
        finds_nothing(tablet, sends, at="feelings")
    assert files_holding(tmp_path, "Kestrel") == []
