"""Retaining: what the clinic's rules no longer keep is listed, and after its grace erased.

What is shown beforehand and what is erased is worked out by the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from datetime import date

from ..frozen import dataclass
from ..store import Missing, OnHold, Store, Transaction
from ..store.clinics import hold, the_clinic
from ..store.engine import jumps
from ..store.records import client_links, retention
from ..store.records.due import Due, due_under
from ..store.records.retention import Rules
from .erase_person import erase_client, erase_person
from .erase_record import erase_record
from .overtaken import not_overtaken

CLOCK = "clock"
"""Who erases, in the audit: the kiosk by itself."""


@dataclass(frozen=True)
class Going:
    """One thing that goes, and when."""

    due: Due
    goes_on: date | None
    """The day, on the clinic's calendar, of the first run that erases it; None while it is held."""
    now: bool
    """Whether a run at this moment would erase it."""


def going(tx: Transaction, rules: Rules, only: Iterable[str] | None = None) -> list[Going]:
    """What goes by these rules, the first to go first; ``only`` of these clients of one person.

    What is not listed yet would be from now on.
    """
    clinic, all_due = the_clinic(tx), due_under(tx, rules, only)
    listed = retention.listed(tx, None if only is None else (due.id for due in all_due))
    found = []
    for due in all_due:
        since = listed.get(due.name)
        ends = (since or tx.steady) + rules.wait
        day = None if due.held or clinic is None else clinic.day(tx.on_the_wall(ends))
        over = since is not None and ends <= tx.steady
        found.append(Going(due, day, over and not due.held))
    return sorted(found, key=lambda one: (one.goes_on or date.max, one.due.last, one.due.name))


def choose_rules(store: Store, rules: Rules, by: str, was: str = "") -> None:
    """Keep by these rules from now on; what they no longer keep is listed. Raises Refused.

    ``was`` is the sign of the rules that stood when these were thought out. Raises Overtaken.
    """
    with store.reading() as tx:
        due = [each.name for each in due_under(tx, rules)]
    with store.writing() as tx:
        hold(tx)
        not_overtaken("person", asdict(retention.rules(tx)), asdict(rules), was)
        retention.choose(tx, rules, by)
        retention.list_these(tx, due)


def keep_to_rules(store: Store) -> list[Due]:
    """List what is due, and erase what has been listed long enough, each by itself.

    Returns what was erased. Nothing at all for a day after a clock has jumped.
    """
    with store.writing() as tx:
        if not jumps.look(tx):
            return []
    with store.reading() as tx:
        rules = retention.rules(tx)
        found = going(tx, rules)
    with store.writing() as tx:
        retention.list_these(tx, (each.due.name for each in found))
    return [each.due for each in found if each.now and _erases(store, each.due)]


def _erases(store: Store, due: Due) -> bool:
    """Whether it is erased: not where anything about it has changed since it was looked at."""
    with suppress(Missing, OnHold), store.writing() as tx:
        theirs = client_links.all_of(tx, client_links.root(tx, due.client_id))
        now = [each.due for each in going(tx, retention.rules(tx), theirs) if each.now]
        if due in now:
            _erase(tx, due)
            retention.unlist(tx, due.name)
            return True
    return False


def _erase(tx: Transaction, due: Due) -> None:
    why = f"kept for {due.years} years"
    match due.kind:
        case "person":
            erase_person(tx, due.records[0], CLOCK, why)
        case "record":
            erase_record(tx, due.id, CLOCK, why)
        case "client":
            erase_client(tx, due.id, CLOCK, why)
