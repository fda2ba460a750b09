"""Draws the icons of an installed kiosk from its mark: plain ones, and one to be cut round."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import launching  # noqa: E402

MARK, ICONS = ROOT / "static" / "mark.svg", ROOT / "static" / "icons"
GROUND = "#e4ede6"
"""As in tokens.css."""
SIZES = {"apple.png": (180, 76), "192.png": (192, 82), "512.png": (512, 82), "round.png": (512, 56)}
"""By file: pixels of a side, and how much of it the mark takes, in percent.

Whoever cuts an icon to a shape leaves a circle of 80 % whole (W3C, Web Application Manifest).
"""


def main() -> int:
    """Draw each anew."""
    ICONS.mkdir(exist_ok=True)
    with sync_playwright() as driver, driver.chromium.launch(**launching()) as browser:
        for name, (side, percent) in SIZES.items():
            page = browser.new_page(viewport={"width": side, "height": side})
            page.set_content(
                f"<style>body {{ margin: 0; height: 100vh; display: grid; place-items: center;"
                f" background: {GROUND} }} svg {{ width: {percent}vmin }}</style>"
                + MARK.read_text("utf-8")
            )
            page.screenshot(path=ICONS / name)
            page.close()
            sys.stdout.write(f"static/icons/{name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
