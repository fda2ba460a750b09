"""Two tabs of one intake: whatever their order, nothing is overwritten in silence."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import pytest

from kiosk.intake.draft import Draft
from tests.walks.page import Form, Page
from tests.walks.tablet import HTMX, Tablet

STEPS = ("about_you", "reason", "body_map", "life")
WORDS = {"about_you": "emergency_contact", "reason": "good_visit", "life": "stress_level"}
"""A field to write in, at each step that has one."""


@dataclass
class Tab:
    """One window on the intake. It holds the page it loaded, however old that is."""

    name: str
    tablet: Tablet
    page: Page

    def loads(self) -> None:
        self.page = self.tablet.opens()

    def fills(self, go: str, words: str) -> Form:
        sent: Form = {**self.page.form, "go": [go]}
        key = WORDS.get(self.page.step)
        return {**sent, key: [words]} if key else sent


@dataclass
class Story:
    """What should be kept after each move, told by a plain model of the rules."""

    tablet: Tablet
    kept: dict[str, str] = field(default_factory=dict)

    def is_told(self, tab: Tab, go: str, words: str) -> None:
        """One press in one tab, and what must hold after it."""
        before = self.tablet.draft
        rev, step = self._now()
        fresh = (tab.page.form["rev"], tab.page.form["step"]) == ([rev], [step])
        response = self.tablet.sends(tab.fills(go, words))
        assert response.status_code == 303
        after, key = self.tablet.draft, WORDS.get(tab.page.step, "")
        if fresh and key:
            self.kept[key] = words
        self._holds(before, after, fresh)
        if not fresh and key:
            assert after.typed[tab.page.step][key] == [words], "it waits where it was typed"
            assert after.news == "continue_elsewhere"

    def _holds(self, before: Draft, after: Draft, fresh: bool) -> None:
        said = {key: str(after.answers[key]) for key in WORDS.values() if key in after.answers}
        assert said == self.kept
        if not fresh:
            assert after.answers == before.answers, "a stale tab answers nothing"

    def _now(self) -> tuple[str, str]:
        intake = self.tablet.clinic.intake(self.tablet.intake_id)
        return str(intake.rev), intake.step


def tells(tablet: Tablet, chance: Random) -> None:
    """One story: two tabs on the same page, and some presses in one or the other."""
    tablet.is_at("reason")
    tabs = [Tab("left", tablet, tablet.page), Tab("right", tablet, tablet.page)]
    story = Story(tablet)
    for move in range(4):
        tab = chance.choice(tabs)
        if chance.random() < 0.3:
            tab.loads()
        words = str(chance.randrange(11)) if tab.page.step == "life" else f"words {move}"
        story.is_told(tab, chance.choice(["skip", "skip", "back", "text:133"]), words)


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.torture) for seed in (1, 2, 3))]
)
def test_interleaved_tabs_keep_what_a_fresh_tab_said(tablet: Tablet, seed: int):
    chance = Random(seed)
    for _ in range(25):
        tells(tablet, chance)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(4, 14))
def test_many_interleaved_tabs_keep_what_a_fresh_tab_said(tablet: Tablet, seed: int):
    chance = Random(seed)
    for _ in range(200):
        tells(tablet, chance)


def test_a_stale_tab_is_told_so_and_keeps_what_was_typed(tablet: Tablet):
    tablet.is_at("reason")
    stale = tablet.fills("next", goals=["sleep"], session_focus="together", good_visit="Old words")
    tablet.answers("reason", goals=["pain"], session_focus="one_area")
    assert tablet.sends(stale).status_code == 303
    page = tablet.opens()
    assert page.step == "body_map"
    assert page.notes == ["You went on in another window. Here is where you are."]
    assert tablet.draft.answers["goals"] == ["pain"]
    tablet.goes_back()
    assert tablet.page.picked("goals") == ["sleep"], "what the other window typed is still there"
    assert tablet.page.form["good_visit"] == ["Old words"]


def test_htmx_in_a_stale_tab_gets_the_page_with_what_was_typed(tablet: Tablet):
    tablet.is_at("reason")
    stale = tablet.fills("next", goals=["sleep"], good_visit="Old words")
    tablet.presses("text:133", goals=["pain"])
    response = tablet.sends(stale, headers=HTMX)
    page = Page(response)
    assert response.status_code == 422
    assert page.notes == ["You went on in another window. Here is where you are."]
    assert page.form["good_visit"] == ["Old words"]
    assert tablet.draft.answers["goals"] == ["pain"]
    sent_again = {**page.form, "session_focus": ["together"], "go": ["next"]}
    assert tablet.sends(sent_again, headers=HTMX).status_code == 200
    assert tablet.draft.answers["goals"] == ["sleep"], "this page was fresh"


def test_a_stale_signature_signs_nothing(tablet: Tablet):
    tablet.is_at("sign")
    stale = tablet.fills("next", signature={"method": "typed", "name": "Too Early"})
    tablet.goes_back()
    response = tablet.sends(stale)
    assert (response.status_code, response.location) == (303, tablet.here)
    assert tablet.clinic.signed() == []
    assert tablet.opens().step == "review"


@pytest.mark.parametrize("end", ["stop", "erase"])
def test_what_another_tab_has_ended_leads_to_welcome(tablet: Tablet, end: str):
    """Also when nobody answers for it: a page that is refused would lie locked for good."""
    tablet.is_at("life")
    left = tablet.fills("away")
    tablet.presses("stop")
    tablet.sends(tablet.fills(end))
    response = tablet.sends(left, headers=HTMX)
    assert (response.status_code, response.headers.get("HX-Redirect")) == (204, "/")
