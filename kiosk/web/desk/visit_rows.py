"""The rows of a list of visits, in words that a waiting room may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from flask import url_for

from ...frozen import dataclass
from ...intake.draft import Draft
from ...intake.path import ASIDE, FIRST, path
from ...languages import N_, format_time
from ...store import Transaction, Unreadable
from ...store.access.tablets import Tablet
from ...store.clinics import Clinic
from ...store.engine.torn import or_torn
from ...store.intakes.drafts import Intake
from ...store.intakes.planned_visits import Visit
from ...store.records.record_rows import Listed
from ..http.layout import Layout, day_in_words
from ..http.page_parts import Choice, Link, Tag
from ..http.viewer import Viewer
from .agreement_tags import agreements_link, signed_tags, walking_tags
from .phone_tags import phone_tags

WISHES = {
    "therapist_choice": ({"woman", "man"}, N_("Wish about who they work with")),
    "companion": ({"yes_mine", "yes_staff"}, N_("Wish for company")),
    "room_help": ({"on_off_table"}, N_("Help on and off the table")),
    "access_needs": ({"interpreter"}, N_("Interpreter")),
    "room_privacy": ({"quiet_room"}, N_("Quiet room")),
}
"""The five wishes that are meant for the desk."""

COUNTED = (
    ("stop_and_ask", N_("Stop and ask: %(count)d"), "alert"),
    ("caution", N_("Caution: %(count)d"), ""),
)


@dataclass(frozen=True)
class VisitRow:
    """One visit: first name and initial, how far, what to know; never a reason."""

    time: str
    name: str
    state: str
    intake_id: str
    tags: tuple[Tag, ...]
    part: str = ""
    therapist: str = ""
    leads: Link | None = None
    """Where whoever looks reads it, or answers for it."""
    day: str = ""
    """The visit's day, where the list has more than one."""
    takes: bool = False
    """Whether whoever looks may take the visit."""
    give_back: tuple[Choice, ...] = ()
    together: Link | None = None
    """Where whoever looks fills it in with the client, and the words for it."""
    desk: Link | None = None
    """Where the desk says which visit it is, or erases it, and the words for it."""
    who: Link | None = None
    """Where staff say which client it is, and the words for it."""
    details: tuple[str, ...] = ()
    """What may tell it from another of this name and time: the tablet, the seconds."""
    apart: str = ""
    """What does, on this list; empty where nothing has to."""
    prints_again: bool = False
    """Whether its paper went to the printer, so that somebody may send it there once more."""
    handout: Link | None = None
    """Where whoever looks hands out what the client takes home, and the words for it."""
    copy: Link | None = None
    """Where its client's copy is given, where they asked for one, and the words for it."""
    agreements: Link | None = None
    """Where the desk sees what its client agreed to, and takes it back for them."""
    is_signed: bool = False
    """Whether its intake is signed, so that its session may be looked for."""
    hand_over: tuple[Choice, ...] = ()
    """Tablets that may be handed over to ask how it was."""
    undo: Link | None = None
    """Where a link that was made by itself is taken back, and the words for it."""

    @property
    def label(self) -> str:
        """Which row it is, in words no other row of the list has."""
        return " · ".join(filter(None, (self.name, self.day, self.time, self.apart)))


def walking(tx: Transaction, here: Intake, viewer: Viewer, tablets: Iterable[Tablet]) -> VisitRow:
    """An intake that is not signed yet."""
    return or_torn(here, lambda here: _walking(tx, here, viewer, tablets), partial(torn, viewer))


def torn(viewer: Viewer, row: Intake | Listed | Visit) -> VisitRow:
    """A row that cannot be read: named, with the way to be rid of it for those who may."""
    desk = _rid_of(row, viewer)
    words = N_("All others are whole.") if desk else N_("Please tell the admin.")
    return VisitRow(
        time=_when(row, viewer),
        name=viewer.layout.translate("Cannot be read"),
        state=viewer.layout.translate("Damaged"),
        intake_id=row.id,
        tags=(Tag(viewer.layout.translate(words), "alert"),),
        desk=desk,
    )


def _when(row: Intake | Listed | Visit, viewer: Viewer) -> str:
    if isinstance(row, Visit):
        return ""
    moment = row.signed_at if isinstance(row, Listed) else row.started_at
    return format_time(moment, viewer.clinic.time_zone, viewer.layout.language)


def _rid_of(row: Intake | Listed | Visit, viewer: Viewer) -> Link | None:
    match row:
        case Listed() if "admin" in viewer.layout.roles:
            return Link(
                url_for("data_requests.intake", intake_id=row.id), viewer.layout.translate("Erase")
            )
        case Visit() if "desk" in viewer.layout.roles:
            return Link(
                url_for("planned_visits.todays_visits"),
                viewer.layout.translate("Take off the list"),
            )
        case Intake() if "desk" in viewer.layout.roles:
            return Link(
                url_for("unsigned_intake.one", intake_id=row.id), viewer.layout.translate("Erase")
            )
    return None


def _walking(tx: Transaction, here: Intake, viewer: Viewer, tablets: Iterable[Tablet]) -> VisitRow:
    layout = viewer.layout
    draft = here.as_left
    lies_on = next((each.name for each in tablets if each.id == here.tablet_id), "")
    states = {
        "open": N_("Filling in now"),
        "parked": N_("Stopped, kept"),
        "given": N_("Given back"),
    }
    return VisitRow(
        time=format_time(here.started_at, viewer.clinic.time_zone, layout.language),
        name=draft.short_name or layout.translate("No name yet"),
        state=layout.translate(states[here.state]),
        intake_id=here.id,
        tags=(
            *phone_tags(here, draft, layout),
            *_came_back(draft, layout),
            *walking_tags(draft, layout),
            *_wishes(told(draft), layout),
        ),
        part=_part(tx, here, draft, viewer.clinic),
        who=who_is(here.id, viewer, "Who is it?") if draft.awaits else None,
        give_back=_may_go_to(here, tablets),
        details=(lies_on, _to_the_second(here.started_at, viewer)),
    )


def _may_go_to(here: Intake, tablets: Iterable[Tablet]) -> tuple[Choice, ...]:
    """The tablets that may take it up, the one it lay on first."""
    may = sorted((t for t in tablets if _may_get(t, here)), key=lambda t: t.id != here.tablet_id)
    return tuple(Choice(tablet.id, tablet.name) for tablet in may)


def _to_the_second(moment: datetime, viewer: Viewer) -> str:
    language = viewer.layout.language
    return format_time(moment, viewer.clinic.time_zone, language, seconds=True)


def told(draft: Draft) -> Mapping[str, Any]:
    """What is known of a client under way: carried answers under today's."""
    return {**draft.carried.get("answers", {}), **draft.answers}


def _came_back(draft: Draft, layout: Layout) -> Iterator[Tag]:
    if draft.awaits:
        yield Tag(layout.translate("Says: been here before"))
    elif draft.client:
        yield Tag(layout.translate("Returning"))


def who_is(intake_id: str, viewer: Viewer, words: str) -> Link | None:
    """Where those who may say so tell which client it is; nothing for others."""
    if not viewer.layout.roles & {"desk", "therapist"}:
        return None
    return Link(url_for("identify_client.who", intake_id=intake_id), viewer.layout.translate(words))


def _may_get(tablet: Tablet, here: Intake) -> bool:
    """Whether a tablet can get this intake; also instead of one that it was given to in error."""
    return here.state == "parked" or (here.state == "given" and tablet.id != here.tablet_id)


def _part(tx: Transaction, here: Intake, draft: Draft, clinic: Clinic) -> str:
    way = [key for key in path(clinic.visit_at(tx.now, draft).asked_of(draft)) if key != FIRST]
    step = draft.came_from if here.step in ASIDE else here.step
    return f"{way.index(step) + 1} / {len(way)}" if step in way else ""


def signed(kept: Listed, viewer: Viewer, *, with_day: bool = False) -> VisitRow:
    """A visit whose intake is signed. Counts of flags are for those who may read them."""
    return or_torn(kept, lambda kept: _signed(kept, viewer, with_day), partial(torn, viewer))


def _restricted(kept: Listed, viewer: Viewer) -> VisitRow:
    """A visit of whoever asked that nothing of theirs is used: that it was, and no more."""
    layout = viewer.layout
    is_admin = "admin" in layout.roles
    url = url_for("data_requests.intake", intake_id=kept.id)
    return VisitRow(
        time=format_time(kept.signed_at, viewer.clinic.time_zone, layout.language),
        name=layout.translate("Restricted"),
        state=layout.translate("Kept, not used"),
        intake_id=kept.id,
        tags=(),
        leads=Link(url, layout.translate("Copy or erase")) if is_admin else None,
    )


def _signed(kept: Listed, viewer: Viewer, with_day: bool) -> VisitRow:
    if not kept.whole:
        raise Unreadable(kept.id)
    if kept.restricted:
        return _restricted(kept, viewer)
    layout = viewer.layout
    counts = _counts(kept, layout) if viewer.reads else ()
    return VisitRow(
        time=format_time(kept.signed_at, viewer.clinic.time_zone, layout.language),
        name=Draft(answers=kept.answers).short_name,
        state=layout.translate("Read") if kept.read_at else layout.translate("Signed"),
        intake_id=kept.id,
        tags=(
            *_returned(kept, viewer),
            *signed_tags(kept, layout),
            *counts,
            *_wishes(kept.answers, layout),
        ),
        therapist=viewer.names.get(kept.therapist_id, "") or layout.translate("not assigned"),
        leads=_leads(kept, viewer),
        day=day_in_words(layout, kept.visit_day) if with_day else "",
        takes=viewer.reads and not kept.therapist_id,
        details=(_to_the_second(kept.signed_at, viewer),),
        agreements=agreements_link(kept.id, layout),
        is_signed=True,
    )


def _returned(kept: Listed, viewer: Viewer) -> Iterator[Tag]:
    """That somebody came back; how much they said is new, for those who may read what."""
    if kept.answers.get("visit_kind") != "returning":
        return
    new = [what for what in kept.answers.get("changed") or () if what != "nothing"]
    words = N_("Returning, changes: %(count)d") if viewer.reads else "Returning"
    yield Tag(viewer.layout.translate(words, {"count": len(new)}))


def _leads(kept: Listed, viewer: Viewer) -> Link | None:
    """Where a visit leads: a therapist reads it, an admin answers for it, others do neither."""
    if viewer.reads:
        return Link(
            url_for("record.intake", intake_id=kept.id), viewer.layout.translate("Read intake")
        )
    if "admin" in viewer.layout.roles:
        return Link(
            url_for("data_requests.intake", intake_id=kept.id),
            viewer.layout.translate("Copy or erase"),
        )
    return None


def _counts(kept: Listed, layout: Layout) -> tuple[Tag, ...]:
    tags = tuple(
        Tag(layout.translate(words, {"count": kept.severities.count(severity)}), tone)
        for severity, words, tone in COUNTED
        if severity in kept.severities
    )
    return (*(tags or (Tag(layout.translate("Nothing flagged"), "ok"),)), *_put_right(kept, layout))


def _put_right(kept: Listed, layout: Layout) -> tuple[Tag, ...]:
    words = layout.translate("Put right since: %(count)d", {"count": kept.put_right})
    return (Tag(words),) if kept.put_right else ()


def _wishes(answers: Mapping[str, Any], layout: Layout) -> Iterator[Tag]:
    for key, (wanted, words) in WISHES.items():
        answer = answers.get(key) or ()
        if wanted & ({answer} if isinstance(answer, str) else set(answer)):
            yield Tag(layout.translate(words))
