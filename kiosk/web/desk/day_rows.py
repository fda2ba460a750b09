"""The visits of a day as rows: what each is, the one thing to do next, and the rest behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from flask import url_for

from ...frozen import dataclass
from ...languages import N_
from ...store.engine.torn import each
from ...store.intakes.calendar_entries import Entry
from ...store.intakes.planned_visits import Visit
from ..http import current
from ..http.layout import Layout
from ..http.page_parts import Link, Tag
from ..http.viewer import Viewer
from .planned_rows import in_short_apart

BEGUN_AT_HOME = N_("Begun at home")
STATES = {"planned": "Not here yet", "here": N_("Here"), "signed": "Signed", "torn": "Damaged"}


@dataclass(frozen=True)
class PlannedRow:
    """A visit of the day on the desk's list."""

    id: str
    words: str
    hour: str
    state: str
    gets_code: bool
    goes: bool
    """Whether it may be taken off the list."""
    moves: bool
    """Whether it may still be put on another day or hour."""
    family: bool
    """Whether there may be brothers and sisters to plan for."""
    gets_link: bool
    """Whether its client may begin, or go on, on their own phone."""
    who: Link | None
    """Where the desk says whether the client has been here, and the words for it."""
    asks_who: bool = False
    """Whether that is what is to be done next."""
    tags: tuple[Tag, ...] = ()
    takes: Link | None = None
    """Where the desk takes the therapist whom the calendar names, and the words for it."""
    is_open: bool = False
    """Whether something in what stands behind it is to be put right."""


@dataclass(frozen=True)
class Known:
    """What is known of the visits of a day beside themselves, by visit."""

    due: Mapping[str, Tag]
    """How many agreements wait for the client."""
    at_home: Collection[str]
    """The intakes that stand on a client's own phone."""
    calendar: Mapping[str, Entry]


def day_rows(
    plan: list[Visit], known: Known, who: Viewer, wrong: Collection[str]
) -> tuple[PlannedRow, ...]:
    """A row for each; open where one of its fields is among what is ``wrong``."""
    words = in_short_apart(plan, who, birthdays=True)
    said = {visit.id: line for visit, line in zip(plan, words, strict=True)}

    def row(visit: Visit) -> PlannedRow:
        found = _row(visit, said[visit.id], who, known)
        return replace(found, is_open=any(name.endswith(f"-{visit.id}") for name in wrong))

    return tuple(each(plan, row, lambda visit: _torn(visit, who)))


def _row(visit: Visit, words: str, who: Viewer, known: Known) -> PlannedRow:
    if visit.state == "torn":
        return _torn(visit, who)
    by_phone, is_planned = visit.intake_id in known.at_home, visit.state == "planned"
    entry = known.calendar.get(visit.id)
    return PlannedRow(
        visit.id,
        words,
        visit.time,
        who.layout.translate(BEGUN_AT_HOME if by_phone else STATES[visit.state]),
        gets_code=visit.state != "signed",
        goes=visit.state != "here",
        moves=is_planned,
        family=visit.answers.get("filling_for") == "someone_else",
        gets_link=bool(current.settings().public_url) and (by_phone or is_planned),
        who=_who(visit, who.layout) if is_planned else None,
        asks_who=is_planned and not visit.client_id,
        tags=tuple(_tags(visit, known, who)),
        takes=_takes(visit, entry, who) if entry and is_planned else None,
    )


def _torn(visit: Visit, who: Viewer) -> PlannedRow:
    words, state = (who.layout.translate(said) for said in ("Cannot be read", STATES["torn"]))
    return PlannedRow(
        visit.id,
        words,
        "",
        state,
        gets_code=False,
        goes=True,
        moves=False,
        family=False,
        gets_link=False,
        who=None,
    )


def _tags(visit: Visit, known: Known, who: Viewer) -> list[Tag]:
    due, entry = known.due.get(visit.id), known.calendar.get(visit.id)
    gone = entry is not None and entry.gone and visit.state == "planned"
    words = who.layout.translate(N_("No longer in the calendar"))
    return [*([due] if due else []), *([Tag(words, "alert")] if gone else [])]


def _who(visit: Visit, layout: Layout) -> Link:
    words = "Returning" if visit.client_id else N_("Been here before?")
    return Link(url_for("identify_client.who_comes", visit_id=visit.id), layout.translate(words))


def _takes(visit: Visit, entry: Entry, who: Viewer) -> Link | None:
    """What the calendar says is offered, and never taken by itself."""
    name = who.names.get(entry.therapist_id, "")
    if not name or entry.therapist_id == visit.therapist_id:
        return None
    words = who.layout.translate("In the calendar: with %(name)s. Take this", {"name": name})
    return Link(url_for("named_therapist.take", visit_id=visit.id), words)
