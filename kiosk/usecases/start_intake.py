"""Starting: a client presses Start at Welcome, with an arrival code or without."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Any

from ..catalogue import CATALOGUE
from ..frozen import dataclass
from ..intake import carry
from ..intake.draft import Draft, Home, Typed, as_json
from ..intake.path import FIRST
from ..intake.walk import start
from ..languages import N_
from ..store import Store, Throttled, Transaction, audit
from ..store.access import tablets, throttle
from ..store.access.tablets import Tablet
from ..store.clinics import the_clinic
from ..store.intakes import arrival_codes, intakes, phones, planned_visits
from ..store.intakes.drafts import Intake
from ..store.intakes.planned_visits import Visit
from .open_earlier import expected
from .plan_visit import BY_DESK
from .posts import Reading

Taken = tuple[Intake, str]
"""An intake that is open, and the token that opens it."""

REMEMBERED = ("language", "access_needs")
"""What is applied before the first screen of a return visit."""

WRONG = N_(
    "We do not know this code. Please look at it again, or ask the desk. "
    "You can also go on without it."
)
ELSEWHERE = N_("This code is in use on another tablet. Please ask the desk.")
TOO_MANY = N_(
    "There were many tries. Please wait a little, ask the desk, or go on without the code."
)


@dataclass(frozen=True)
class Greeting:
    """What Welcome was answered with."""

    said: Reading
    code: str = ""
    typed: Typed = field(default_factory=dict)
    language: str = ""
    """Of the page: whoever comes with a code, and is known in no other, goes on in it."""


@dataclass(frozen=True)
class Waiting:
    """A visit whose code opens nothing by itself: the birth date comes first."""

    visit: Visit
    here: Intake | None
    """What its client has begun before. None where nothing is, and where what a grown-up said for
    another child comes along.
    """


class NoEntry(Exception):
    """A code that opens nothing. Says why, in words for the client."""

    def __init__(self, words: str, *, too_many: bool = False) -> None:
        super().__init__(words)
        self.words = words
        self.too_many = too_many


def start_intake(store: Store, tablet: Tablet, greeting: Greeting) -> Taken | Waiting:
    """Start as Welcome was answered, or find what the code's client has begun. Raises NoEntry.

    On any other tablet a code opens no intake that was begun: that is for staff. From the client's
    own phone it comes to any tablet.
    """
    if not arrival_codes.is_code(greeting.code):
        with store.writing() as tx:
            tablets.seen(tx, tablet)
            return _started(tx, tablet, greeting)
    arrived = _arrived(store, tablet, greeting)
    here = arrived.here if isinstance(arrived, Waiting) else None
    if here and here.tablet_id != tablet.id and not phones.is_phone(here.tablet_id):
        raise NoEntry(ELSEWHERE)
    return arrived


def _arrived(store: Store, tablet: Tablet, greeting: Greeting) -> Taken | Waiting:
    """What an arrival code leads to. Each try is counted; the one that is right is taken back."""
    tries = throttle.arrival(tablet.id)
    try:
        throttle.count(store, tries)
    except Throttled:
        raise NoEntry(TOO_MANY, too_many=True) from None
    with store.writing() as tx:
        tablets.seen(tx, tablet)
        visit = planned_visits.by_code(tx, greeting.code)
        if visit:
            throttle.undo(tx, tries)
            here = _waits(tx, visit)
            if here or _brings_along(visit):
                return Waiting(visit, here)
            return begun(tx, tablet, greeting, visit)
        audit.write(tx, "refused", tablet.id, reason="arrival code")
    raise NoEntry(WRONG)


def _brings_along(visit: Visit) -> bool:
    """Whether more stands in a visit than the desk writes: what somebody said at another one."""
    return not visit.client_id and not visit.answers.keys() <= set(BY_DESK)


def begun(
    tx: Transaction, tablet: Tablet, greeting: Greeting, visit: Visit, home: Home = ""
) -> Taken:
    """The visit's intake, started on this tablet, or on a phone at ``home``. Raises Missing."""
    taken = _started(tx, tablet, greeting, visit, home)
    planned_visits.arrives(tx, visit, taken[0].id)
    return taken


def _started(
    tx: Transaction,
    tablet: Tablet,
    greeting: Greeting,
    visit: Visit | None = None,
    home: Home = "",
) -> Taken:
    draft, step = _first(tx, greeting, visit)
    return intakes.start(tx, tablet, as_json(replace(draft, home=home)), step)


def _first(tx: Transaction, greeting: Greeting, visit: Visit | None) -> tuple[Draft, str]:
    """The draft that Welcome makes, over what the desk has written down, and its first step."""
    given = greeting.said.given
    answers = {key: value for key, value in given.items() if value is not None}
    draft = Draft(answers=answers)
    if visit and visit.client_id:
        draft = _known_again(tx, visit, answers)
    elif visit:
        draft = Draft(answers={**visit.answers, **answers}, news="from_desk")
    if visit and greeting.language:
        draft = replace(draft, answers={"language": greeting.language, **draft.answers})
    if greeting.said.errors.keys() - draft.answers.keys():
        return replace(draft, typed={FIRST: greeting.typed}), FIRST
    move = start(draft)
    return move.draft, move.step


def _known_again(tx: Transaction, visit: Visit, answers: dict[str, Any]) -> Draft:
    """The draft of a client whom the desk has found again: it begins with what is remembered.

    What the desk wrote down anew, a new phone say, is read over and confirmed on its step.
    """
    carried, clinic = expected(tx, visit.client_id), the_clinic(tx)
    remembered = {key: carried.answers[key] for key in REMEMBERED if key in carried.answers}
    if clinic and remembered.get("language") not in clinic.offered:
        remembered.pop("language", None)
    new = {key: said for key, said in visit.answers.items() if carried.answers.get(key) != said}
    return Draft(
        answers={**remembered, **new, **answers, "visit_kind": "returning"},
        client=visit.client_id,
        carried=carry.as_json(carried),
        opened=("about_you",) if new.keys() & CATALOGUE.step("about_you").keys else (),
    )


def _waits(tx: Transaction, visit: Visit) -> Intake | None:
    """The visit's own intake, as long as it is not over. A code begins another one after that."""
    if visit.state != "here":
        return None
    here = intakes.find(tx, visit.intake_id)
    if intakes.may_go_on(tx, here):
        return here
    intakes.erase(tx, here, by="clock", reason="waited too long")
    return None
