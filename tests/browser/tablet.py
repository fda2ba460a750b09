"""A tablet in a client's hand: what a person does with it, by touch."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page

from kiosk.catalogue import CATALOGUE, page
from kiosk.catalogue.questions import (
    BodyMarks,
    Day,
    PickMany,
    PickOne,
    Question,
    Scale,
    Signature,
    Words,
)
from tests.browser.chromium import cookie
from tests.browser.clinic import Clinic
from tests.browser.finger import stroke
from tests.browser.seeing import (
    ANOTHER,
    ASKED,
    BEHIND,
    CLICKED,
    CLICKS,
    FIELD,
    FOLDED,
    IS_THERE,
    MIDDLE,
    OPEN,
    TOUCH,
    WIRED,
)
from tests.patience import IN_A_BROWSER, PATIENCE

FORM = "#step-form"


class Tablet:
    """A page in a browser, held in the hand; without a token it is paired by whoever holds it."""

    def __init__(self, page: Page, clinic: Clinic, token: str = "") -> None:
        self.page = page
        self.clinic = clinic
        self.token = token
        if token:
            page.context.add_cookies([cookie(clinic.address, "tablet", token)])
        page.set_default_timeout(IN_A_BROWSER)
        self.complaints: list[str] = []
        """What the browser found wrong: errors of scripts, refusals of the content policy."""
        self.listens: dict[Any, Callable[[Any], None]] = {
            "pageerror": lambda error: self.complaints.append(str(error)),
            "console": self._hears,
            "framenavigated": lambda frame: self.pages_seen.append(urlsplit(frame.url).path),
        }
        self.taps = 0
        """Touches so far, a choice from a list among them."""
        self.pages_seen: list[str] = []
        """The path of every page that was loaded; a swapped step is no page."""
        for event, heard in self.listens.items():
            page.on(event, heard)

    def is_put_down(self) -> None:
        """Nobody listens to the page any more: it may be another's."""
        for event, heard in self.listens.items():
            self.page.remove_listener(event, heard)

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def forgives(self, *words: str) -> None:
        """Forget complaints that the test itself has caused."""
        self.complaints[:] = [c for c in self.complaints if not any(w in c for w in words)]

    # ---- Hands

    def touches(self, selector: str, words: str = "") -> bool:
        """Tap one thing, in its middle; not what is chosen, or says these words, already."""
        until = time.monotonic() + PATIENCE
        while (found := self.sees(TOUCH, [selector, words])) != "done" and not found[2]:
            assert time.monotonic() < until, f"a finger on {selector} meets {found[3]}"
            self.page.wait_for_timeout(20)  # the page is not at rest yet
        if found == "done":
            return False
        self.taps_at(*found[:2])
        return True

    def taps_at(self, x: float, y: float) -> None:
        """Tap a place, and wait until the page knows: what moves it now moves nothing away."""
        before = self.sees(CLICKS)
        self.taps += 1
        self.page.touchscreen.tap(x, y)
        self.sees(CLICKED, before)

    def types(self, field: str, words: str) -> None:
        """Tap a field and type into it."""
        if self.touches(f'[name="{field}"]', words):
            self.page.keyboard.insert_text(words)

    def picks(self, field: str, value: str) -> None:
        """Tap a choice that is not chosen yet."""
        self.touches(f'label:has(> input[name="{field}"][value="{value}"])')

    def sees(self, question: str, about: Any = None) -> Any:
        """Look at the page until there is an answer."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(Error):  # between two pages there is nothing to see
                if answer := self.page.evaluate(question, about):
                    return answer
            self.page.wait_for_timeout(20)
        raise AssertionError(f"never saw {about} on {self.page.url}: {question}")

    def draws(self, strokes: list[list[int]], width: int, height: int) -> None:
        """Sign with a finger; strokes are x, y, x, y … on a pad of this size."""
        self.page.locator("[data-sign][data-wired]").wait_for()  # its script comes with the page
        pad = self.page.locator("canvas.pad")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box
        finger = self.page.context.new_cdp_session(self.page)
        for line in strokes:
            points = [
                (box["x"] + x * box["width"] / width, box["y"] + y * box["height"] / height)
                for x, y in zip(line[::2], line[1::2], strict=True)
            ]
            stroke(finger, points)
        finger.detach()

    # ---- The walk

    @property
    def step(self) -> str:
        """The step shown."""
        return str(self.sees(FIELD, "step"))

    @property
    def intake_id(self) -> str:
        return self.page.url.partition("/i/")[2]

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def addresses_kept(self) -> list[str]:
        """The paths that Back and Forward could lead to."""
        browser = self.page.context.new_cdp_session(self.page)
        entries = browser.send("Page.getNavigationHistory")["entries"]
        return [urlsplit(entry["url"]).path for entry in entries if entry["url"] != "about:blank"]

    def opens(self, path: str = "/") -> None:
        self.page.goto(self.clinic.address + path)

    def starts(self, answers: dict[str, Any]) -> None:
        """One touch at the front door; then what would make it easier, which acts at once."""
        again = answers["visit_kind"] == "returning"
        self.opens(f"/?language={answers['language']}" if again else "/")
        self.touches('[name="visit_kind"]' if again else f"button[value={answers['language']}]")
        self.sees(FIELD, "step")
        for need in answers.get("access_needs", ()):
            self.goes(f"need:{need}")

    def types_a_code(self, code: str) -> None:
        """Press the signs of a code, in place of what is there, and start."""
        if not self.page.locator("#code").count():
            self.touches('a[href^="/code"]')
        self.page.locator("#code").fill("")
        for sign in code.replace(" ", "").upper():
            self.touches(f'[data-key="{sign}"]')
        self.touches('.bar button[value="start"]')

    def comes_to(self, step: str, answers: dict[str, Any] | None = None, **draft: Any) -> None:
        """Be on a step already, with these answers given on the way."""
        way = [known.key for known in CATALOGUE.steps]
        said = {"language": "en", "visit_kind": "new", **(answers or {})}
        kept = {"answers": said, "passed": way[: way.index(step)] if step in way else way}
        intake, token = self.clinic.stands_at(self.token, step, **{**kept, **draft})
        self.page.context.add_cookies([cookie(self.clinic.address, "intake", token)])
        self.opens(f"/i/{intake}")

    def answers(self, step: str, answers: dict[str, Any]) -> None:
        """Answer what this page asks and the client has an answer to, with what a tap opens."""
        self.sees(WIRED)
        asked = self.page.evaluate(ASKED)
        for question in page(step).questions:
            answer = answers.get(question.key)
            if question.when and answer is not None:
                asked = self.page.evaluate(ASKED)
            here = {question.key, *_parts(question)} & {*asked} - {"review_ok", "still_true_ok"}
            if answer is not None and here:
                self._opens_more(question)
                self.gives(question, answer)

    def gives(self, question: Question, answer: Any) -> None:
        """Answer one question the way its kind is answered."""
        key = question.key
        match question:
            case PickMany():
                self._says_yes(question, answer)
                for choice in answer:
                    self.picks(key, choice)
            case PickOne() | Scale():
                self.picks(key, str(answer))
            case Words():
                self.types(key, answer)
            case Day():
                for part, digits in zip(("year", "month", "day"), answer.split("-"), strict=True):
                    self.types(f"{key}-{part}", digits.lstrip("0"))
            case BodyMarks():
                for mark in answer:
                    self.marks(**mark)
            case Signature():
                self.signs(**answer)

    def marks(
        self, region: str, mark: str, feel: str = "", level: int | None = None, since: str = ""
    ) -> None:
        """Tap a place on the figure, or find its row in the list, and say what to do there."""
        row = f"#row-{region}"
        if not self.page.evaluate(IS_THERE, ".listed"):
            self.taps_at(*self.sees(MIDDLE, row))
            self.sees(IS_THERE, f"{row}.open")
        self.picks(f"body_marks-{region}", mark)
        details = {"feel": feel, "level": "" if level is None else str(level), "since": since}
        for name, value in details.items():
            if value:
                self.picks(f"body_marks-{region}-{name}", value)

    def takes_the_list(self) -> None:
        """Mark places by the list instead of by the figures."""
        self.touches(".to-list")
        self.page.locator(".map.listed").wait_for()

    def signs(self, method: str, **how: Any) -> None:
        """Sign, drawn or typed."""
        if method == "typed":
            self.types("signature-typed", how["name"])
        else:
            self.draws(how["strokes"], how["w"], how["h"])
            all_of_it = len(how["strokes"])
            while self.clinic.drawn(self.intake_id) != (all_of_it, self.sees(FIELD, "rev")):
                self.page.wait_for_timeout(20)  # the last stroke is on its way

    def goes(self, button: str = "next") -> None:
        """Tap a button of the step and wait for what comes."""
        rev = self.sees(FIELD, "rev")
        if self.page.evaluate(FOLDED, button):
            self.touches(f'details:has(button[value="{button}"]) > summary')
        yes = '.bar button[name$="_ok"][value="yes"]' if button == "next" else "#nothing"
        self.touches(f'#page button[value="{button}"], header button[value="{button}"], {yes}')
        self.sees(ANOTHER, rev)

    def walks(self, answers: dict[str, Any], until: str = "") -> list[str]:
        """Go on answering until the thank-you, or until a step is shown; the steps on the way."""
        way: list[str] = []
        while "/i/" in self.page.url and self.step != until:
            assert len(way) < 60, way
            way.append(self.answers_here(answers))
            self.goes()
        return way

    def answers_here(self, answers: dict[str, Any]) -> str:
        """Answer the step that is shown, if it asks anything; its name."""
        step = self.step
        if step in {known.key for known in CATALOGUE.steps}:
            self.answers(step, answers)
        return step

    def _says_yes(self, question: PickMany, answer: list[str]) -> None:
        """Open the choices of a group in one row: on the tap, or by a post where no script runs."""
        yes = f"#{question.key} label:has(> [data-yes])"
        in_row = question.yes_first and self.page.evaluate(IS_THERE, yes)
        if not in_row or answer == ["none"]:
            return
        if self.touches(yes) and not self.page.evaluate(OPEN, question.key):
            self.goes()

    def _opens_more(self, question: Question) -> None:
        if self.page.evaluate(BEHIND, question.key):
            self.touches("details.more > summary")


def _parts(question: Question) -> set[str]:
    match question:
        case Day():
            return {f"{question.key}-day"}
        case Signature():
            return {f"{question.key}-typed"}
    return set()
