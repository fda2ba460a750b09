"""A treatment: what happens between the signature and the end of the session.

It is worked out anew from all that was noted, in order. Nothing that was noted later can widen
what somebody said no to: a no wins at once, and everything ends with the session.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Any, Literal

from ..catalogue import CATALOGUE
from ..frozen import dataclass
from ..languages import N_

What = Literal["talked", "lines", "understood", "signed_again", "second_yes", "start", "tap", "end"]
State = Literal["waiting", "read", "in_room", "done", "postponed"]
Outcome = Literal["talked", "adapted", "without", "agreed_now", "clothed", "postponed"]
Answer = Literal["no", "over_cover", "yes"]
Whoever = Literal["client", "guardian", "witness"]
Understood = Literal["", "yes", "not_quite"]

OUTCOMES: Mapping[Outcome, str] = {
    "talked": N_("Talked about"),
    "adapted": N_("Talked about, and adapted"),
    "without": N_("Went ahead without"),
    "agreed_now": N_("Agreed now"),
    "clothed": N_("Clothed and talk only"),
    "postponed": N_("Postponed together"),
}
OF_ANY_FLAG: tuple[Outcome, ...] = ("talked", "adapted", "without", "postponed")
OF_CONSENT: tuple[Outcome, ...] = ("agreed_now", "clothed", "postponed")
"""Where somebody who may agree has not agreed, nobody goes ahead without it."""

CONSENT_FLAGS = ("r_no_treatment_consent", "r_no_draping_consent", "r_guardian_gap", "r_assent")

TAPS: Mapping[str, str] = {
    "right": N_("Asked: just right"),
    "lighter": N_("Asked: lighter"),
    "firmer": N_("Asked: firmer"),
    "paused": N_("Paused"),
    "tears_go_on": N_("Tears: asked whether to go on: yes"),
    "tears_stop": N_("Tears: asked whether to go on: no"),
}
"""What one tap on the room card notes, in words."""

REACHES: Mapping[Answer, str] = {
    "yes": N_("Yes"),
    "over_cover": N_("Yes, over the sheet only"),
    "no": N_("No"),
}
WHOSE: Mapping[Whoever, str] = {
    "client": N_("said by the client"),
    "guardian": N_("said by the guardian"),
    "witness": N_("heard by the therapist"),
}

MOVEMENT = "consent_movement"
AREAS = tuple(
    question.key
    for step in CATALOGUE.steps
    if step.key == "sensitive"
    for question in step.questions
    if question.key != "any_sensitive"
)
"""The private areas, each its own question."""

ASKED_AGAIN = (*AREAS, MOVEMENT)
"""What was said yes to at the intake and is asked once more in the room, one by one."""

WIDTH: Mapping[str, int] = {"no": 0, "over_cover": 1, "yes": 2, "ask": 2}
"""How far each answer reaches; asked in the room, an answer may reach as far as a yes."""

FEWEST, MOST = 3, 5
"""How many lines that matter a therapist chooses."""


@dataclass(frozen=True)
class Noted:
    """One thing that was noted about a treatment."""

    what: What
    said: Mapping[str, Any]
    at: str
    """ISO time in UTC, for people to read."""
    by: str


@dataclass(frozen=True)
class Talked:
    """What came of a stop-and-ask line."""

    outcome: Outcome
    reason: str
    agreed_by: str
    """client or guardian, where somebody agreed now; else empty."""
    at: str
    by: str


@dataclass(frozen=True)
class SecondYes:
    """One answer in the room about a private area, or about being watched while moving."""

    area: str
    answer: Answer
    whose: Whoever
    after_start: bool
    at: str
    by: str


@dataclass(frozen=True)
class SignedAgain:
    """The private areas as they were answered anew, and signed, before the start."""

    areas: Mapping[str, str]
    cards: tuple[Mapping[str, Any], ...]
    """Each as it was shown: title, text, version, language and the answer in words."""
    signature: Mapping[str, Any]
    signer: str
    """client or guardian."""
    at: str
    by: str


@dataclass(frozen=True)
class Tapped:
    """One tap on the room card."""

    tap: str
    at: str
    by: str


@dataclass(frozen=True)
class Treatment:
    """How far it is, and all that was said on the way."""

    is_read: bool = False
    talked: Mapping[str, Talked] = field(default_factory=dict)
    """By flag, what came of it; said again, the last word counts."""
    lines: tuple[str, ...] = ()
    """Keys of the lines that matter, as they were chosen last."""
    understood: Understood = ""
    """What the client said of exactly these lines."""
    understood_at: str = ""
    signings: tuple[SignedAgain, ...] = ()
    answers: tuple[SecondYes, ...] = ()
    started_at: str = ""
    start: int | None = None
    """The steady clock's mark, in microseconds."""
    ended_at: str = ""
    end: int | None = None
    taps: tuple[Tapped, ...] = ()

    @property
    def state(self) -> State:
        """waiting, read, in the room, done; or postponed, where it never began."""
        if self.ended_at:
            return "done"
        if self.started_at:
            return "in_room"
        if any(each.outcome == "postponed" for each in self.talked.values()):
            return "postponed"
        return "read" if self.is_read else "waiting"

    def first(self, area: str, says: Mapping[str, Any]) -> str:
        """What was said of an area before the room, as it stands: at the intake, signed again
        since, or taken back."""
        if area != MOVEMENT and says.get("any_sensitive") != "choose":
            return "no"
        said = says.get(area)
        return str(said) if said in WIDTH else "no"

    def to_ask(self, says: Mapping[str, Any]) -> tuple[str, ...]:
        """What is asked once more in the room: whatever was not a no."""
        return tuple(area for area in ASKED_AGAIN if self.first(area, says) != "no")

    def permitted(self, area: str, says: Mapping[str, Any], *, is_minor: bool) -> Answer:
        """What may be done there now. A no, or nothing said in the room yet, is no.

        ``ask`` needs the client's own answer, and for a minor the guardian's beside it. All of
        it is said before the start: afterwards an answer only narrows, whoever notes it.
        """
        if self.state in ("done", "postponed"):
            return "no"
        first = self.first(area, says)
        said = [each for each in self.answers if each.area == area]
        if any(each.answer == "no" for each in said):
            return "no"
        needed: tuple[Whoever, ...] = ()
        if first == "ask":
            needed = ("client", "guardian") if is_minor else ("client",)
            said = [each for each in said if each.whose in needed or each.after_start]
        before = {each.whose for each in said if not each.after_start}
        if not before or not before.issuperset(needed):
            return "no"
        return ("no", "over_cover", "yes")[min(WIDTH[first], _narrowest(said))]

    def held(self, area: str, says: Mapping[str, Any], *, is_minor: bool) -> Answer:
        """What was permitted there last, before the session was over."""
        return replace(self, ended_at="").permitted(area, says, is_minor=is_minor)

    def widest(self, area: str, says: Mapping[str, Any], *, is_minor: bool) -> Answer:
        """The most that was permitted there at any time of the session: what was at its start."""
        before = tuple(each for each in self.answers if not each.after_start)
        return replace(self, answers=before).held(area, says, is_minor=is_minor)


def _last_of_each(said: Iterable[SecondYes]) -> Iterable[SecondYes]:
    return {each.whose: each for each in said}.values()


def _narrowest(said: Iterable[SecondYes]) -> int:
    """Before the start the last word of each counts, and after it every word that narrows."""
    spoken = list(said)
    before = _last_of_each(each for each in spoken if not each.after_start)
    since = (each for each in spoken if each.after_start)
    return min(WIDTH[each.answer] for each in (*before, *since))


def treatment_of(noted: Iterable[Noted], *, is_read: bool) -> Treatment:
    """The treatment that all of this comes to, the oldest first."""
    now = Treatment(is_read=is_read)
    for each in noted:
        now = _after(now, each)
    return now


def _after(now: Treatment, one: Noted) -> Treatment:
    said = one.said
    match one.what:
        case "talked":
            talked = Talked(said["outcome"], said["reason"], said["agreed_by"], one.at, one.by)
            return replace(now, talked={**now.talked, said["flag"]: talked})
        case "lines":
            lines = tuple(said["lines"])
            return replace(now, lines=lines, understood="", understood_at="")
        case "understood":
            return replace(now, understood=said["answer"], understood_at=one.at)
        case "signed_again":
            return replace(now, signings=(*now.signings, _signing(one)))
        case "second_yes":
            started = bool(now.started_at)
            again = SecondYes(said["area"], said["answer"], said["whose"], started, one.at, one.by)
            return replace(now, answers=(*now.answers, again))
        case "start":
            return replace(now, started_at=one.at, start=said["mark"])
        case "tap":
            return replace(now, taps=(*now.taps, Tapped(said["tap"], one.at, one.by)))
        case "end":
            return replace(now, ended_at=one.at, end=said["mark"])


def _signing(one: Noted) -> SignedAgain:
    said = one.said
    return SignedAgain(
        said["areas"],
        tuple(said.get("cards", ())),
        said.get("signature") or {},
        said.get("signer", "client"),
        one.at,
        one.by,
    )


def outcomes_of(flag: str) -> tuple[Outcome, ...]:
    """What may come of talking about this stop-and-ask line."""
    return OF_CONSENT if flag in CONSENT_FLAGS else OF_ANY_FLAG


def may_agree(flag: str, *, is_minor: bool) -> tuple[Whoever, ...]:
    """Who may say "agreed now" to it: the one who is on the table, the guardian, or both."""
    if flag == "r_assent":
        return ("client",)
    return ("guardian",) if is_minor or flag == "r_guardian_gap" else ("client",)


def not_talked_about(treatment: Treatment, stop: Iterable[str]) -> tuple[str, ...]:
    """The stop-and-ask lines that nothing came of yet: the start waits for each of them."""
    return tuple(flag for flag in stop if flag not in treatment.talked)
