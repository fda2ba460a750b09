"""One look at a page: put on what the look asks for, ask everybody, take a picture."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.audit.looks import Look
from tests.browser import looking

CLOSES_BY_ITSELF = "meta-refresh: "
"""The thank-you makes room for the next client: a named exception in docs/accessibility.md."""

AS_WIDE_AS_PAPER = {"sheet"}
"""What is printed from the screen is laid out for paper."""

LEAST = {"walk": 56, "staff": 44}
"""How high whatever is touched has to be, in pixels, for those who touch it."""

TALLEST = 12_000
"""Pixels of a page that axe is shown at once, and that a picture has."""

BEYOND = (320, "200")
"""400 % of the browser and 200 % of the page's menu, where WCAG asks for one or the other: words of
a control may be torn there, and everything else is asked as everywhere."""

WHOLE = {"100": 12, "133": 12, "200": 9}
"""By size of text: up to so many letters a word of a control stays whole."""

WEAR = """([theme, text]) => {
    const {dataset} = document.documentElement;
    const wear = (name, value) => value ? dataset[name] = value : delete dataset[name];
    if (theme !== "keep") wear("theme", theme);
    wear("text", text);
}"""

# What is lower than a finger needs, or narrower than WCAG 2.5.8 allows. A link within a sentence is
# as high as its line; of a choice, the label round it is touched; of a drawing, its own test asks.
SMALL = """least => {
    const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary";
    const touched = one => one.closest("label") ?? one;
    const inline = one => getComputedStyle(one).display === "inline" && one.matches("a, button");
    const parts = [...document.querySelectorAll(kinds)].filter(one =>
        !one.matches(".skip, .quiet") && !one.closest("svg, dialog:not([open]), #cover")
        && one.checkVisibility({visibilityProperty: true}) && !inline(one));
    return [...new Set(parts.map(touched))].flatMap(one => {
        const {width, height} = one.getBoundingClientRect();
        return height < least - 0.5 || width < 24
            ? [`too small, ${Math.round(width)} by ${Math.round(height)}: `
                + one.outerHTML.slice(0, 140)] : [];
    });
}"""


def judge(page: Page, name: str, look: Look, picture: Path, audience: str) -> list[str]:
    """What is wrong with the open page at this look; a picture of it is kept."""
    wear(page, look, audience)
    found = [] if name in AS_WIDE_AS_PAPER else looking.does_not_fit(page)
    found += [] if (look.size[0], look.text) == BEYOND else looking.torn(page, WHOLE[look.text])
    found += page.evaluate(SMALL, LEAST[audience])
    wide, high = look.size
    page.set_viewport_size({"width": wide, "height": max(high, _height(page))})
    found += looking.axe_says(page)
    tall = int(page.evaluate("document.documentElement.scrollHeight"))
    shown = {"x": 0, "y": 0, "width": wide, "height": min(max(tall, high), TALLEST)}
    page.screenshot(path=picture, type="jpeg", quality=55, full_page=True, clip=shown)
    return [line for line in found if name != "done" or CLOSES_BY_ITSELF not in line]


def on_device(page: Page, look: Look, audience: str) -> None:
    """Have a device of this look, before a page comes to it: what a page is painted on keeps the
    colours it was loaded with. Staff's pages follow the device; a client's menu comes first."""
    dark, bold = look.theme == "dark", look.theme == "bold"
    staff = audience == "staff"
    page.emulate_media(
        color_scheme="dark" if dark and staff else "light",
        contrast="more" if bold and staff else "no-preference",
        forced_colors="active" if look.theme == "forced" else "none",
        reduced_motion="reduce" if look.theme == "still" else "no-preference",
    )
    wide, high = look.size
    page.set_viewport_size({"width": wide, "height": high})


def wear(page: Page, look: Look, audience: str) -> None:
    """Bring the open page to this look, as its own menu would."""
    theme = {"dark": "dark", "bold": "contrast"}.get(look.theme, "")
    text = {"100": "", "133": "l", "200": "xl"}[look.text]
    page.evaluate(WEAR, ["keep" if audience == "staff" else theme, text])
    page.evaluate("document.fonts.ready.then(() => undefined)")


def _height(page: Page) -> int:
    """So high that the bar at the bottom covers nothing. A paper would grow with the window."""
    papers = page.locator("object").count()
    tall = int(page.evaluate("document.documentElement.scrollHeight"))
    return 0 if papers else min(tall, TALLEST)
