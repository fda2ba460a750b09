"""Takes the pictures of the README from the demo clinic: the walk, the paper, Today."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kiosk.demo.people import storied  # noqa: E402
from tests.browser.chromium import held_in_hand, launching  # noqa: E402
from tests.browser.clinic import Clinic  # noqa: E402
from tests.browser.tablet import Tablet  # noqa: E402

SHOWN = ("body_map", "draping", "agree")
AFTER = "review"
"""The step at which there is nothing more to take."""
SCREEN: ViewportSize = {"width": 1280, "height": 800}
PORT = 8599


@dataclass(frozen=True)
class Demo:
    """A running demo, and how to get in."""

    address: str
    code: str
    name: str
    password: str


@contextmanager
def demo() -> Iterator[Demo]:
    """The demo clinic, serving for as long as it is looked at."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "KIOSK_DATA": folder, "KIOSK_PORT": str(PORT)}
        words = [sys.executable, "-m", "kiosk", "demo"]
        with subprocess.Popen(words, env=settings, stdout=subprocess.PIPE, text=True) as kiosk:
            try:
                yield _ways_in(kiosk)
            finally:
                kiosk.terminate()


def _ways_in(kiosk: subprocess.Popen[str]) -> Demo:
    said = ""
    for line in kiosk.stdout or ():
        said += line
        if "answers at" in line:
            break
    code = re.search(r"with the code (\S+)", said)
    person = re.search(r"Sign in as (.+) \(therapist\): (\S+)", said)
    if not code or not person:
        raise RuntimeError(said)
    return Demo(f"http://127.0.0.1:{PORT}", code[1], person[1], person[2])


class Watched(Tablet):
    """A tablet whose shown steps are taken before its client goes on."""

    folder: Path
    taken: list[Path]

    def goes(self, button: str = "next") -> None:
        """Take the step as it was answered, if the README shows it; then go on."""
        step = self.step
        if button == "next" and step in SHOWN:
            self._lies_still(step)
            self.taken.append(_take(self.page, self.folder, step))
        super().goes(button)

    def _lies_still(self, step: str) -> None:
        if step == "body_map":
            self.touches(".put-away .btn")
        self.page.evaluate("scrollTo(0, 0)")
        self.page.wait_for_timeout(500)  # what a finger leaves on the glass fades


def walk(browser: Browser, clinic: Demo, folder: Path) -> list[Path]:
    """Some steps of an invented client's walk, by touch."""
    page = browser.new_context(**held_in_hand(viewport=SCREEN)).new_page()
    page.goto(f"{clinic.address}/pair")
    page.fill("[name=code]", clinic.code)
    page.press("[name=code]", "Enter")
    page.wait_for_url(f"{clinic.address}/")
    tablet = Watched(page, cast(Clinic, clinic))  # nobody signs: the address is all it needs
    tablet.folder, tablet.taken = folder, [_take(page, folder, "welcome")]
    answers = dict(storied()[2].answers)
    tablet.starts(answers)
    tablet.walks(answers, until=AFTER)
    page.context.close()
    return tablet.taken


def _take(page: Page, folder: Path, name: str) -> Path:
    page.wait_for_load_state("networkidle")
    picture = folder / f"{name}.png"
    page.screenshot(path=picture)
    return picture


def today(browser: Browser, clinic: Demo, folder: Path) -> tuple[Path, Path]:
    """Today, and the paper of its first intake."""
    page = browser.new_page(viewport=SCREEN)
    page.goto(f"{clinic.address}/staff/sign-in")
    page.fill("[name=name]", clinic.name)
    page.fill("[name=password]", clinic.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{clinic.address}/staff/")
    seen = _take(page, folder, "today")
    intake = page.locator("a[href^='/staff/intakes/']", has_text="Hal B.").first
    address = f"{clinic.address}{intake.get_attribute('href')}/paper.pdf"
    paper = folder / "paper.pdf"
    paper.write_bytes(page.request.get(address).body())
    words = ["pdftoppm", "-png", "-singlefile", "-r", "96", str(paper), str(folder / "paper")]
    subprocess.run(words, check=True)
    page.close()
    return seen, folder / "paper.png"


def side_by_side(browser: Browser, pictures: Sequence[Path], folder: Path) -> Path:
    """One picture of four, half as large."""
    sheet = folder / "sheet.html"
    images = "".join(f'<img src="{picture.name}" width="640">' for picture in pictures)
    sheet.write_text(f"<!doctype html><body>{images}", encoding="utf-8")
    page = browser.new_page(viewport={"width": 1310, "height": 828})
    page.goto(sheet.as_uri())
    joined = _take(page, folder, "walk")
    page.close()
    return joined


def main(words: Sequence[str]) -> int:
    """Take the pictures and put them where the README looks for them."""
    parser = argparse.ArgumentParser(prog="tools/pictures.py", description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures")
    folder: Path = parser.parse_args(words).to
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, demo() as clinic, sync_playwright() as player:
        browser = player.chromium.launch(**launching())
        walked = walk(browser, clinic, Path(name))
        pictures = (side_by_side(browser, walked, Path(name)), *today(browser, clinic, Path(name)))
        for picture in pictures:
            (folder / picture.name).write_bytes(picture.read_bytes())
    sys.stdout.write(f"Walk, paper and Today are in {folder}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
