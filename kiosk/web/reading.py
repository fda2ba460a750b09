"""One intake for the therapist: what matters as text, and its paper. Every opening is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from ..intake.draft import Draft
from ..intake.record import Flag, Record, Wording
from ..intake.wording import line_in_words, mark_in_words
from ..languages import format_time
from ..store import Missing, audit, papers, records
from ..store.records import Signed
from .frame import show, staff_frame, tell
from .guard import door, leave, the_staff, the_store
from .printing import draw_now, record_from

reading = Blueprint("reading", __name__)

PRIVATE = {
    "private_word": {"yes"},
    "today_private": {"yes"},
    "after_release": {"talk"},
    "pregnancy": {"in_private"},
    "cancer": {"in_private"},
    "mind": {"in_private"},
}
"""Answers that ask for a private talk: shown here, never printed."""


@dataclass(frozen=True)
class IntakePage:
    """One signed intake."""

    title: str
    name: str
    time: str
    stops: tuple[tuple[str, str], ...]
    cautions: tuple[tuple[str, str], ...]
    private_reason: tuple[str, ...]
    sections: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    paper_url: str
    read_url: str
    print_url: str
    opened: str
    read_by: str = ""


@reading.get("/staff/intakes/<intake_id>")
@door("therapist")
def intake(intake_id: str) -> ResponseReturnValue:
    """The intake as text. Recorded before it is sent."""
    signed = _opened(intake_id, "view")
    record = record_from(signed)
    return show("staff/intake.html", staff_frame(), page=_page(signed, record))


@reading.post("/staff/intakes/<intake_id>/read")
@door("therapist")
def mark_read(intake_id: str) -> ResponseReturnValue:
    """The therapist has read it."""
    with the_store().writing() as book:
        records.mark_read(book, intake_id, _me())
    return leave(f"/staff/intakes/{intake_id}")


@reading.get("/staff/intakes/<intake_id>/paper.pdf")
@door("therapist")
def paper(intake_id: str) -> ResponseReturnValue:
    """The paper as kept; drawn now where it is not there yet; as a page where it cannot be."""
    signed = _opened(intake_id, "print")
    with the_store().reading() as book:
        pdf = papers.paper_of(book, intake_id)
    if pdf is None:
        pdf, page = draw_now(signed)
        if pdf is None:
            return page
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{intake_id}.pdf"'
    return response


def _opened(intake_id: str, event: str) -> Signed:
    with the_store().writing() as book:
        try:
            signed = records.find(book, intake_id)
        except Missing:
            abort(404)
        audit.write(book, event, actor=_me(), subject=intake_id)  # type: ignore[arg-type]
    return signed


def _page(signed: Signed, record: Record) -> IntakePage:
    frame = staff_frame()
    time = format_time(signed.signed_at, record.time_zone, frame.language)
    name = Draft(answers=record.answers).short_name
    return IntakePage(
        title=f"{name} · {time}",
        name=name,
        time=time,
        stops=_flags(record.flags, "stop_and_ask"),
        cautions=_flags(record.flags, "caution"),
        private_reason=_private(record),
        sections=_sections(record.told),
        paper_url=f"/staff/intakes/{record.id}/paper.pdf",
        read_url=f"/staff/intakes/{record.id}/read",
        print_url="",
        opened="",
        read_by=tell(frame, "Marked as read.") if signed.read_at else "",
    )


def _flags(flags: tuple[Flag, ...], severity: str) -> tuple[tuple[str, str], ...]:
    return tuple((flag.flag, flag.note) for flag in flags if flag.severity == severity)


def _private(record: Record) -> tuple[str, ...]:
    asking = []
    for key, wanted in PRIVATE.items():
        answer = record.answers.get(key) or ()
        picked = {answer} if isinstance(answer, str) else set(answer)
        line = record.told.line(key)
        if picked & wanted and line:
            asking.append(f"{line.prompt} {line_in_words(line, record.told.language)}")
    return tuple(asking)


def _sections(told: Wording) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    made = []
    for section in told.sections:
        lines = [
            (line.prompt, _words(line, told), line.severity)
            for line in section.lines
            if line.answer is not None or not line.more
        ]
        if lines:
            made.append((section.title, tuple(lines)))
    return tuple(made)


def _words(line: object, told: Wording) -> str:
    kind = getattr(line, "kind", "")
    if kind == "bodymarks":
        return "; ".join(mark_in_words(mark) for mark in told.marks)
    return line_in_words(line, told.language)  # type: ignore[arg-type]


def _me() -> str:
    member = the_staff()
    return member.id if member else ""
