"""The personas of the demo walk through a clinic: each step a post, with what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from kiosk.catalogue import page as page_of
from kiosk.demo.people import storied
from kiosk.intake.path import ASIDE
from kiosk.web.questions.field_views import as_typed

from .wire import Fields, Wire, hidden

PERSONAS: tuple[dict[str, Any], ...] = tuple(person.answers for person in storied())

Taken = Callable[[str, Fields, Callable[[], None]], None]
"""How a step is taken: its key, what is sent, and what sends it and looks at what comes."""


@dataclass
class Walk:
    """One invented client at a tablet."""

    wire: Wire
    answers: dict[str, Any]
    here: str = ""
    shown: bytes = b""

    def starts(self) -> None:
        """Go on from Welcome to the first step."""
        self.wire.cookies.pop("kiosk_intake", None)
        first = self.wire.get("/")
        sent = [("csrf_token", hidden(first, "csrf_token")), ("go", "start")]
        self.wire.post("/", [*sent, *self.fields("welcome")])
        self.here = self.wire.place
        self.shown = self.wire.get(self.here)

    def walks(self, taken: Taken, until: str = "sign") -> None:
        """Take every step up to this one. What cannot be answered is skipped."""
        before = ""
        while (step := hidden(self.shown, "step")) != until:
            said = self.said("skip" if step == before else "next")
            taken(step, said, partial(self.sends, said))
            before = step

    def said(self, go: str) -> Fields:
        """What this client sends for the page that is shown."""
        envelope = [(name, hidden(self.shown, name)) for name in ("csrf_token", "step", "rev")]
        return [*envelope, ("go", go), *self.fields(hidden(self.shown, "step"))]

    def fields(self, step: str) -> Fields:
        """What this client has to say to a step."""
        sent: dict[str, list[str]] = {}
        for question in page_of(step).questions if step not in ASIDE else ():
            if question.key in self.answers:
                sent |= as_typed(question, self.answers[question.key])
        return [(name, value) for name, values in sent.items() for value in values]

    def sends(self, said: Fields) -> None:
        """Post a step, and look at what it leads to."""
        answer = self.wire.post(self.here, said, zipped=True)
        leads_on = self.wire.status.startswith("303")
        self.shown = self.wire.get(self.here, zipped=True) if leads_on else answer
