"""Taking answers away: the gate to many records at once, and to what is written beside them.

What is private to a therapist is no admin's: it leaves only for whoever may read it on their own
page, and only when they ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import field, replace

from ..frozen import dataclass
from ..intake.reflection import reach_of
from ..store import Refused, Transaction, Unreadable, audit
from ..store.access import break_glass
from ..store.access.staff import Staff
from ..store.records import notes, papers, reflections
from ..store.records.notes import Note
from ..store.records.records import Signed
from ..store.records.reflections import Reflection
from .read_answers import reader_of


@dataclass(frozen=True)
class Beside:
    """What is written beside some records and may be read with them, by record id."""

    notes: Mapping[str, Note] = field(default_factory=dict)
    reflections: Mapping[str, Reflection] = field(default_factory=dict)
    private: frozenset[str] = frozenset()
    """The records whose answers for a private talk may be read as well."""


NOTHING = Beside()


def may_export(tx: Transaction, by: str, what: str, reason: str) -> None:
    """Note who takes records away as a file, and why. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("reason", "Say why: the reason is kept in the audit.")
    audit.write(tx, "export", by, what, reason.strip())


def may_ask_for_private(who: Staff | None) -> bool:
    """Whether somebody may ask for what is private to a therapist: they are one themselves."""
    return who is not None and "therapist" in who.roles


def may_export_beside(
    tx: Transaction, who: Staff | None, some: Iterable[Signed], *, private: bool
) -> Beside:
    """What stands beside these records for whoever exports them.

    Without ``private`` that is how it was for those clients who let a manager read it. With it, a
    therapist has the notes and the private answers of the visits that are open to them besides.
    Without an account, as a command or a program, nobody has any of it.
    """
    if who is None:
        return NOTHING
    these = list(some)
    told = _reflections(tx, who, [each.id for each in these], private=private)
    if not (private and may_ask_for_private(who)):
        return Beside(reflections=told)
    open_ = {each.id for each in these if not break_glass.must_say_why(tx, each, who.id)}
    return Beside(notes.of_all(tx, open_), told, frozenset(open_))


def may_export_paper(tx: Transaction, who: Staff | None, record_id: str) -> bytes | None:
    """The newest paper of a record whose private answers somebody may read; None where there is
    none, and where it was drawn for another therapist: it tells of that one's visits.
    """
    number = papers.next_number(tx, record_id) - 1
    if who is None or papers.drawn_for(tx, record_id, number) not in ("", who.id):
        return None
    with suppress(Unreadable):
        return papers.paper_of(tx, record_id)
    return None


def _reflections(
    tx: Transaction, who: Staff, record_ids: list[str], *, private: bool
) -> dict[str, Reflection]:
    """Those that reach this reader whole; without ``private``, as the manager they are."""
    found = {}
    for each, said in reflections.of_all(tx, record_ids).items():
        reader = reader_of(tx, who, each)
        treated = reader.treated and private
        if reach_of(said.answers, replace(reader, treated=treated)) == "whole":
            found[each] = said
    return found


def in_their_own_copy(tx: Transaction, who: Staff, record_id: str) -> bool:
    """Whether how it was goes into the copy of everything that this person makes for a client.

    It is the client's own, whomever they chose to read it. Only whoever had the session, and may
    not read what was said of it, makes no copy of that: another manager does.
    """
    found = reflections.of(tx, record_id)
    reader = reader_of(tx, who, record_id)
    return found is None or not reader.treated or reach_of(found.answers, reader) == "whole"
