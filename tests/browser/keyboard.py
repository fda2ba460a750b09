"""Hands on a keyboard: what a person does who never touches the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.browser.tablet import Tablet

# Whether the focus stands on what is meant, beside it in its group of radios, or elsewhere.
AT = """selector => {
    const part = document.querySelector(selector), at = document.activeElement;
    const meant = part?.querySelector("input") ?? part;
    if (!meant) return "gone";
    if (at === meant) return "there";
    const beside = at.type === "radio" && meant.type === "radio" && at.name === meant.name;
    return beside ? "beside" : "elsewhere";
}"""

DONE = """([selector, words]) => {
    const part = document.querySelector(selector);
    return part?.querySelector("input")?.checked || Boolean(words && part?.value === words);
}"""

PLACE = """region => document.activeElement.getAttribute("href") === `#row-${region}`"""

STOPS = 260
"""More than any page has."""


class Keyboard(Tablet):
    """A client who goes by Tab, arrows, Space and Enter alone."""

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def touches(self, selector: str, words: str = "") -> bool:
        self.page.locator(selector).first.wait_for(state="attached")
        if self.page.evaluate(DONE, [selector, words]):
            return False
        self._tabs_to(selector)
        self._acts(selector)
        return True

    def types(self, field: str, words: str) -> None:
        selector = f'[name="{field}"]'
        if not self.page.evaluate(DONE, [selector, words]):
            self._tabs_to(selector)
            self.page.keyboard.insert_text(words)

    def marks(self, region: str, mark: str, **details: Any) -> None:
        if not self.page.locator(".listed").count():
            self._tabs(lambda: self.page.evaluate(PLACE, region), region)
            self.presses("Enter")
            self.page.locator(f"#row-{region}.open").wait_for()
        for part, value in {"": mark, **details}.items():
            name = f"body_marks-{region}-{part}" if part else f"body_marks-{region}"
            if value not in (None, ""):
                self.picks(name, str(value))
        if self.page.locator(".marking").count():
            self.presses("Escape")

    def signs(self, method: str, **how: Any) -> None:
        """A name is typed: nobody draws with keys."""
        self.types("signature-typed", how.get("name", "A. Client"))

    def _acts(self, selector: str) -> None:
        part = self.page.locator(selector).first
        kind = part.evaluate("one => (one.querySelector('input') ?? one).type || one.tagName")
        if kind == "radio":
            self._arrows_to(selector)
        elif kind == "checkbox":
            self.presses("Space")
        elif kind not in ("text", "tel", "email", "textarea"):
            self.presses("Enter")

    def _arrows_to(self, selector: str) -> None:
        for _ in range(20):
            if self.page.evaluate(AT, selector) == "there":
                if not self.page.evaluate(DONE, [selector, ""]):
                    self.presses("Space")
                return
            self.presses("ArrowDown")
        raise AssertionError(f"arrows never came to {selector}")

    def _tabs_to(self, selector: str) -> None:
        self._tabs(lambda: self.page.evaluate(AT, selector) in ("there", "beside"), selector)

    def _tabs(self, arrived: Callable[[], Any], what: str) -> None:
        for _ in range(STOPS):
            if arrived():
                return
            self.presses("Tab")
        raise AssertionError(f"Tab never came to {what}")
