"""Going on with an intake that was put aside: by its code and the birth date, on its own tablet.

A code is read aloud and may be overheard, so by itself it opens nothing that a client has said.
"""

from __future__ import annotations

from ..intake.draft import from_json
from ..store import Over, Store, Throttled, Transaction, audit
from ..store.access import tablets, throttle
from ..store.access.tablets import Tablet
from ..store.intakes import intakes, planned_visits
from ..store.intakes.drafts import Intake
from ..store.intakes.planned_visits import Visit
from .start_intake import Greeting, Taken, begun


class AnotherDate(Exception):
    """This birth date does not fit; one more may be tried."""


class AskTheDesk(Exception):
    """Two birth dates did not fit: the desk gives the intake back."""


def take_up_given(store: Store, tablet: Tablet) -> Taken | None:
    """What staff gave this tablet, open again; None where that is nothing. Raises Over."""
    with store.writing() as tx:
        tablets.seen(tx, tablet)
        return intakes.take_up(tx, tablet)


def begin_by_code(
    store: Store, tablet: Tablet, greeting: Greeting, visit: Visit, born: str
) -> Taken:
    """The visit of another child of a family, begun. Raises AnotherDate, AskTheDesk, or Over.

    How to reach the grown-up was said at another visit: it opens with the birth date (ISO) that
    the desk wrote down, and not by the code alone.
    """
    shuts = _counted(store, visit.id)
    with store.writing() as tx:
        held = planned_visits.hold(tx, visit.id)
        if held.state != "planned":
            raise Over(visit.id)
        if held.answers.get("birth_date") == born:
            throttle.clear(tx, throttle.resumed(visit.id))
            return begun(tx, tablet, greeting, held)
        audit.write(tx, "refused", tablet.id, visit.id, "birth date")
    raise AskTheDesk if shuts else AnotherDate


def go_on_by_code(
    store: Store, tablet: Tablet, visit: Visit, here: Intake, born: str = ""
) -> Taken:
    """What this tablet's client began, open again. Raises AnotherDate, AskTheDesk, or Over.

    Dates are tried twice a minute, and each that does not fit is in the audit.
    """
    shuts = False if says_nothing(here) else _counted(store, here.id)
    with store.writing() as tx:
        held = intakes.find(tx, here.id, hold=True)
        taken = _resumed(tx, tablet, visit, held, born)
    if taken:
        return taken
    raise AskTheDesk if shuts else AnotherDate


def _counted(store: Store, opens: str) -> bool:
    """Whether this is the last date for now."""
    try:
        return throttle.count(store, throttle.resumed(opens))
    except Throttled:
        raise AskTheDesk from None


def says_nothing(here: Intake) -> bool:
    """Whether no more stands in it than its code shows by itself: Start was pressed, no more."""
    return here.rev == 1


def _resumed(
    tx: Transaction, tablet: Tablet, visit: Visit, here: Intake, born: str
) -> Taken | None:
    """The visit's intake, open again; None where this birth date (ISO) does not open it.

    Raises Over where it waited too long.
    """
    if not says_nothing(here) and not _fits(here, visit, born):
        audit.write(tx, "refused", tablet.id, here.id, "birth date")
        return None
    taken = intakes.reopen(tx, tablet, here)
    throttle.clear(tx, throttle.resumed(here.id))
    audit.write(tx, "give_back", tablet.id, here.id, "code")
    return taken


def _fits(here: Intake, visit: Visit, born: str) -> bool:
    """Whether it is the birth date as the client said it last, else as the desk has it.

    Where nobody has one, nothing fits: the desk gives the intake back.
    """
    known = from_json(here.draft).says("birth_date") or visit.answers.get("birth_date")
    return bool(known) and known == born
