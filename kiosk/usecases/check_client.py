"""Checking: whether the client at the tablet is who they say, or whom the desk expects.

The tablet looks nobody up. Tries are counted and recorded, never answered; what was typed is kept,
and staff see on Today who it may be.
"""

from __future__ import annotations

from ..changed import replace
from ..intake.draft import Draft, as_json
from ..intake.path import HELLO
from ..languages import N_
from ..store import Store, Throttled, Transaction, audit
from ..store.access import throttle
from ..store.intakes import intakes
from ..store.intakes.drafts import Intake
from .open_earlier import fits
from .posts import Reading
from .read_answers import may_know_earlier

ANOTHER_DATE = N_("This date of birth does not fit. Look at it again, please.")


def finds(store: Store, here: Intake, go: str) -> bool:
    """Count a walk-up's try. False where there were too many: then staff are offered nobody.

    The client goes on just the same, and sees the same page.
    """
    if here.step != HELLO or go not in ("next", "skip") or not here.draft.get("walk_up"):
        return not here.draft.get("not_looked_for")
    looked = _counted(store, throttle.walk_up(here.tablet_id))
    with store.writing() as tx:
        audit.write(tx, "find" if looked else "refused", here.tablet_id, here.id, "walk-up")
    return looked


def may_try(store: Store, here: Intake, go: str) -> bool:
    """Count a birth date that is tried for whoever is expected. False where there were too many."""
    draft = here.as_left
    if not _is_expected(draft, here.step) or not _goes_on(go):
        return True
    return _counted(store, throttle.birth_date(draft.client))


def is_somebody_else(tx: Transaction, here: Intake, draft: Draft, said: Reading, go: str) -> bool:
    """Whether the birth date is not of whoever is expected. One that fits ends the counting.

    Of a walk-up it fitted when staff said who it is, or what was said before is still closed. Where
    it is asked on a page of its own, one question at a time, the page before it tries none.
    """
    now = replace(draft, answers={**draft.answers, **said.given})
    if here.step != HELLO or not draft.client or draft.closed or not _goes_on(go):
        return False
    if not draft.walk_up and not draft.carried.get("answers"):
        return False  # Erased meanwhile: nothing is left to be kept from anybody.
    no_date_yet = go.startswith("change:") and "find_birth_date" not in now.answers
    asks_next = draft.pace == "one" and "find_birth_date" not in said.given
    if no_date_yet or asks_next or now.answers.get("confirm_me") == "no":
        return False
    opens = draft.walk_up or fits(now)
    if may_know_earlier(tx, draft.client, here, None, fits=opens) and not draft.walk_up:
        throttle.clear(tx, throttle.birth_date(draft.client))
    return not opens


def looks_again(tx: Transaction, here: Intake, draft: Draft, *, may_try: bool) -> Intake | None:
    """The intake for one more try; None where there was one already: then it is erased."""
    if draft.misfits or not may_try:
        intakes.erase(tx, here, by="client", reason="birth date")
        return None
    return intakes.keep(tx, here, as_json(replace(draft, misfits=1)), here.step)


def _counted(store: Store, door: throttle.Door) -> bool:
    try:
        throttle.count(store, door)
    except Throttled:
        return False
    return True


def _is_expected(draft: Draft, step: str) -> bool:
    """Whether the desk has said before who this is, and the birth date must show that it is."""
    return step in (HELLO, "earlier") and bool(draft.client) and (draft.closed or not draft.walk_up)


def _goes_on(go: str) -> bool:
    return go in ("next", "skip") or go.startswith("change:")
