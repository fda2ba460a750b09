"""Finding a client again who came without a code: tries are counted and recorded, never answered.

The tablet looks nobody up. It keeps what was typed, and staff see on Today who it may be.
"""

from __future__ import annotations

from ..store import Throttled, audit, throttle
from ..store.drafts import Intake
from .guard import the_store

STEP = "hello_again"


def finds(here: Intake, go: str) -> bool:
    """Count a walk-up's try. False where there were too many: then staff are offered nobody.

    The client goes on just the same, and sees the same page.
    """
    if here.step != STEP or go not in ("next", "skip") or not here.draft.get("walk_up"):
        return not here.draft.get("not_looked_for")
    try:
        throttle.count(the_store(), throttle.walk_up(here.tablet_id))
        looked = True
    except Throttled:
        looked = False
    with the_store().writing() as book:
        audit.write(book, "find" if looked else "refused", here.tablet_id, here.id, "walk-up")
    return looked
