"""Calls on a page of the staff: who waits for somebody, where, and since when."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta

from flask import Flask, url_for

from ...frozen import dataclass
from ...languages import N_, format_time, with_dots
from ...store import Transaction
from ...store.access import at_sites, staff, tablets
from ...store.access.at_sites import Whereabouts
from ...store.intakes import calls, intakes, phones
from ...store.intakes.calls import Call
from . import current
from .layout import Layout

CALL_WORDS = {
    "desk": N_("Please check now"),
    "person": N_("Asks for a person"),
    "grown_up": N_("A young person is alone"),
    "returning": N_("Has been here before: please say who it is"),
    "not_me": N_("Somebody else is at the tablet: please ask"),
}


@dataclass(frozen=True)
class CallRow:
    """Someone who needs a person now. The reason shows only in the intake itself."""

    id: str
    name: str
    kind: str
    words: str
    when: str
    is_loud: bool
    at: str
    """The tablet it came from; empty where that is none of the clinic's."""


@dataclass(frozen=True)
class UrgentCalls:
    """What stands over every page of the staff while somebody calls."""

    rows: tuple[CallRow, ...]
    answered: str
    """What is told to whoever has just tapped."""
    refresh_url: str
    """What a page asks for now and then: answered in full only after a change."""


def urgent_calls(layout: Layout, answered: Call | None = None) -> UrgentCalls:
    """The calls that cannot wait, for whoever is signed in."""
    with current.store().reading() as tx:
        ringing = [each for each in calls.open_calls(tx) if each.kind in calls.URGENT]
        told = answered_words(tx, answered, layout) if answered else ""
        url = url_for("urgent_calls.waiting", seen=beat(tx))
        return UrgentCalls(call_rows(tx, ringing, layout), told, url)


def beat(tx: Transaction) -> str:
    """Eight hex digits that move when what is told of the calls does: one look at one table."""
    return hashlib.sha256(repr(calls.waiting_for(tx)).encode()).hexdigest()[:8]


def call_rows(tx: Transaction, ringing: list[Call], layout: Layout) -> tuple[CallRow, ...]:
    """The calls, each with the tablet that somebody is wanted at."""
    if not ringing:
        return ()
    at, standing = _tablets_of(tx, layout), calls.standing_at(tx)
    where = at_sites.of(tx, _whoever())
    heard = (each for each in ringing if where.rings(standing.get(each.intake_id, "")))
    return tuple(
        _row(tx, each, _place(each.intake_id, at, standing, where), layout) for each in heard
    )


def answered_words(tx: Transaction, call: Call, layout: Layout) -> str:
    """Who goes to this client: whoever reads it, or somebody who was quicker."""
    where = _tablets_of(tx, layout).get(call.intake_id, "")
    who = with_dots((_name(call, layout), where), layout.language)
    member = current.staff()
    if member and call.settled_by == member.id:
        return layout.translate("You go: %(who)s", {"who": who})
    names = {person.id: person.name for person in staff.everyone(tx)}
    if call.settled_by in names:
        told = {"name": names[call.settled_by], "who": who}
        return layout.translate("%(name)s goes already: %(who)s", told)
    return layout.translate("Nobody is needed any more: %(who)s", {"who": who})


def init_app(app: Flask) -> None:
    """Let the layout of the staff's pages say who calls."""
    app.jinja_env.globals.update(urgent_calls=urgent_calls)


def _tablets_of(tx: Transaction, layout: Layout) -> dict[str, str]:
    named = {tablet.id: tablet.name for tablet in tablets.all_tablets(tx)}
    phone = layout.translate("On their own phone")
    return {
        here.id: phone if phones.is_phone(here.tablet_id) else named.get(here.tablet_id, "")
        for here in intakes.waiting(tx)
    }


def _place(
    intake_id: str, at: Mapping[str, str], standing: Mapping[str, str], where: Whereabouts
) -> str:
    site = where.name_of(standing.get(intake_id, ""))
    return " · ".join(filter(None, (at.get(intake_id, ""), site)))


def _whoever() -> str:
    member = current.staff()
    return member.id if member else ""


def _row(tx: Transaction, call: Call, at: str, layout: Layout) -> CallRow:
    return CallRow(
        id=call.id,
        name=_name(call, layout),
        kind=call.kind,
        words=layout.translate(CALL_WORDS.get(call.kind, CALL_WORDS["person"])),
        when=_when(tx, call, layout),
        is_loud=call.kind in calls.URGENT and call.is_loud(tx.steady),
        at=at,
    )


def _name(call: Call, layout: Layout) -> str:
    return call.first_name or layout.translate("Someone")


def _when(tx: Transaction, call: Call, layout: Layout) -> str:
    waited = tx.steady - call.made_at
    if not call.is_loud(tx.steady):
        return layout.translate("just now")
    clinic, minutes = current.clinic(), waited // timedelta(minutes=1)
    ago = layout.translate("%(count)d min ago", {"count": minutes}) if minutes else ""
    if clinic is None or waited > timedelta(days=1):
        return ago
    time = format_time(tx.on_the_wall(call.made_at), clinic.time_zone, layout.language)
    return with_dots((layout.translate("since %(time)s", {"time": time}), ago), layout.language)
