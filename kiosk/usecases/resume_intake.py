"""Going on with an intake that was put aside: by its code and the birth date, on its own tablet.

A code is read aloud and may be overheard, so by itself it opens nothing that a client has said.
"""

from __future__ import annotations

from ..intake.draft import from_json
from ..store import Transaction, audit
from ..store.access import throttle
from ..store.access.tablets import Tablet
from ..store.intakes import intakes
from ..store.intakes.drafts import Intake
from ..store.intakes.planned_visits import Visit


def says_nothing(here: Intake) -> bool:
    """Whether no more stands in it than its code shows by itself: Start was pressed, no more."""
    return here.rev == 1


def resume(
    tx: Transaction, tablet: Tablet, visit: Visit, here: Intake, born: str = ""
) -> tuple[Intake, str] | None:
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
