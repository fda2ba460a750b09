"""Today: who is here, how far they are, and who asks for a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ..intake.draft import Draft, from_json
from ..intake.record import Record
from ..intake.walk import ASIDE, FIRST, path
from ..languages import format_day, format_time
from ..store import Book, Over, calls, intakes, records, tablets
from ..store.clinics import Clinic
from ..store.drafts import Intake
from ..store.records import Signed
from ..store.tablets import Tablet
from .clock import day_of, visit_of
from .frame import Frame, show, staff_frame, tell
from .guard import door, leave, the_clinic, the_staff, the_store
from .printing import record_from

today = Blueprint("today", __name__)

CALL_WORDS = {
    "desk": "Please check now",
    "person": "Asks for a person",
    "grown_up": "A young person is alone",
    "returning": "Has been here before: please ask",
}

WISHES = {
    "therapist_choice": ({"woman", "man"}, "Wish about who they work with"),
    "companion": ({"yes_mine", "yes_staff"}, "Wish for company"),
    "room_help": ({"on_off_table"}, "Help on and off the table"),
    "access_needs": ({"interpreter"}, "Interpreter"),
    "room_privacy": ({"quiet_room"}, "Quiet room"),
}
"""The five wishes that are meant for the desk."""


@dataclass(frozen=True)
class CallRow:
    """Someone who needs a person now. The reason shows only in the intake itself."""

    id: str
    name: str
    kind: str
    words: str
    minutes: str
    settle_url: str


@dataclass(frozen=True)
class VisitRow:
    """One visit, in words that a waiting room may read."""

    time: str
    name: str
    state: str
    part: str
    tags: tuple[tuple[str, str], ...]
    url: str
    intake_id: str
    give_back: tuple[tuple[str, str], ...] = ()
    give_back_url: str = ""


@dataclass(frozen=True)
class TodayPage:
    """The day as staff see it."""

    title: str
    day: str
    calls: tuple[CallRow, ...]
    rows: tuple[VisitRow, ...]
    counts: tuple[str, ...]
    tablets: bool


@today.get("/staff/")
@door("desk", "therapist", "admin")
def show_today() -> str:
    """The day, refreshed by itself."""
    clinic = _clinic()
    frame = staff_frame()
    with the_store().reading() as book:
        page = _page(book, clinic, frame)
    return show("staff/today.html", frame, page=page)


@today.post("/staff/calls/<call_id>")
@door("desk", "therapist", "admin")
def settle(call_id: str) -> ResponseReturnValue:
    """Someone has gone there."""
    with the_store().writing() as book:
        calls.settle(book, call_id, _by())
    return leave("/staff/")


@today.post("/staff/intakes/<intake_id>/give-back")
@door("desk", "therapist", "admin")
def give_back(intake_id: str) -> ResponseReturnValue:
    """Let a tablet take up a parked intake."""
    with the_store().writing() as book:
        try:
            intakes.give_back(book, intake_id, request.form.get("tablet", ""), _by())
        except Over:
            abort(404)
    return leave("/staff/")


def _page(book: Book, clinic: Clinic, frame: Frame) -> TodayPage:
    day = day_of(clinic, book.now)
    known = tablets.all_tablets(book)
    under_way = [_walking(book, here, clinic, frame, known) for here in intakes.waiting(book)]
    signed = [_signed(kept, clinic, frame) for kept in records.today(book, day)]
    ringing = tuple(_call(call, book.now, frame) for call in calls.open_calls(book))
    return TodayPage(
        title=tell(frame, "Today"),
        day=format_day(day, frame.language),
        calls=ringing,
        rows=(*under_way, *signed),
        counts=(
            tell(frame, "Filling in: %(count)d", {"count": len(under_way)}),
            tell(frame, "Signed: %(count)d", {"count": len(signed)}),
        ),
        tablets=bool(known),
    )


def _call(call: calls.Call, now: datetime, frame: Frame) -> CallRow:
    minutes = int((now - call.made_at).total_seconds() // 60)
    return CallRow(
        id=call.id,
        name=call.first_name or tell(frame, "Someone"),
        kind=call.kind,
        words=tell(frame, CALL_WORDS[call.kind]),
        minutes=tell(frame, "%(count)d min ago", {"count": minutes})
        if minutes
        else tell(frame, "just now"),
        settle_url=f"/staff/calls/{call.id}",
    )


def _walking(
    book: Book, here: Intake, clinic: Clinic, frame: Frame, known: Iterable[Tablet]
) -> VisitRow:
    draft = from_json(here.draft)
    states = {"open": "Filling in now", "parked": "Stopped, kept", "given": "Given back"}
    return VisitRow(
        time=_hour(here.started_at, clinic, frame),
        name=draft.short_name or tell(frame, "No name yet"),
        state=tell(frame, states.get(here.state, "Filling in now")),
        part=_part(book, here, draft, clinic),
        tags=_wishes(draft.answers, frame),
        url="",
        intake_id=here.id,
        give_back=tuple((t.id, t.name) for t in known) if here.state == "parked" else (),
        give_back_url=f"/staff/intakes/{here.id}/give-back",
    )


def _part(book: Book, here: Intake, draft: Draft, clinic: Clinic) -> str:
    way = [key for key in path(visit_of(clinic, book.now).asked_of(draft)) if key != FIRST]
    step = draft.came_from if here.step in ASIDE else here.step
    return f"{way.index(step) + 1} / {len(way)}" if step in way else ""


def _signed(kept: Signed, clinic: Clinic, frame: Frame) -> VisitRow:
    record = record_from(kept)
    draft = Draft(answers=record.answers)
    return VisitRow(
        time=_hour(kept.signed_at, clinic, frame),
        name=draft.short_name,
        state=tell(frame, "Read") if kept.read_at else tell(frame, "Signed"),
        part="",
        tags=(*_counts(record, frame), *_wishes(record.answers, frame)),
        url=f"/staff/intakes/{kept.id}",
        intake_id=kept.id,
    )


def _counts(record: Record, frame: Frame) -> tuple[tuple[str, str], ...]:
    stops = sum(flag.severity == "stop_and_ask" for flag in record.flags)
    cautions = sum(flag.severity == "caution" for flag in record.flags)
    tags = []
    if stops:
        tags.append((tell(frame, "Stop and ask: %(count)d", {"count": stops}), "alert"))
    if cautions:
        tags.append((tell(frame, "Caution: %(count)d", {"count": cautions}), ""))
    return tuple(tags) or ((tell(frame, "Nothing flagged"), "ok"),)


def _wishes(answers: dict[str, object], frame: Frame) -> tuple[tuple[str, str], ...]:
    found = []
    for key, (wanted, words) in WISHES.items():
        answer = answers.get(key) or ()
        picked = {answer} if isinstance(answer, str) else set(answer)  # type: ignore[call-overload]
        if picked & wanted:
            found.append((tell(frame, words), ""))
    return tuple(found)


def _hour(moment: datetime, clinic: Clinic, frame: Frame) -> str:
    return format_time(moment, clinic.time_zone, frame.language)


def _clinic() -> Clinic:
    clinic = the_clinic()
    if clinic is None:
        abort(404)
    return clinic


def _by() -> str:
    member = the_staff()
    return member.id if member else ""
