"""Reflecting by a link: on a client's own phone, once, within the week after their visit.

The link opens ten empty questions and nothing that was said. It is spent by a tap, which makes
another one that holds for an hour: the page may be loaded again until it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..frozen import dataclass
from ..intake.days_after import DaysAfter, days_after
from ..languages import N_
from ..store import Missing, Refused, Store, Transaction, audit
from ..store.access import one_time_links
from ..store.access.staff import Staff
from ..store.clinics import Clinic
from ..store.records import reflections, restrictions, standing
from ..store.records.standing import Standing
from .ask_after import may_ask_after, may_be_asked_still
from .reflect import ANSWERED, AfterIt, Asking, asking, reflect

NOT_AGREED = N_("The client has not agreed to be asked after the visit.")


@dataclass(frozen=True)
class Sent:
    """What a client is told who has sent it."""

    after: AfterIt
    days: DaysAfter


def link_to_reflection(store: Store, who: Staff, record_id: str) -> str:
    """The token of a link that asks this client once; noted, and an earlier one is dead.

    Raises Missing, Restricted, and Refused where they have not agreed or have answered.
    """
    with store.writing() as tx:
        stands = may_ask_after(tx, who, record_id)
        if not may_be_asked_still(tx, stands):
            raise Refused("link", NOT_AGREED)
        if reflections.given(tx, [record_id]):
            raise Refused("link", ANSWERED)
        one_time_links.revoke(tx, record_id, "reflection")
        audit.write(tx, "ask", who.id, record_id, "link")
        return _link(tx, stands)


def invitation(tx: Transaction, stands: Standing) -> str:
    """The same beside what is handed out; empty where this client is not to be asked so."""
    if not may_be_asked_still(tx, stands) or reflections.given(tx, [stands.id]):
        return ""
    return _link(tx, stands)


def begin_by_link(store: Store, token: str) -> str:
    """Spend the link: the token under which the questions stand. Raises Missing."""
    with store.writing() as tx:
        link = one_time_links.spend(tx, token)
        if link.purpose != "reflection" or _is_closed(tx, link.record_id):
            raise Missing("link")
        return one_time_links.make(
            tx, link.record_id, "reflection_form", {}, link.language, one_time_links.HOUR
        )


def asking_by_link(tx: Transaction, token: str) -> Asking:
    """What the page needs that stands under a token. Raises Missing."""
    link = one_time_links.find(tx, token)
    if link is None or link.purpose != "reflection_form" or _is_closed(tx, link.record_id):
        raise Missing("link")
    return asking(tx, link.record_id)


def reflect_by_link(store: Store, clinic: Clinic, token: str, answers: Mapping[str, Any]) -> Sent:
    """Keep what was said, and let no link ask this client again. Raises Missing."""
    with store.writing() as tx:
        here = asking_by_link(tx, token)
        after = reflect(tx, here.record_id, answers, "link")
        stands = standing.find(tx, here.record_id)
        days = (clinic.day(tx.now) - date.fromisoformat(stands.visit_day)).days
        return Sent(after, days_after(answers, stands.says, days, here.language))


def _is_closed(tx: Transaction, record_id: str) -> bool:
    return bool(restrictions.of_record(tx, record_id) or reflections.given(tx, [record_id]))


def _link(tx: Transaction, stands: Standing) -> str:
    language = str(stands.kept["language"])
    return one_time_links.make(tx, stands.id, "reflection", {}, language, one_time_links.WEEK)
