"""Written elsewhere: what was put right or taken back at another visit, and holds for one as well.

Joining two clients touches no record: what one of them took back is read, and never written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime

from ...intake.withdrawn import holds
from ..engine.transaction import Transaction
from ..errors import Unreadable
from . import client_links, corrections, entries, record_days, records
from .corrections import Correction
from .entries import Kind
from .record_days import DayOf
from .withdrawals import Withdrawal, withdrawal
from .written import About

People = Mapping[str, str]
"""By client, the one that everybody who is one person with them stands for."""


def people_of(tx: Transaction, these: Iterable[About]) -> People:
    """Everybody who is one person with a client of these records."""
    known = {each.client_id for each in these if each.client_id}
    return client_links.together(tx, known) if known else {}


def put_right_elsewhere(
    tx: Transaction, these: Iterable[About], people: People
) -> Iterator[tuple[str, list[Correction]]]:
    """What was put right at the visit that an answer carried by one of these was given at."""
    again = [each for each in these if each.client_id and each.carried]
    ends = {people[each.client_id] for each in again}
    theirs = [client for client, end in people.items() if end in ends]
    earlier = corrections.of_clients(tx, theirs) if theirs else []
    for each in again if earlier else ():
        mine = [of for of in earlier if people[of.client_id] == people[each.client_id]]
        one = [client for client, end in people.items() if end == people[each.client_id]]
        days = record_days.days_of(tx, one)
        given_on = {key: kept["on"] for key, kept in each.carried.items()}
        found = [
            of.correction
            for of in mine
            if of.correction.record_id != each.id
            and given_on.get(of.correction.question) == of.visit_day
            and not _said_anew(tx, of, each.id, days, mine)
        ]
        yield each.id, list(_since(each, found))


def _since(later: About, found: Sequence[Correction]) -> Iterator[Correction]:
    """What was put right after the later visit was signed, or what that did not know of yet.

    Whoever came back was shown the answer as it was put right: in their record nothing has changed.
    """
    before = [each for each in found if each.made_at <= later.signed_at]
    knew = {
        key for key, now in corrections.latest(before).items() if later.carried[key]["said"] == now
    }
    return (each for each in found if each not in before or each.question not in knew)


def _said_anew(
    tx: Transaction,
    of: corrections.OfClient,
    until: str,
    days: Sequence[DayOf],
    right: Iterable[corrections.OfClient],
) -> bool:
    """Whether a later visit of the same day gave the answer once more, before this record."""
    question = of.correction.question
    ids = [row.id for row in days if row.visit_day == of.visit_day or row.id == until]
    if until not in ids or of.correction.record_id not in ids:
        return False
    between = ids[ids.index(until) + 1 : ids.index(of.correction.record_id)]
    put_in = {each.correction.record_id for each in right if each.correction.question == question}
    return any(this in put_in or _asked(tx, this, question) for this in between)


def _asked(tx: Transaction, record_id: str, question: str) -> bool:
    with suppress(Unreadable):
        return question in records.find(tx, record_id).record["answers"]
    return False


def taken_back_elsewhere(
    tx: Transaction, these: Iterable[About], people: People
) -> Iterator[tuple[str, list[Withdrawal]]]:
    """What the same person took back as another client, before the two were joined.

    It reaches what they had agreed to by then, and not what they agreed to after it. One client's
    own withdrawals are written about each of their visits.
    """
    ends = Counter(people.values())
    joined = [client for client, end in people.items() if ends[end] > 1]
    gone = entries.of_clients(tx, joined, "withdrawal") if joined else []
    for each in these:
        theirs = [
            of.entry
            for of in gone
            if of.client_id != each.client_id and people[of.client_id] == people.get(each.client_id)
        ]
        if theirs:
            days = record_days.days_of(tx, [each.client_id])
            yield each.id, [*_reaching(each, entries.read(theirs, withdrawal), days)]


def _reaching(
    this: About, gone: Iterable[Withdrawal], days: Sequence[DayOf]
) -> Iterator[Withdrawal]:
    """Those of them that take back what stands in this record, each card once."""
    done: set[str] = set()
    for made in gone:
        if made.card in done or not holds(made.card, this.says):
            continue
        if _agreed_at(this, made.card, days) <= made.made_at:
            done.add(made.card)
            yield replace(made, said=this.says[made.card])


def _agreed_at(this: About, card: str, days: Sequence[DayOf]) -> datetime:
    """When the answer that stands in this record was signed, at the earliest; of a visit that is
    gone, the start of its day."""
    if card in this.answers:
        return this.signed_at
    on = this.carried[card]["on"]
    that_day = (day.signed_at for day in days if day.visit_day == on)
    return min(that_day, default=datetime.fromisoformat(on).replace(tzinfo=this.signed_at.tzinfo))


def pass_on(tx: Transaction, made: Correction | Withdrawal, record_id: str) -> None:
    """Write about a visit what was made at another and reaches it, as of when it was made: that
    other is about to go."""
    kind: Kind = "correction" if isinstance(made, Correction) else "withdrawal"
    said = asdict(made)
    by, at = said.pop("made_by"), said.pop("made_at")
    del said["id"]
    entries.keep(tx, record_id, kind, said, by, at)
