"""The row about what a tablet's eye sees: from Continue to the next step on the screen.

A Chromium without a head, its processor slowed four times, on a slow network, before a kiosk that
serves as it does in a clinic. Counted in the page: from the finger's lift to the frame that shows
the next step; how far the page jumped by itself; how long the browser took to answer each touch.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from kiosk.settings import Settings
from kiosk.store import clinics, open_store
from scan import served
from tests.browser.chromium import cookie, held_in_hand, launching
from tests.browser.clinic import Clinic
from tests.browser.sights import Walk, sight_answers

from .measure import Row

SLOWER = 4
"""So many times as slow as this processor is a tablet's of some years ago."""

NETWORK = {"offline": False, "latency": 20, "downloadThroughput": 625e3, "uploadThroughput": 625e3}
"""A clinic's wireless at its far end: 20 ms of latency, 5 Mbit a second each way."""

ROUNDS = 5
LIMIT = 100.0
"""Milliseconds, at the 95th percentile."""

APART = ("body_map", "agree")
"""The heaviest steps, told beside the others."""

LAST = "agree"

# Adds up how far the page jumps with nobody touching it, and keeps how long each touch took.
WATCHES = """
window.jumped = 0; window.touched = {};
new PerformanceObserver(list => list.getEntries().forEach(one => {
    if (!one.hadRecentInput) window.jumped += one.value;
})).observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(one => {
    if (one.interactionId) window.touched[one.interactionId] =
        Math.max(window.touched[one.interactionId] ?? 0, one.duration);
})).observe({type: "event", durationThreshold: 16, buffered: true});
"""

# Resolves to the milliseconds from the next click to the frame in which another step stands there;
# to nothing where the step stays, because it asks for what this client has not said.
NEXT_STEP = """() => {
    const step = () => document.querySelector("#step-form > [name=step]")?.value;
    const before = step();
    let begun = 0;
    addEventListener("click", one => { begun = one.timeStamp; }, {capture: true, once: true});
    window.painted = new Promise(done => {
        const shown = () => setTimeout(() => done(performance.now() - begun));
        const look = () => {
            if (begun && step() && step() !== before) return requestAnimationFrame(shown);
            if (begun && document.querySelector("main .errors")) return done(null);
            return requestAnimationFrame(look);
        };
        look();
    });
}"""


def row_18() -> Row:
    """Continue to next step painted, and what was touched and jumped on the way."""
    walks = list(_walks())
    steps = [(step, ms) for walk in walks for step, ms in walk["steps"]]
    others = _p95([ms for step, ms in steps if step not in APART])
    apart = {key: _p95([ms for step, ms in steps if step == key]) for key in APART}
    touch = _p95([ms for walk in walks for ms in walk["touched"]])
    jumped = max(walk["jumped"] for walk in walks)
    heavy = ", ".join(f"{key} {ms:.0f}" for key, ms in apart.items())
    figure = f"{others:.0f} ms ({heavy}; INP {touch:.0f}; layout shift {jumped:.3f})"
    what = f"Continue to next step painted, processor {SLOWER} × slower, {len(steps)} steps: p95"
    met = max(others, *apart.values()) <= LIMIT
    return Row("18", what, f"≤ {LIMIT:.0f} ms", figure, met)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else max(times, default=0.0)


def _walks() -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        settings = Settings(data=Path(name), key_file=Path(name) / "keys" / "master.key")
        with closing(open_store(settings)) as store:
            with store.writing() as tx:
                clinics.found(tx, "Bench", "en", "UTC")
            with served(settings) as address, sync_playwright() as playwright:
                clinic = Clinic(store, address.rstrip("/"))
                chromium = playwright.chromium.launch(**launching())
                for _ in range(ROUNDS):
                    with chromium.new_context(**held_in_hand()) as context:
                        yield _walk(clinic, context)


def _walk(clinic: Clinic, context: Any) -> dict[str, Any]:
    tablet = clinic.paired()
    walk = Walk.begins(clinic, tablet)
    at = walk.stands_on(walk.steps()[0], answers={**sight_answers(), "language": "en"}, passed=())
    tokens = (("tablet", tablet), ("intake", walk.token))
    context.add_cookies([cookie(clinic.address, kind, token) for kind, token in tokens])
    page = _slow(context.new_page())
    page.add_init_script(WATCHES)
    page.goto(clinic.address + at)
    steps = list(_steps(page))
    touched = page.evaluate("Object.values(window.touched)")
    return {"steps": steps, "touched": touched, "jumped": page.evaluate("window.jumped")}


def _slow(page: Page) -> Page:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def _steps(page: Page) -> Iterator[tuple[str, float]]:
    """Each step that is come to, and how long it took to stand there."""
    while _step(page) != LAST:
        took = _presses(page, "next")
        if took is None:
            took = _presses(page, "skip")
        if took is None:
            raise RuntimeError(f"{_step(page)} can neither be answered nor skipped")
        yield _step(page), took


def _presses(page: Page, button: str) -> float | None:
    page.evaluate("document.querySelector('main .errors')?.remove()")
    page.evaluate(NEXT_STEP)
    page.locator(f"#step-form button[value={button}]").last.click()
    took: float | None = page.evaluate("window.painted")
    return took


def _step(page: Page) -> str:
    return page.locator("#step-form > [name=step]").input_value()
