"""Somebody at a tablet who does it again after every fault, and keeps a ledger of what was told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPException, IncompleteRead
from typing import Any

from tests.builders.clinic import pairs
from tests.ledger import Ledger
from tests.patience import PATIENCE
from tests.walks.clinic import Clinic
from tests.walks.page import Page
from tests.walks.tablet import ASIDE, HTMX, Tablet, typed

FAULTS = (OSError, HTTPException)
"""What a browser sees of a server that is gone."""

AGAIN = 0.05
"""Seconds until a person taps again after a fault."""

ANSWERED = (200, 204, 303)

Rest = Callable[[], None]


def at_once() -> None:
    """No rest between two steps: flat out."""


class Visitor(Tablet):
    """One tablet, and one client after another at it, each with these answers."""

    def __init__(
        self, clinic: Clinic, ledger: Ledger, answers: Mapping[str, Any], number: int = 0
    ) -> None:
        super().__init__(clinic, paired=False)
        token = pairs(
            clinic.store, f"Tablet {number}", f"198.51.{number // 250}.{number % 250 + 1}"
        )
        self.browser.set_cookie("kiosk_tablet", token)
        self.ledger, self.said, self.number = ledger, dict(answers), number
        self.over = threading.Event()
        self.rests: Rest = at_once
        self.took: list[float] = []
        """Seconds from each post to its answer, of those that were answered at once."""
        self.faults = 0
        """Times that something did not come, or came as an error."""
        self.cut: list[IncompleteRead] = []
        """Answers that ended in the middle."""

    def visits(self) -> None:
        """One visit, from Welcome to the thank-you; left where it is once it is all over."""
        self.rests()
        self.begins()
        while self.step and not self.over.is_set():
            self.rests()
            self.takes_a_step()

    def begins(self) -> None:
        """Start at Welcome, and again as long as nothing comes of it."""
        self.here = ""
        while not self.here and not self.over.is_set():
            shown = self._sees("/")
            if not shown or shown.startswith("/i/"):
                self.here = shown
                break
            said = typed({"language": "en", "visit_kind": "new"})
            response = self._tries({**self.page.form, **said, "go": "start"}, "/")
            if response is not None and response.status_code == 303:
                self.here = response.location or ""
        if self.here and self._sees(self.here):
            self.ledger.begins(self.intake_id)

    def takes_a_step(self) -> None:
        """Answer what is shown; after a fault send it again, as the page asks one to."""
        was, asked = self.step, {name.partition("-")[0] for name in self.page.questions}
        said = {key: answer for key, answer in self.said.items() if key in asked}
        go = "next" if said or "skip" not in self.page.buttons or was in ASIDE else "skip"
        sent = self.fills(go, **said)
        begun = time.monotonic()
        response = self._tries(sent, headers=HTMX)
        if response is None:
            response = self._taps_again(sent)
        else:
            self.took.append(time.monotonic() - begun)
        if response is not None:
            self._hears(response, said, was)

    def _hears(self, response: Any, said: Mapping[str, Any], was: str) -> None:
        assert response.status_code in ANSWERED, (response.status_code, was, response.text[:2000])
        to = dict(response.headers).get("HX-Redirect", response.location or "")
        self.ledger.told(self.intake_id, said, signed=to == "/thanks")
        if to or response.status_code == 204:
            self._sees(to or self.here)
        else:
            self.page = Page(response)

    def _taps_again(self, sent: Mapping[str, Any]) -> Any:
        """The same once more until it is answered: kept already, it is not kept twice."""
        while not self.over.is_set():
            time.sleep(AGAIN)
            response = self._tries(sent, headers=HTMX)
            if response is not None:
                return response
        return None

    def _tries(self, sent: Mapping[str, Any], url: str = "", **more: Any) -> Any:
        """A post as it is answered; None where it is not, or with an error of the server's."""
        try:
            response = self.sends(sent, url, **more)
        except FAULTS as no:
            self.faults += 1
            self.cut += [no] if isinstance(no, IncompleteRead) else []
            return None
        if response.status_code >= 500:
            self.faults += 1
            return None
        return response

    def _sees(self, url: str) -> str:
        """Look at a page, again and again until it comes; where it is, empty once all is over."""
        while not self.over.is_set():
            try:
                response = self.gets(url)
                if response.status_code == 303:
                    url = response.location or "/"
                    continue
                if response.status_code == 200:
                    self.page = Page(response)
                    return url
            except FAULTS:
                pass
            self.faults += 1
            time.sleep(AGAIN)
        return ""


@contextmanager
def at_work(visitors: Sequence[Visitor], over: threading.Event) -> Iterator[None]:
    """All of them come and go, each in a thread of its own, until this is left.

    Whatever one of them stumbled over is raised in the end.
    """
    stumbled: list[BaseException] = []
    hands = [threading.Thread(target=_comes, args=(each, over, stumbled)) for each in visitors]
    for hand in hands:
        hand.start()
    try:
        yield
    finally:
        over.set()
        for hand in hands:
            hand.join(PATIENCE)
        if stumbled:
            raise stumbled[0]
    assert not any(hand.is_alive() for hand in hands), "somebody waits for ever"


def _comes(visitor: Visitor, over: threading.Event, stumbled: list[BaseException]) -> None:
    visitor.over = over
    try:
        while not over.is_set():
            visitor.visits()
    except BaseException as no:  # noqa: BLE001 - told where all of them are waited for
        stumbled.append(no)
        over.set()
