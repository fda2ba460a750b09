"""Asking after: whom the desk may ask how it was, and who is due. The kiosk sends nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..frozen import dataclass
from ..intake.draft import Draft
from ..intake.reflection import may_be_asked
from ..store import Store, Transaction, audit
from ..store.access.staff import Staff
from ..store.records import client_links, clients, record_rows, reflections, restrictions, standing
from ..store.records.record_rows import Listed
from ..store.records.standing import Standing
from .read_answers import MayNotRead, Restricted

CARD = "consent_follow_up"
"""The card that asks for it."""

DUE_AFTER = timedelta(days=2)
"""Soreness that is ordinary has gone by then."""
DUE_FOR = timedelta(days=14)
"""Whoever was not asked by then is not asked any more."""


@dataclass(frozen=True)
class Due:
    """A client who agreed to be asked, and was not: how to reach them, and nothing of health."""

    record_id: str
    name: str
    phone: str
    visit_day: str
    """ISO date."""
    therapist_id: str
    has_link: bool
    """Whether a link was made for them since."""
    site_id: str
    """Where they were."""


def due(tx: Transaction, today: date) -> Iterator[Due]:
    """Everybody who is due today, the newest visit first; nobody whose client is restricted.

    Who has come again since and said no is not: their last word counts.
    """
    since = record_rows.between(tx, today - DUE_FOR, today)
    listed = [each for each in since if each.visit_day <= (today - DUE_AFTER).isoformat()]
    ids, refused = [each.id for each in listed], _refused(tx, since)
    over = reflections.given(tx, ids) | audit.noted_about(tx, "ask", ids, "asked")
    linked = audit.noted_about(tx, "ask", ids, "link")
    for each in listed:
        if each.id in over or each.id in refused or each.restricted:
            continue
        if may_be_asked(each.answers):
            name = Draft(answers=each.answers).short_name
            phone = str(each.answers.get("phone", ""))
            whose = (each.visit_day, each.therapist_id, each.id in linked, each.site_id)
            yield Due(each.id, name, phone, *whose)


def _refused(tx: Transaction, newest_first: Sequence[Listed]) -> set[str]:
    """The visits of whoever has not agreed to be asked when they were asked that last."""
    people = client_links.people_of(tx, (each.id for each in newest_first))
    last: dict[str, bool] = {}
    for each in newest_first:
        if CARD in each.answers:
            last.setdefault(people.get(each.id, each.id), may_be_asked(each.answers))
    return {each.id for each in newest_first if not last.get(people.get(each.id, each.id), True)}


def may_be_asked_still(tx: Transaction, stands: Standing) -> bool:
    """Whether they agreed at this visit, and did not say no at a later one."""
    client = client_links.client_of(tx, stands.id)
    told = [each.says for each in clients.visits_of(tx, client) if CARD in each.says]
    return may_be_asked(stands.says) and all(map(may_be_asked, told[-1:]))


def may_ask_after(tx: Transaction, who: Staff, record_id: str) -> Standing:
    """The record, for somebody of the desk or a therapist who asks its client how it was.

    They learn whether the client agreed to that, and how to reach them. Raises Missing, Unreadable,
    Restricted or MayNotRead.
    """
    if not who.roles & {"desk", "therapist"}:
        raise MayNotRead(record_id)
    if restrictions.of_record(tx, record_id):
        raise Restricted(record_id)
    return standing.find(tx, record_id)


def note_asked(store: Store, who: Staff, record_id: str) -> None:
    """Somebody has asked this client. Twice is once. Raises Missing, Restricted or MayNotRead."""
    with store.writing() as tx:
        may_ask_after(tx, who, record_id)
        if not audit.was_noted(tx, "ask", record_id, "asked"):
            audit.write(tx, "ask", who.id, record_id, "asked")
