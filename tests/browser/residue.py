"""What a tablet still shows of a client who has gone: its history, its fields, its stores."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any, TypeAlias

from playwright.sync_api import CDPSession, Error

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import Card, PickMany, PickOne, Question, Scale, Words
from tests.browser.firefox import FirefoxPage
from tests.browser.tablet import Tablet
from tests.patience import PATIENCE

SHOWN = """words => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll("input, textarea")].map(field => field.value),
].some(text => [words].flat().some(word => text.includes(word)))"""

Said: TypeAlias = str | list[str]
"""Words that must not be found, or several such."""

ITS_OWN_PAGES = 3
"""How far back the pages of a client lie who has just gone."""

STORES = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""

OPENING = {
    "language": "en",
    "visit_kind": "new",
    "access_needs": ["someone_to_help"],
    "filling_for": "someone_else",
    "birth_date": "1996-05-14",
    "goals": ["pain"],
    "recent_events": ["surgery"],
    "medicine_kinds": ["pain_relief"],
    "allergies": ["other"],
    "massage_before": "few",
    "any_sensitive": "no",
    "review_ok": "yes",
}
"""The answers behind which the fields for words lie."""


def written_everywhere(words: str) -> dict[str, Any]:
    """A client who writes these words into every field there is, and answers what must be."""
    must = {q.key: answer for q in CATALOGUE.questions if (answer := _must(q))}
    typed = {q.key: _typed(q, words) for q in CATALOGUE.questions if isinstance(q, Words)}
    signed = {"method": "typed", "name": words}
    return {**must, **typed, **OPENING, "signature": signed}


def stores(tablet: Tablet) -> dict[str, int]:
    """How much lies in each of the browser's own stores."""
    found: dict[str, int] = tablet.page.evaluate(STORES)
    return found


def what_is_left(tablet: Tablet, words: Said, old: str, pages: int = 6) -> list[str]:
    """Where the words turn up: on the page, so many pages back and forward again, after a reload,
    and at the old address."""
    seen = ["at once"] if shows(tablet, words) else []
    seen += [f"back {n + 1}" for n in range(pages) if goes_in_history(tablet, -1, words)]
    seen += [f"forward {n + 1}" for n in range(pages) if goes_in_history(tablet, 1, words)]
    tablet.page.reload()
    seen += ["reload"] if shows(tablet, words) else []
    tablet.opens(old)
    return seen + (["old address"] if shows(tablet, words) or tablet.path == old else [])


def goes_in_history(tablet: Tablet, by: int, words: Said) -> bool:
    """Go one page back or forward, where there is one; whether the words are on it."""
    if isinstance(tablet.page, FirefoxPage):
        tablet.page.turns(by)
        return shows(tablet, words)
    browser = tablet.page.context.new_cdp_session(tablet.page)
    kept = browser.send("Page.getNavigationHistory")
    goal = kept["currentIndex"] + by
    if not 0 <= goal < len(kept["entries"]):
        return False
    browser.send("Page.navigateToHistoryEntry", {"entryId": kept["entries"][goal]["id"]})
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(Error):  # between two pages there is nobody to answer
            if _arrived(browser, goal):
                return bool(_evaluated(browser, f"({SHOWN})({json.dumps(words)})"))
        time.sleep(0.02)
    raise AssertionError(f"never came to {kept['entries'][goal]['url']}")


def shows(tablet: Tablet, words: Said) -> bool:
    """Whether the words stand on this page, or in one of its fields."""
    return bool(tablet.page.evaluate(SHOWN, words))


def _arrived(browser: CDPSession, place: int) -> bool:
    at = browser.send("Page.getNavigationHistory")["currentIndex"]
    return bool(at == place and _evaluated(browser, "document.readyState") == "complete")


def _evaluated(browser: CDPSession, expression: str) -> Any:
    answered = browser.send("Runtime.evaluate", {"expression": expression})
    return answered["result"].get("value")


def _typed(question: Words, words: str) -> str:
    """With what the field must hold besides: it is asked again else."""
    besides = {"phone": f"555 0100 {words}", "email": f"{words}@example.org"}
    return besides.get(question.holds, words)


def _must(question: Question) -> Any:
    if isinstance(question, Card):
        return "agree" if question.required else "no"
    if not question.required:
        return None
    if isinstance(question, Scale):
        return 3
    if isinstance(question, PickMany):
        return [question.choices[0].key]
    return question.choices[0].key if isinstance(question, PickOne) else None
