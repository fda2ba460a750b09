"""A tablet in a client's hands, without JavaScript: plain posts, and redirects that follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.test import Client, TestResponse

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import Card, Day, Signature
from kiosk.intake.draft import Draft, as_json
from kiosk.store.access import tablets
from kiosk.usecases.posts import Reading
from kiosk.usecases.start_intake import Greeting, start_intake
from tests.walks.clinic import Clinic
from tests.walks.page import Form, Page, check

HTMX = {"HX-Request": "true"}
STROKES = '{"w":320,"h":140,"strokes":[[20,90,60,30,90,100],[120,40,180,80]]}'

SHORTEST: dict[str, Any] = {
    "language": "en",
    "visit_kind": "new",
    "filling_for": "myself",
    "full_name": "Hal Brook",
    "birth_date": "1990-02-03",
    "any_sensitive": "no",
    "review_ok": "yes",
    "signature": {"method": "typed", "name": "Hal Brook"},
    **{
        card.key: "agree" if card.required else "no"
        for card in CATALOGUE.step("agree").questions
        if isinstance(card, Card) and card.key != "consent_guardian"
    },
}
"""All that no client can skip."""

ASIDE = ("tell_desk", "stop", "person", "agreed", "returning", "earlier")


def typed(answers: Mapping[str, Any]) -> Form:
    """Answers as the fields that carry them (architecture, 4). None is a field left empty."""
    sent: Form = {}
    for key, answer in answers.items():
        sent |= _typed(key, answer)
    return sent


def _typed(key: str, answer: Any) -> Form:
    match answer:
        case [{"region": _}, *_]:
            return {name: [value] for mark in answer for name, value in _mark(key, mark)}
        case {"method": "typed", "name": name}:
            return {f"{key}-typed": [name], f"{key}-strokes": [""]}
        case {"method": "drawn"}:
            strokes = ",".join(str(line).replace(" ", "") for line in answer["strokes"])
            drawn = f'{{"w":{answer["w"]},"h":{answer["h"]},"strokes":[{strokes}]}}'
            return {f"{key}-typed": [""], f"{key}-strokes": [drawn]}
        case str() if key in DAYS and answer.count("-") == 2:
            parts = zip(("year", "month", "day"), answer.split("-"), strict=True)
            return {f"{key}-{part}": [number] for part, number in parts}
        case list():
            return {key: answer}
    return {key: [] if answer is None else [str(answer)]}


DAYS = {q.key for q in CATALOGUE.questions if isinstance(q, Day)}
SIGNATURES = {q.key for q in CATALOGUE.questions if isinstance(q, Signature)}


def _mark(key: str, mark: Mapping[str, Any]) -> list[tuple[str, str]]:
    name = f"{key}-{mark['region']}"
    parts = (("", "mark"), ("-feel", "feel"), ("-level", "level"), ("-since", "since"))
    return [(f"{name}{end}", str(mark[part])) for end, part in parts if part in mark]


class Tablet:
    """A paired tablet; each method is something a client does with it."""

    def __init__(self, clinic: Clinic, *, paired: bool = True, base_url: str = "") -> None:
        self.clinic = clinic
        self.base_url = base_url or "http://localhost"
        self.browser: Client = clinic.app.test_client()
        self.here = ""
        self.page: Page = None  # type: ignore[assignment]
        self.seen: list[tuple[str, Page]] = []
        """Every step that was shown, in order."""
        if paired:
            self.browser.set_cookie("kiosk_tablet", clinic.pairs(), domain="localhost")

    @property
    def intake_id(self) -> str:
        return self.here.removeprefix("/i/")

    @property
    def id(self) -> str:
        """The tablet's own id, by which staff give it something."""
        cookie = self.browser.get_cookie("kiosk_tablet")
        with self.clinic.store.reading() as tx:
            paired = tablets.by_token(tx, cookie.value if cookie else "")
        assert paired, "not paired"
        return paired.id

    @property
    def draft(self) -> Draft:
        """What the clinic keeps of this intake so far."""
        return self.clinic.draft(self.intake_id)

    @property
    def step(self) -> str:
        return self.page.step

    def opens(self, url: str = "") -> Page:
        """Go to an address and wherever it leads; the intake's own without one."""
        response = self.gets(url or self.here or "/")
        for _ in range(5):
            if response.status_code != 303:
                break
            response = self.gets(response.location)
        assert response.status_code == 200, (response.status_code, response.location)
        self.page = Page(response)
        self.seen.append((self.page.step, self.page))
        check(self.page)
        return self.page

    def gets(self, url: str, **more: Any) -> TestResponse:
        """One GET as it is answered."""
        return self.browser.get(url, base_url=self.base_url, **more)

    def sends(self, data: Mapping[str, Any], url: str = "", **more: Any) -> TestResponse:
        """One POST as it is answered."""
        return self.browser.post(
            url or self.here, data=data, base_url=self.base_url, **_referred(self.base_url, more)
        )

    def starts(self, **said: Any) -> Page:
        """Begin at Welcome."""
        self.opens("/")
        said = {"language": "en", "visit_kind": "new", **said}
        response = self.sends({**self.page.form, **typed(said), "go": "start"}, "/")
        assert response.status_code == 303, response.status_code
        self.here = response.location
        return self.opens()

    def erases(self) -> None:
        """Stop, and keep nothing."""
        self.presses("stop")
        assert self.sends(self.fills("erase")).status_code == 303
        self.here = ""

    def comes_back(self, born: str = "1990-02-03", phone_end: str = "0101") -> Page:
        """Say at Welcome to have been here before, without a code, and who one is."""
        self.starts(visit_kind="returning")
        said = {"find_birth_date": born, "find_phone_end": phone_end}
        return self.answers("hello_again", **said)

    def is_me(self) -> Page:
        """Say that one is whom staff have just said one to be."""
        return self.answers("hello_again", confirm_me="yes")

    def answers_for_today(self) -> Page:
        """What is asked on every return visit, whoever it is."""
        self.answers("today", today_goal="same", today_pain=2, today_private="no")
        none = {"today_signs": ["none"], "warning_signs": ["none"], "recent_events": ["none"]}
        self.answers("today_check", pregnancy="no", **none)
        return self.answers("sensitive", any_sensitive="no")

    def presses(self, go: str, **said: Any) -> Page:
        """Fill in some fields of the page, press a button, and look where it leads."""
        response = self.sends(self.fills(go, **said))
        assert response.status_code == 303, (response.status_code, response.text[:500])
        return self.opens(response.location)

    def fills(self, go: str, **said: Any) -> Form:
        """What the page's form sends when it is filled in like this and a button is pressed."""
        return {**self.page.form, **typed(said), "go": [go]}

    def answers(self, step: str, **said: Any) -> Page:
        """Answer the step that is shown, and go on."""
        assert self.step == step, f"{self.step} is shown, not {step}"
        return self.presses("next", **said)

    def skips(self) -> Page:
        return self.presses("skip")

    def goes_back(self, **said: Any) -> Page:
        return self.presses("back", **said)

    def changes(self, step: str) -> Page:
        """Press "Change" beside something on the review page."""
        return self.presses(f"change:{step}")

    def has_told_the_desk(self) -> Page:
        assert self.step == "tell_desk", self.step
        return self.presses("next")

    def agrees(self, **instead: str) -> Page:
        """Answer every card that is shown."""
        shown = {key: SHORTEST.get(key, "agree") for key in self.page.questions}
        return self.answers("agree", **{**shown, **instead})

    def signs(self, name: str = "Hal Brook", **said: Any) -> Page:
        """Sign with a typed name."""
        return self.answers("sign", signature={"method": "typed", "name": name}, **said)

    def draws(self, strokes: str = STROKES, **said: Any) -> Page:
        """Sign with a finger."""
        data = {**self.fills("next", **said), "signature-strokes": [strokes]}
        response = self.sends(data)
        return self.opens(response.location)

    def walks(self, answers: Mapping[str, Any], until: str = "thanks") -> Page:
        """Go on from here, giving these answers and skipping what they leave out.

        Stops at the step ``until``, or at the thank-you.
        """
        for _ in range(60):
            if self.step in (until, ""):
                break
            self.goes_on(answers)
        assert self.step == until or (until == "thanks" and not self.step), self.page.words[:300]
        return self.page

    def goes_on(self, answers: Mapping[str, Any]) -> None:
        """Answer the step that is shown with what of these it asks for, or skip it."""
        before = (self.step, self.page.questions)
        asked = {question.partition("-")[0] for question in self.page.questions}
        said = {key: answers[key] for key in asked if key in answers}
        said |= {"body_marks": answers["body_marks"]} if _maps(asked, answers) else {}
        if said or "skip" not in self.page.buttons or self.step in ASIDE:
            self.presses("next", **said)
        else:
            self.skips()
        assert not self.page.summary, f"{self.step}: {self.page.summary}"
        assert (self.step, self.page.questions) != before, f"{self.step} leads nowhere"

    def is_at(self, step: str, **answers: Any) -> Page:
        """Start, and be at a step, as though everything before had been walked."""
        if not self.here:
            self._has_started(
                **{k: answers[k] for k in ("language", "access_needs") if k in answers}
            )
        known = {**SHORTEST, **answers}
        later = _from(step)
        kept = {key: value for key, value in known.items() if key not in later or key in answers}
        passed = tuple(s.key for s in CATALOGUE.steps[: _place(step)])
        was = self.draft
        draft = Draft(answers=kept, passed=passed, text=was.text, theme=was.theme, words=was.words)
        self.clinic.moves(self.intake_id, step, as_json(draft))
        return self.opens()

    def _has_started(self, **said: Any) -> None:
        """Have started at Welcome; on a paired tablet without the pages that lead there."""
        paired = self.browser.get_cookie("kiosk_tablet")
        if paired is None or self.base_url != "http://localhost":
            self.starts(**said)
            return
        store, reading = self.clinic.store, Reading({"language": "en", "visit_kind": "new", **said})
        with store.reading() as tx:
            tablet = tablets.by_token(tx, paired.value)
        assert tablet, "not paired"
        started = start_intake(store, tablet, Greeting(reading))
        assert isinstance(started, tuple), "Welcome was answered without a code"
        self.browser.set_cookie("kiosk_intake", started[1], domain="localhost")
        self.here = f"/i/{started[0].id}"


def _place(step: str) -> int:
    return [s.key for s in CATALOGUE.steps].index(step)


def _from(step: str) -> set[str]:
    return {q.key for s in CATALOGUE.steps[_place(step) :] for q in s.questions}


def _maps(asked: set[str], answers: Mapping[str, Any]) -> bool:
    return "body_marks" in asked and "body_marks" in answers


def _referred(base_url: str, more: dict[str, Any]) -> dict[str, Any]:
    """A browser says where a post over TLS comes from, as ``same-origin`` lets it."""
    if not base_url.startswith("https"):
        return more
    return {**more, "headers": {"Referer": f"{base_url}/", **more.get("headers", {})}}
