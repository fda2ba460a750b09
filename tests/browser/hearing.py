"""What a screen reader is given of a page: names, roles, states, and what is announced.

``tests/browser/heard/`` has it in English, a file for each page of the walk. `make heard` writes
them anew, and their difference says which page is heard otherwise now.
"""

from __future__ import annotations

import os
import re
from difflib import unified_diff
from pathlib import Path

from playwright.sync_api import Page

from kiosk.web.http.short_sign import sign_of

HEARD = Path(__file__).parent / "heard"
WRITES = os.environ.get("KIOSK_HEARD") == "write"

PART = re.compile(r'^(\s*- )\'?(/?\w+)(?: "(?:[^"\\]|\\.)*")?((?: \[[^\]]*\])*)')
ADDRESS = re.compile(r"^\s*- /url: .*\n", re.MULTILINE)
INTAKE = re.compile(r"/i/([\w-]{20,})")
SOME_SIGN = "7HW"
DRAWN = re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{8}\b")
"""The number of what went wrong, drawn for each."""
WORDED = ("text", "insertion", "deletion")
"""Parts that a text has in one language and may not have in another."""

# What is announced when it changes, and how urgently; what is in it now.
LIVE = """() => [...document.querySelectorAll("[aria-live], [role=status], [role=alert], output")]
    .map(one => [one.getAttribute("aria-live") ?? one.getAttribute("role") ?? one.localName,
        one.id ? `#${one.id}` : one.localName, one.textContent.trim().replace(/\\s+/g, " ")]
        .filter(Boolean).join(" "))"""


def heard(page: Page) -> str:
    """The page as a reader is given it, without addresses and without the sign of its intake."""
    tree = ADDRESS.sub("", page.locator("body").aria_snapshot() + "\n")
    live = "".join(f"announced: {line}\n" for line in page.evaluate(LIVE))
    whole = f"title: {page.title()}\n{tree}{live}"
    intake = INTAKE.search(page.url)
    whole = DRAWN.sub("00000000", whole)
    return whole.replace(sign_of(intake[1]), SOME_SIGN) if intake else whole


def parts(said: str) -> str:
    """What there is, in which state, and in what; not what it is called."""
    found = (PART.match(line) for line in said.splitlines())
    return "".join(f"{one[1]}{one[2]}{one[3]}\n" for one in found if one and one[2] not in WORDED)


def heard_otherwise(name: str, page: Page, *, by_name: bool = True) -> list[str]:
    """Where the page is heard otherwise than its file says, line by line; by its parts alone
    where what they are called is in another language."""
    file, said = HEARD / f"{name.replace(' ', '-')}.txt", heard(page)
    if WRITES and by_name:
        file.write_text(said, "utf-8")
    kept = file.read_text("utf-8") if file.exists() else ""
    was, now = (kept, said) if by_name else (parts(kept), parts(said))
    lines = unified_diff(was.splitlines(), now.splitlines(), lineterm="", n=0)
    return [f"heard otherwise: {line}" for line in lines if not line.startswith(("---", "+++"))]
