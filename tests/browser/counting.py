"""Counting: what a walk costs a client in taps, submits, screens of scrolling and minutes.

The minutes are those of a model, not of people: a careful reader reads every word, a quick one
scans lists. A tap takes a second, a typed letter less than half of one. One's own answers are
looked at as a list is; what stands on every page alike is read once and not counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from statistics import median
from typing import Any

from kiosk.intake.draft import as_json, from_json
from kiosk.store.intakes import intakes
from tests.browser.tablet import BEHIND, Tablet

WINDOW = {"width": 1280, "height": 800}

TAP, LETTER = 1.0, 0.4
"""Seconds."""

CAREFUL = {"read": 240, "listed": 820}
QUICK = {"read": 300, "listed": 1100}
"""Words a minute: of questions and statements, and of what is offered in lists.

The speeds of lists are those with which the walk, as it was when the model was made, took the
seconds that section 2 of the content's specification gives for each of its steps.
"""

# What a page shows: how far it scrolls, in screens, and its words, in lists and elsewhere.
SHOWN = """() => {
    const {scrollHeight, clientHeight} = document.documentElement;
    const words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const count = {read: 0, listed: 0};
    while (words.nextNode()) {
        const holder = words.currentNode.parentElement;
        if (holder.closest(".quiet, .heard, .bar, .part, svg")) continue;
        if (!holder.checkVisibility()) continue;
        const many = words.currentNode.data.split(/\\s+/).filter(word => /\\p{L}|\\d/u.test(word));
        const listed = holder.closest(".face, .offer, .needs .row, .review dd, .line");
        count[listed ? "listed" : "read"] += many.length;
    }
    return {scrolls: scrollHeight / clientHeight - 1, ...count};
}"""

DESK_KNOWS = ("filling_for", "full_name", "preferred_name", "birth_date", "phone")
"""What the desk has written down before the client comes."""


@dataclass
class Cost:
    """What one step, or a whole walk, costs."""

    taps: int = 0
    submits: int = 0
    scrolls: float = 0
    """Screens, beyond the one that is seen at once."""
    read: int = 0
    listed: int = 0
    letters: int = 0

    def minutes(self, reader: Mapping[str, int]) -> float:
        """Whoever reads like this takes so long."""
        seconds = self.taps * TAP + self.letters * LETTER
        return seconds / 60 + self.read / reader["read"] + self.listed / reader["listed"]

    def row(self, name: str) -> str:
        """One line of a table."""
        clock = f"{self.minutes(CAREFUL):5.1f} {self.minutes(QUICK):5.1f}"
        words = f"{self.read:5} {self.listed:5}"
        return f"{name:14} {self.taps:4} {self.submits:4} {self.scrolls:6.1f} {words} {clock}"


HEAD = "step           taps subm scroll  read lists careful quick"


@dataclass
class Bill:
    """A walk, step by step."""

    steps: dict[str, Cost] = field(default_factory=dict)

    @property
    def total(self) -> Cost:
        """All of it."""
        sums = {f.name: sum(getattr(c, f.name) for c in self.steps.values()) for f in fields(Cost)}
        return Cost(**sums)

    def table(self, who: str) -> str:
        """All of it, to be read."""
        rows = [cost.row(step) for step, cost in self.steps.items()]
        return "\n".join(["", who, HEAD, *rows, self.total.row("all"), ""])


class Counter(Tablet):
    """A tablet in the hands of somebody who gives only what a step asks at once."""

    bill: Bill
    here: str = ""

    @property
    def _counted(self) -> Cost:
        return self.bill.steps.setdefault(self.here, Cost())

    def touches(self, selector: str, words: str = "") -> bool:
        touched = super().touches(selector, words)
        self._counted.taps += touched
        return touched

    def types(self, field: str, words: str) -> None:
        self._counted.letters += len(words)
        super().types(field, words)

    def gives(self, question: Any, answer: Any) -> None:
        if self._leaves_out(question):
            return
        counted, before, was = self._counted, self.taps, self._counted.taps
        super().gives(question, answer)
        counted.taps = was + self.taps - before  # with those that go by no selector

    def goes(self, button: str = "next") -> None:
        self.submits()
        super().goes(button)

    def answers_here(self, answers: dict[str, Any]) -> str:
        self.here = self.step
        return super().answers_here(answers)

    def _leaves_out(self, question: Any) -> bool:
        return bool(self.page.evaluate(BEHIND, question.key))

    def _opens_more(self, question: Any) -> None:
        """Never: what stands behind "Add more" is no core answer."""

    def submits(self) -> None:
        """One page is done: what it was."""
        shown = self.page.evaluate(SHOWN)
        counted = self._counted
        counted.submits += 1
        counted.scrolls += shown["scrolls"]
        counted.read += shown["read"]
        counted.listed += shown["listed"]

    def starts(self, answers: dict[str, Any]) -> None:
        self.bill, self.here = Bill(), "welcome"
        super().starts(answers)
        # What would make it easier is pressed on a page that is counted when it is left.
        self.bill.steps["welcome"] = Cost(taps=self.taps, submits=1)


def walk_of(tablet: Counter, answers: dict[str, Any]) -> Bill:
    """A new client's walk whose name, birth date and phone the desk has filled in."""
    tablet.starts(answers)
    _fill_in(tablet, {key: answers[key] for key in DESK_KNOWS if key in answers})
    tablet.walks(answers)
    assert tablet.path == "/thanks"
    return tablet.bill


def _fill_in(tablet: Counter, known: dict[str, Any]) -> None:
    path = tablet.path
    with tablet.clinic.store.writing() as tx:
        here = intakes.find(tx, tablet.intake_id)
        draft = from_json(here.draft)
        draft.answers.update(known)
        intakes.keep(tx, here, as_json(draft), here.step)
    tablet.opens(path)


def middle(bills: Mapping[str, Bill], what: str, *reader: Mapping[str, int]) -> float:
    """The median of these walks."""
    costs = [bill.total for bill in bills.values()]
    return median(c.minutes(*reader) if reader else getattr(c, what) for c in costs)
