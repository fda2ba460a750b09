"""What axe, the HTML checker and a ruler have to say about a page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree, html
from playwright.sync_api import Page

PACKAGES = Path(__file__).parents[2] / ".cache" / "front" / "node_modules"
AXE = PACKAGES / "axe-core" / "axe.min.js"
CHECKER = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"

# Everything axe knows of levels A and AA, its best practices, and the contrast of level AAA. Its
# rule for AAA says nothing of what has not even the contrast of level AA: both are asked.
RUN = """async contrast => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await axe.run(document, {
        runOnly: {type: "tag", values: tags},
        rules: Object.fromEntries(["color-contrast", "color-contrast-enhanced"]
            .map(rule => [rule, {enabled: contrast}])),
        resultTypes: ["violations"], selectors: false, preload: false,
    });
    return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
}"""

# Whether the page can be pushed sideways, and what sticks out.
SIDEWAYS = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= wide) return [];
    const out = ({right, left}) => right > wide + 1 || left < -1;
    const all = [...document.querySelectorAll("body *")];
    const found = all.filter(one => out(one.getBoundingClientRect()));
    return ["scrolls sideways", ...found.map(one => one.outerHTML.slice(0, 120))];
}"""

# Words that leave the box they are written in, or the screen.
CLIPPED = """() => {
    const screen = {left: 0, right: document.documentElement.clientWidth, top: 0, bottom: Infinity};
    const within = (word, box) => word.width <= 1 || word.left >= box.left - 1
        && word.right <= box.right + 1 && word.top >= box.top - 2 && word.bottom <= box.bottom + 2;
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const found = [];
    while (words.nextNode()) {
        const holder = words.currentNode.parentElement;
        if (holder.closest(".quiet, .skip, svg, #cover, textarea, option, noscript, script")
            || !words.currentNode.data.trim() || !holder.checkVisibility()) continue;
        range.selectNodeContents(words.currentNode);
        const box = holder.closest(".face, .btn, .tool, .tag")?.getBoundingClientRect();
        const cut = [...range.getClientRects()].map(({left, right, top, bottom, width}) =>
            ({left, right, width, top: top + scrollY, bottom: bottom + scrollY}));
        const bounds = box ? {left: Math.max(box.left, 0), right: Math.min(box.right, screen.right),
            top: box.top + scrollY, bottom: box.bottom + scrollY} : screen;
        if (!cut.every(word => within(word, bounds)))
            found.push(`cut off: ${holder.outerHTML.slice(0, 160)}`);
    }
    return found;
}"""

# Words and numbers of what is touched that stand on two lines: torn, as a word cannot turn over.
# One that is longer is broken by the rules of its language, where the browser knows them.
TORN = """letters => {
    const touched = ".btn, .tool, .face, nav a, summary";
    const range = document.createRange(), found = [];
    for (const one of document.querySelectorAll(touched)) {
        if (!one.checkVisibility({visibilityProperty: true}) || one.closest(".quiet, #cover"))
            continue;
        const words = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) {
            for (const word of words.currentNode.data.matchAll(/[^\\s\\-‐–\u00ad/]+/g)) {
                if (word[0].length > letters) continue;
                range.setStart(words.currentNode, word.index);
                range.setEnd(words.currentNode, word.index + word[0].length);
                const ends = [...range.getClientRects()].map(box => Math.round(box.bottom));
                if (new Set(ends).size > 1) found.push(`torn: ${word[0]}`);
            }
        }
    }
    return [...new Set(found)];
}"""

# What has the focus and lies whole behind something that sticks to an edge, or outside the window,
# as one goes through the page and back.
COVERED = """() => {
    const layer = part => part && (["sticky", "fixed"].includes(getComputedStyle(part).position)
        ? part : layer(part.parentElement));
    const behind = (x, y, one) => {
        const hit = document.elementFromPoint(x, y), above = layer(hit);
        return !hit || Boolean(above && !above.contains(one));
    };
    const covered = one => {
        one.focus();
        const {left, top, width, height} = one.getBoundingClientRect();
        const parts = [.02, .25, .5, .75, .98];
        return document.activeElement === one && parts.every(down => parts.every(across =>
            behind(left + width * across, top + height * down, one)));
    };
    const kinds = "a[href], button, input, select, textarea, summary";
    const stops = [...document.querySelectorAll(kinds)]
        .filter(one => one.tabIndex >= 0 && !one.matches(".skip") && one.checkVisibility());
    return [...stops, ...stops.toReversed()].filter(covered)
        .map(one => `has the focus and is covered: ${one.outerHTML.slice(0, 120)}`);
}"""

# As far apart as WCAG 1.4.12 lets a reader set the letters, words and lines.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* {line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important} p {margin-bottom: 2em !important}`);
    document.adoptedStyleSheets = [sheet];
}"""

# The side of the largest square that lies within each region's touch area, in pixels, from a grid
# of touches this many pixels apart. The window is made tall enough for both figures beforehand.
SQUARES = """grid => {
    const best = {};
    for (const picture of document.querySelectorAll("svg.bodymap")) {
        const box = picture.getBoundingClientRect();
        let above = new Map();
        for (let y = box.top; y < box.bottom; y += grid) {
            const row = new Map();
            for (let x = box.left - 40; x < box.right + 40; x += grid) {
                const region = document.elementFromPoint(x, y)?.closest("a[href^='#row-']");
                if (!region) continue;
                const key = region.getAttribute("href");
                const beside = [above.get(x), row.get(x - grid), above.get(x - grid)];
                const side = beside.every(one => one?.key === key)
                    ? 1 + Math.min(...beside.map(one => one.side)) : 1;
                row.set(x, {key, side});
                best[key] = Math.max(best[key] ?? 0, side * grid);
            }
            above = row;
        }
    }
    return best;
}"""


def axe_says(page: Page, *, contrast: bool = True) -> list[str]:
    """Everything axe finds wrong with the page as it is shown, one line for each place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: list[str] = page.evaluate(RUN, contrast)
    return found


TELLS = re.compile(r"aria-|(role|type|alt|for|tabindex|hidden)$")
"""Attributes that axe goes by; of the first two, by what they say."""


def kinds_in(sent: bytes) -> set[str]:
    """All that is on a page, by its kind: what is said of one can be said of another."""
    parts = html.fromstring(sent).iter(etree.Element)
    return {f"{_kind(part.getparent())} > {_kind(part)} {_tells(part)}" for part in parts}


def _kind(part: html.HtmlElement | None) -> str:
    return "" if part is None else f"{part.tag}.{'.'.join(sorted(part.classes))}"


def _tells(part: html.HtmlElement) -> str:
    said = [f"{key}={part.get(key)}" for key in ("role", "type") if part.get(key)]
    named = bool(part.text_content().strip())
    return f"{sorted(filter(TELLS.match, part.keys()))} {said} {named}"


def brings_axe(page: Page) -> None:
    """Have it in every page from now on: sent once, not to each of a hundred pages."""
    page.add_init_script(_axe())


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")


def does_not_fit(page: Page) -> list[str]:
    """What makes the page scroll sideways, and words that do not fit where they stand."""
    return [*page.evaluate(SIDEWAYS), *page.evaluate(CLIPPED)]


def torn(page: Page, letters: int = 12) -> list[str]:
    """Words of at most so many letters on a control that begin on one line and end on the next."""
    found: list[str] = page.evaluate(TORN, letters)
    return found


def covered_by_what_sticks(page: Page) -> list[str]:
    """What cannot be seen at all while it has the focus."""
    found: list[str] = page.evaluate(COVERED)
    return found


def sets_words_apart(page: Page) -> None:
    """Letters, words and lines as far apart as a reader may set them."""
    page.evaluate(SPACED)


def touch_squares(page: Page, grid: int = 2) -> dict[str, int]:
    """By row of the body map: the side in pixels of the largest square that a finger can hit."""
    found: dict[str, int] = page.evaluate(SQUARES, grid)
    return found


def checker_is_missing() -> str:
    """Why the HTML checker cannot be asked; empty when it can."""
    if not CHECKER.exists():
        return "the HTML checker is not there: make test fetches it"
    return "" if shutil.which("java") else "the HTML checker needs Java, which is not installed"


IN_A_HURRY = ("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m")
"""Java makes ready for a day of work otherwise. Code that is not polished needs more of a stack."""


def checker_says(folder: Path) -> list[str]:
    """Everything the Nu HTML checker finds wrong with the pages in a folder."""
    command = ["java", *IN_A_HURRY, "-jar", str(CHECKER), "--format", "json", "--exit-zero-always"]
    asked = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=True)
    return [_line(message) for message in json.loads(asked.stderr)["messages"]]


def _line(message: dict[str, Any]) -> str:
    place = f"{Path(message['url']).name}:{message.get('lastLine', '')}"
    return f"{place} {message['type']}: {message['message']} … {message.get('extract', '')[:160]}"
