"""Beginning at home: a client answers for a planned visit on their own phone, before its day ends.

The desk makes a link, and sends it by its own means or lets the client scan it. What belongs to the
day, and the signature, waits for the clinic: the client goes on there by their arrival code.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..intake.draft import as_json
from ..intake.from_home import arrived, at_the_clinic
from ..languages import N_
from ..store import ContinuedElsewhere, Missing, Over, Refused, Store, Transaction, audit
from ..store.access import one_time_links
from ..store.access.staff import Staff
from ..store.clinics import Clinic
from ..store.intakes import intakes, phones, planned_visits
from ..store.intakes.drafts import Intake
from ..store.intakes.planned_visits import Visit
from .plan_visit import BY_DESK
from .posts import Reading
from .start_intake import Greeting, Taken, begun

FAMILY = N_("What a grown-up said at another visit comes along: begin this one on a tablet.")
ON_TABLET = N_("This visit has begun on a tablet.")
OVER = N_("The day of this visit is over.")


def link_to_visit(store: Store, who: Staff, clinic: Clinic, visit_id: str) -> tuple[Visit, str]:
    """The visit, and the token of a link that begins it once, until its day ends; noted.

    Whoever has begun already goes on by another link. Raises Missing, and Refused where it has
    gone on at the clinic, or is not for a phone.
    """
    with store.writing() as tx:
        visit = planned_visits.hold(tx, visit_id)
        _may_begin(tx, clinic, visit)
        lasts = _until_its_end(tx.now, clinic, visit)
        token = one_time_links.make_for_visit(tx, visit.id, clinic.language, lasts)
        audit.write(tx, "plan", who.id, visit.id, "link")
        return visit, token


def begin_at_home(store: Store, clinic: Clinic, token: str, language: str) -> Taken:
    """Spend the link: the visit's intake, on this phone. Raises Missing, Over or Refused."""
    with store.writing() as tx:
        link = one_time_links.spend(tx, token)
        if link.purpose != "visit":
            raise Missing("link")
        visit = planned_visits.hold(tx, link.visit_id)
        _may_begin(tx, clinic, visit)
        phone = phones.begin(tx, clinic.id, visit.site_id)
        if visit.state == "here":
            return intakes.reopen(tx, phone, intakes.find(tx, visit.intake_id, hold=True))
        kind = {"visit_kind": "returning" if visit.client_id else "new"}
        greeting = Greeting(Reading({**kind, "language": language}), language=language)
        here, opens = begun(tx, phone, greeting, visit, home="there")
        return here, opens


def goes_on_at_clinic(store: Store, here: Intake, clinic: Clinic) -> bool:
    """An intake from home stands on a tablet now: it asks what is left. False for any other."""
    draft = here.as_left
    if draft.home != "there" or phones.is_phone(here.tablet_id):
        return False
    with suppress(ContinuedElsewhere, Over), store.writing() as tx:
        visit = clinic.visit_at(tx.now, arrived(draft))
        moved = at_the_clinic(visit, draft, here.step)
        intakes.keep(tx, here, as_json(moved.draft), moved.step)
    return True


def _may_begin(tx: Transaction, clinic: Clinic, visit: Visit) -> None:
    if visit.day < clinic.day(tx.now).isoformat():
        raise Refused("link", OVER)
    if visit.state == "signed":
        raise Missing(visit.id)
    if visit.state == "here":
        if not phones.is_phone(intakes.find(tx, visit.intake_id).tablet_id):
            raise Refused("link", ON_TABLET)
    elif not visit.client_id and not visit.answers.keys() <= set(BY_DESK):
        raise Refused("link", FAMILY)


def _until_its_end(now: datetime, clinic: Clinic, visit: Visit) -> timedelta:
    zone = ZoneInfo(clinic.time_zone)
    after = date.fromisoformat(visit.day) + timedelta(days=1)
    return datetime.combine(after, time(), zone) - now
