"""Going on with an intake that was put aside: by its code and the birth date, on its own tablet.

A code is read aloud and may be overheard, so by itself it opens nothing that a client has said.
"""

from __future__ import annotations

from collections.abc import Callable

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

    def begins(tx: Transaction) -> Taken | None:
        held = planned_visits.hold(tx, visit.id)
        if held.state != "planned":
            raise Over(visit.id)
        fits = held.answers.get("birth_date") == born
        return begun(tx, tablet, greeting, held) if fits else None

    return _opened_by_date(store, tablet, visit.id, begins)


def go_on_by_code(
    store: Store, tablet: Tablet, visit: Visit, here: Intake, born: str = ""
) -> Taken:
    """What this tablet's client began, open again. Raises AnotherDate, AskTheDesk, or Over.

    Dates are tried twice a minute, and each that does not fit is in the audit.
    """

    def goes_on(tx: Transaction) -> Taken | None:
        held = intakes.find(tx, here.id, hold=True)
        if not says_nothing(held) and not _fits(held, visit, born):
            return None
        taken = intakes.reopen(tx, tablet, held)
        audit.write(tx, "give_back", tablet.id, held.id, "code")
        return taken

    return _opened_by_date(store, tablet, here.id, goes_on, counted=not says_nothing(here))


def _opened_by_date(
    store: Store,
    tablet: Tablet,
    opens: str,
    take: Callable[[Transaction], Taken | None],
    *,
    counted: bool = True,
) -> Taken:
    """What a birth date opens. One that does not fit is counted, and written to the audit."""
    shuts = counted and _is_the_last(store, opens)
    with store.writing() as tx:
        if taken := take(tx):
            throttle.clear(tx, throttle.resumed(opens))
            return taken
        audit.write(tx, "refused", tablet.id, opens, "birth date")
    raise AskTheDesk if shuts else AnotherDate


def _is_the_last(store: Store, opens: str) -> bool:
    """Count this date; whether it is the last for now."""
    try:
        return throttle.count(store, throttle.resumed(opens))
    except Throttled:
        raise AskTheDesk from None


def says_nothing(here: Intake) -> bool:
    """Whether no more stands in it than its code shows by itself: Start was pressed, no more."""
    return here.rev == 1


def _fits(here: Intake, visit: Visit, born: str) -> bool:
    """Whether it is the birth date as the client said it last, else as the desk has it.

    Where nobody has one, nothing fits: the desk gives the intake back.
    """
    known = here.as_left.says("birth_date") or visit.answers.get("birth_date")
    return bool(known) and known == born
