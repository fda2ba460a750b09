"""Treating: what a therapist and a client say to each other before, during and after touch.

Each of these writes one thing beside the record and says what came of all of it. What is said
twice is noted once. All raise Missing, Unreadable, AsksWhy or MayNotRead as the gate does, and
Refused where it is not the time for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..catalogue.questions import Step
from ..frozen import dataclass
from ..intake.areas_again import SIGNATURE, areas_step, as_shown
from ..intake.treatment import (
    FEWEST,
    MOST,
    TAPS,
    WIDTH,
    Answer,
    Outcome,
    Treatment,
    What,
    Whoever,
    may_agree,
    not_talked_about,
    outcomes_of,
)
from ..intake.treatment_lines import lines_to_choose
from ..languages import N_
from ..store import Refused, Store, Transaction
from ..store.access.staff import Staff
from ..store.records import records, standing, treatments
from ..store.records.standing import Standing
from .read_answers import goes_on_reading, may_open, may_read

TOO_EARLY = N_("Talk about each stop-and-ask line first, or say why you go ahead without.")
NOT_NOW = N_("This session has begun or is over: it cannot be done now.")
NOT_BEGUN = N_("The session has not begun yet.")
ONLY_NARROWER = N_("After the start, an answer can only become less.")
OWN_ANSWER = N_("The client says this with a tap of their own.")


@dataclass(frozen=True)
class Treated:
    """A record with how far its treatment is."""

    stands: Standing
    treatment: Treatment

    @property
    def stop(self) -> tuple[str, ...]:
        """The flags that ask to stop and talk, in print order."""
        return tuple(
            flag["key"] for flag in self.stands.kept["flags"] if flag["severity"] == "stop_and_ask"
        )

    @property
    def is_minor(self) -> bool:
        """Whether a guardian agrees beside the client."""
        return bool(self.stands.kept["is_minor"])

    @property
    def known(self) -> dict[str, Any]:
        """Every answer that stands, and the facts that were worked out from them."""
        return {**self.stands.says, **self.stands.in_full.facts}

    @property
    def signer(self) -> str:
        """Who signs for this client: client or guardian."""
        return "guardian" if self.is_minor else str(self.stands.kept["signer"])

    @property
    def areas(self) -> Step:
        """The private areas that may be answered anew, before the start, with the signature."""
        return areas_step(self.treatment, self.known)

    @property
    def to_ask(self) -> tuple[str, ...]:
        """What is asked about once more in the room."""
        return self.treatment.to_ask(self.stands.says)

    def at_intake(self, area: str) -> str:
        """What was said of an area when the record was signed, whatever was chosen anew since."""
        return Treatment().first(area, self.stands.at_signing)

    def permitted(self, area: str) -> Answer:
        """What may be done there now."""
        return self.treatment.permitted(area, self.stands.says, is_minor=self.is_minor)


def look_at(tx: Transaction, who: Staff, record_id: str) -> Treated:
    """How far it is, for somebody who may open it."""
    may_open(tx, who, record_id)
    return Treated(standing.find(tx, record_id), treatments.of(tx, record_id))


def read_treatment(store: Store, who: Staff, record_id: str) -> Treated:
    """The same, to be shown: who reads is in the audit before anything is.

    While the session is under way, going on from one's own tap is no new opening.
    """
    with store.writing() as tx:
        treatment = treatments.of(tx, record_id)
        if treatment.state == "done":
            return Treated(may_read(tx, who, record_id, "read"), treatment)
        return Treated(goes_on_reading(tx, who, record_id), treatment)


def talk_about(
    store: Store,
    who: Staff,
    record_id: str,
    flag: str,
    outcome: Outcome,
    reason: str = "",
    agreed_by: str = "",
) -> Treatment:
    """Note what came of a stop-and-ask line."""

    def check(now: Treated) -> None:
        # What was postponed by a slip of the finger can be said anew.
        if now.treatment.state in ("in_room", "done"):
            raise Refused("start", NOT_NOW)
        if flag not in now.stop or outcome not in outcomes_of(flag):
            raise Refused("outcome", "Choose what came of it.")
        if outcome == "without" and not reason.strip():
            raise Refused("reason", "Say why you went ahead without: it prints.")
        allowed = may_agree(flag, is_minor=now.is_minor)
        if outcome == "agreed_now" and agreed_by not in allowed:
            raise Refused("agreed_by", OWN_ANSWER)

    said = {
        "flag": flag,
        "outcome": outcome,
        "reason": reason.strip(),
        "agreed_by": agreed_by if outcome == "agreed_now" else "",
    }
    return _note(store, who, record_id, "talked", said, check)


def choose_lines(store: Store, who: Staff, record_id: str, keys: Iterable[str]) -> Treatment:
    """Note the three to five lines that matter. Fewer are enough where there are no more."""
    chosen = tuple(dict.fromkeys(keys))

    def check(now: Treated) -> None:
        _before_the_start(now)
        offered = [line.key for line in lines_to_choose(now.stands.in_full)]
        few = min(FEWEST, len(offered))
        if not few <= len(chosen) <= MOST or not set(chosen) <= set(offered):
            raise Refused("lines", "Choose three to five lines.")

    return _note(store, who, record_id, "lines", {"lines": list(chosen)}, check)


def say_understood(
    store: Store, who: Staff, record_id: str, keys: Iterable[str], *, is_right: bool
) -> Treatment:
    """Note what the client said of exactly these lines, which they were shown."""
    shown = tuple(keys)

    def check(now: Treated) -> None:
        _before_the_start(now)
        if not shown or now.treatment.lines != shown:
            raise Refused("lines", "Other lines were chosen since. Show them again.")

    said = {"answer": "yes" if is_right else "not_quite"}
    return _note(store, who, record_id, "understood", said, check)


def sign_areas_again(
    store: Store, who: Staff, record_id: str, areas: Mapping[str, str], signature: Any
) -> Treatment:
    """Note the private areas that were answered anew and signed before the start, as shown.

    For a minor, and for whoever a guardian signed for, the guardian signs again.
    """

    def check(now: Treated) -> None:
        _before_the_start(now)
        asked = {card.key for card in now.areas.questions} - {SIGNATURE}
        if not areas or not set(areas) <= asked or not set(areas.values()) <= set(WIDTH):
            raise Refused("areas", "Choose one for each area.")
        if not signature:
            raise Refused("signature", "Sign with a finger, or type your name.")

    def said(now: Treated) -> dict[str, Any]:
        cards = as_shown(now.areas, areas, now.stands.in_full.language)
        signed = {"signature": signature, "signer": now.signer}
        return {"areas": dict(areas), "cards": cards, **signed}

    return _note(store, who, record_id, "signed_again", said, check)


def ask_again(
    store: Store, who: Staff, record_id: str, area: str, answer: Answer, whose: Whoever
) -> Treatment:
    """Note what was said in the room about one area. A no is noted at any time before the end."""

    def check(now: Treated) -> None:
        treatment, says = now.treatment, now.stands.says
        if treatment.state not in ("waiting", "read", "in_room"):
            raise Refused("area", NOT_NOW)
        if answer == "no":
            return
        first = treatment.first(area, says)
        if area not in treatment.to_ask(says) or WIDTH[answer] > WIDTH[first]:
            raise Refused("area", "The client did not say yes to this at the intake.")
        if any(each.area == area and each.answer == "no" for each in treatment.answers):
            raise Refused("area", "Somebody said no to this in the room: it stays a no.")
        if first == "ask" and whose == "witness":
            raise Refused("area", OWN_ANSWER)
        if treatment.started_at and WIDTH[answer] >= WIDTH[now.permitted(area)]:
            raise Refused("area", ONLY_NARROWER)

    said = {"area": area, "answer": answer, "whose": whose}
    return _note(store, who, record_id, "second_yes", said, check)


def start(store: Store, who: Staff, record_id: str) -> Treatment:
    """The session begins now, by the server's clock. Starting twice is once."""

    def check(now: Treated) -> None:
        _before_the_start(now)
        if not_talked_about(now.treatment, now.stop):
            raise Refused("start", TOO_EARLY)

    return _note(store, who, record_id, "start", {}, check, once="started_at")


def tap(store: Store, who: Staff, record_id: str, what: str, post_id: str) -> Treatment:
    """One tap on the room card. The same post, sent again, is the same tap."""

    def check(now: Treated) -> None:
        if now.treatment.state != "in_room":
            raise Refused("tap", NOT_BEGUN)
        if what not in TAPS:
            raise Refused("tap", "Choose what to note.")

    return _note(store, who, record_id, "tap", {"tap": what, "id": post_id}, check)


def end(store: Store, who: Staff, record_id: str) -> Treatment:
    """The session is over, and with it every yes. Ending twice is once."""

    def check(now: Treated) -> None:
        if now.treatment.state != "in_room":
            raise Refused("end", NOT_BEGUN)

    return _note(store, who, record_id, "end", {}, check, once="ended_at")


def _before_the_start(now: Treated) -> None:
    if now.treatment.state not in ("waiting", "read"):
        raise Refused("start", NOT_NOW)


def _note(
    store: Store,
    who: Staff,
    record_id: str,
    what: What,
    told: Mapping[str, Any] | Callable[[Treated], Mapping[str, Any]],
    check: Callable[[Treated], None],
    *,
    once: str = "",
) -> Treatment:
    """Note it where ``check`` lets it. ``once``: the part that is there when it was done before."""
    with store.writing() as tx:
        now = look_at(tx, who, record_id)
        if once and getattr(now.treatment, once):
            return now.treatment
        said = told(now) if callable(told) else told
        if treatments.was_just_said(tx, record_id, what, said):
            return now.treatment
        check(now)
        if what == "start":
            records.mark_read(tx, record_id, who.id)
        marked = {"mark": tx.steady.microseconds} if once else {}
        treatments.note(tx, record_id, what, {**said, **marked}, who.id)
        return treatments.of(tx, record_id)
