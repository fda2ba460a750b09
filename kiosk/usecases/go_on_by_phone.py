"""Going on by phone: an intake leaves the clinic's tablet for the client's own phone.

The tablet shows a link as a code. Until a phone has opened it, nothing changes on the tablet; from
then on the tablet knows nothing of it any more.
"""

from __future__ import annotations

from contextlib import suppress

from ..intake.aside import from_aside
from ..intake.draft import as_json
from ..languages import SOURCE
from ..store import Missing, Over, Store
from ..store.access import one_time_links
from ..store.intakes import intakes, phones
from ..store.intakes.drafts import Intake
from .start_intake import Taken


def link_to_phone(store: Store, here: Intake) -> str:
    """The token of a link that opens this intake once, within a quarter of an hour.

    One that was made before is dead.
    """
    with store.writing() as tx:
        language = str(here.as_left.says("language")) or SOURCE
        return one_time_links.make_for_intake(tx, here.id, here.clinic_id, language)


def go_on_by_phone(store: Store, token: str) -> Taken:
    """Spend the link: the intake stands on this phone now, and on no tablet. Raises Missing or
    Over.
    """
    with store.writing() as tx:
        link = one_time_links.spend(tx, token)
        if link.purpose != "own_phone":
            raise Missing("link")
        here = intakes.find(tx, link.intake_id, hold=True)
        taken, opens = intakes.reopen(tx, phones.begin(tx, here.clinic_id, here.site_id), here)
        if taken.step == "stop":
            # The way to the phone led over this page: the client goes on where they were.
            back = from_aside(taken.as_left, taken.step, "back")
            taken = intakes.keep(tx, taken, as_json(back.draft), back.step)
        return taken, opens


def nobody_went(store: Store, here: Intake) -> None:
    """Nobody answered while the code was shown: the intake is put aside. Harmless where it has
    gone by then.
    """
    with suppress(Over), store.writing() as tx:
        intakes.park(tx, here, by="clock")
