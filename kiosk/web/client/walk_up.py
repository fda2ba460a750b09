"""Finding a client again who came without a code: tries are counted and recorded, never answered.

The tablet looks nobody up. It keeps what was typed, and staff see on Today who it may be.
"""

from __future__ import annotations

from dataclasses import replace

from ...intake.draft import Draft, as_json, from_json
from ...store import Throttled, Transaction, audit
from ...store.access import throttle
from ...store.intakes import intakes
from ...store.intakes.drafts import Intake
from ...usecases.open_earlier import HELLO as STEP
from ...usecases.open_earlier import fits
from ...usecases.read_answers import may_know_earlier
from ..http import current

ANOTHER_DATE = "This date of birth does not fit. Look at it again, please."


def finds(here: Intake, go: str) -> bool:
    """Count a walk-up's try. False where there were too many: then staff are offered nobody.

    The client goes on just the same, and sees the same page.
    """
    if here.step != STEP or go not in ("next", "skip") or not here.draft.get("walk_up"):
        return not here.draft.get("not_looked_for")
    try:
        throttle.count(current.store(), throttle.walk_up(here.tablet_id))
        looked = True
    except Throttled:
        looked = False
    with current.store().writing() as tx:
        audit.write(tx, "find" if looked else "refused", here.tablet_id, here.id, "walk-up")
    return looked


def is_expected(draft: Draft, step: str) -> bool:
    """Whether the desk has said before who this is, and the birth date must show that it is."""
    return step in (STEP, "earlier") and bool(draft.client) and (draft.closed or not draft.walk_up)


def may_try(here: Intake, go: str) -> bool:
    """Count a birth date that is tried for whoever is expected. False where there were too many."""
    draft = from_json(here.draft)
    if not is_expected(draft, here.step) or not _goes_on(go):
        return True
    try:
        throttle.count(current.store(), throttle.birth_date(draft.client))
    except Throttled:
        return False
    return True


def _goes_on(go: str) -> bool:
    return go in ("next", "skip") or go.startswith("change:")


def is_somebody_else(
    tx: Transaction, here: Intake, draft: Draft, said: dict[str, object], go: str
) -> bool:
    """Whether the birth date is not of whoever is expected. One that fits ends the counting.

    Of a walk-up it fitted when staff said who it is, or what was said before is still closed.
    """
    now = replace(draft, answers={**draft.answers, **said})
    if here.step != STEP or not draft.client or draft.closed or not _goes_on(go):
        return False
    no_date_yet = go.startswith("change:") and "find_birth_date" not in now.answers
    if no_date_yet or now.answers.get("confirm_me") == "no":
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
