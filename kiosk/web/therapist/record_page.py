"""An opened intake in words: what to know before touch, whose it is, and all that was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import url_for

from ...catalogue import CATALOGUE
from ...frozen import dataclass
from ...intake.agreed import title_of
from ...intake.areas_again import is_anew
from ...intake.corrected import may_be_corrected
from ...intake.draft import Draft
from ...intake.in_private import FOR_A_PRIVATE_TALK, asks
from ...intake.record import Flag, PutRight, Record
from ...intake.withdrawn import ASKED_BY, HOW
from ...intake.wording import (
    answer_in_words,
    for_staff,
    line_in_words,
    staff_prompt,
)
from ...languages import N_, format_time, with_arrow, with_colon, with_commas
from ...store.records.corrections import Correction
from ...store.records.standing import Standing
from ...store.records.withdrawals import Withdrawal
from ...usecases.look_at_sessions import InSession
from ...usecases.read_record import OpenedRecord
from ..desk.owed_papers import NoPaperYet
from ..desk.session_states import state_in_words
from ..http.layout import Layout, day_in_words
from ..http.page_parts import Link
from ..http.short_sign import sign_of
from .paper_list import Papers
from .record_said import Section, sections_of
from .what_matters import First, what_matters


@dataclass(frozen=True)
class Opening:
    """Somebody opens a record."""

    opened: OpenedRecord
    me: str
    names: Mapping[str, str]
    papers: Papers
    session: InSession
    is_finished: bool
    paper: NoPaperYet | None = None
    whole: bool = False
    """Whether all that was said is to stand open."""

    @property
    def stands(self) -> Standing:
        """The record, with what was written about it since."""
        return self.opened.stands


@dataclass(frozen=True)
class Take:
    """A visit may be taken, perhaps over from somebody."""

    text: str
    instead_of: str


@dataclass(frozen=True)
class Change:
    """What was asked, and what was said before and now."""

    prompt: str
    words: str
    why: str = ""
    """Who put it right, when and why; empty where the client said so."""


@dataclass(frozen=True)
class IntakePage:
    """One signed intake."""

    title: str
    id: str
    name: str
    time: str
    day: str
    is_finished: bool
    """Whether the whole visit can be opened as one document."""
    state: str
    """How far its session is: waiting, read, in the room since when, or done."""
    sign: str
    """Tells one from another of the same name and minute."""
    therapist: str
    take: Take | None
    """None for whoever has it."""
    stops: tuple[Flag, ...]
    cautions: tuple[Flag, ...]
    private_reason: tuple[str, ...]
    first: First
    """What to know before touch."""
    sections: tuple[Section, ...]
    whole: bool
    """Whether every section stands open."""
    folds: Link
    """Opens all of them, or folds them again."""
    correct_url: str
    opened: str
    read_by: str
    earlier: Link | None
    """Where the visits before this one are shown."""
    changes: tuple[Change, ...]
    """On a return visit: what the client says is new."""
    corrections: tuple[Change, ...]
    asks_more: tuple[Link, ...]
    """Where what a correction asks further can be put in."""
    paper: NoPaperYet | None
    papers: Papers
    withdrawn: tuple[Change, ...]
    """Agreements that were taken back since."""
    fallen: tuple[str, ...]
    """Flags that were there at signing, and do not follow from what was put right."""


def intake_page(opening: Opening, layout: Layout) -> IntakePage:
    """The page of an intake, for whoever opened it."""
    stands, signed = opening.stands, opening.stands.signed
    record = stands.in_full
    name = Draft(answers=record.says).short_name
    time = format_time(signed.signed_at, record.time_zone, layout.language)
    return IntakePage(
        title=f"{name} · {time}",
        id=record.id,
        name=name,
        time=time,
        day=day_in_words(layout, record.visit_day),
        is_finished=opening.is_finished,
        state=state_in_words(opening.session, layout),
        sign=sign_of(record.id),
        therapist=opening.names.get(signed.therapist_id, "") or layout.translate("not assigned"),
        take=_take(opening, layout),
        stops=_flags(record.flags, "stop_and_ask"),
        cautions=_flags(record.flags, "caution"),
        private_reason=_private(record),
        first=what_matters(record),
        sections=sections_of(record.told, record.language, layout),
        whole=opening.whole,
        folds=_folds(opening, layout),
        correct_url=url_for("corrections.choose", intake_id=record.id),
        opened=_opened(opening, record, layout),
        read_by=_read(opening, record, layout),
        earlier=_earlier(opening, layout),
        changes=tuple(_changes(record, layout)),
        corrections=(
            *(_right(each, opening, record, layout) for each in stands.corrections),
            *(_anew(each, opening, record, layout) for each in record.put_right if is_anew(each)),
        ),
        asks_more=_asks_more(stands, layout),
        fallen=stands.fallen,
        paper=opening.paper,
        papers=opening.papers,
        withdrawn=tuple(_back(each, opening, record, layout) for each in stands.withdrawals),
    )


def _folds(opening: Opening, layout: Layout) -> Link:
    words, whole = (N_("Fold it again"), None) if opening.whole else (N_("Open everything"), "yes")
    url = url_for("record.intake", intake_id=opening.stands.id, whole=whole, _anchor="said")
    return Link(url, layout.translate(words))


def _earlier(opening: Opening, layout: Layout) -> Link | None:
    if not opening.opened.came_before:
        return None
    words = layout.translate("Earlier visits: %(count)d", {"count": opening.opened.came_before})
    return Link(url_for("client_history.over_the_visits", client_id=opening.opened.client), words)


def _take(opening: Opening, layout: Layout) -> Take | None:
    has = opening.stands.signed.therapist_id
    if has == opening.me:
        return None
    who = opening.names.get(has, "")
    words = layout.translate("Take over from %(name)s", {"name": who}) if who else ""
    return Take(words or layout.translate("Take this visit"), has)


def _opened(opening: Opening, record: Record, layout: Layout) -> str:
    before = opening.opened.before
    if before is None:
        return layout.translate("Nobody has opened this before")
    who = opening.names.get(before.actor, before.actor)
    words = layout.translate("Last opened by %(name)s, %(when)s")
    return words % {"name": who, "when": _when(before.at, record, layout)}


def _read(opening: Opening, record: Record, layout: Layout) -> str:
    at = opening.stands.signed.read_at
    if at is None:
        return ""
    who = opening.names.get(opening.stands.signed.read_by, "")
    words = layout.translate("Read by %(name)s, %(when)s")
    return words % {"name": who, "when": _when(at, record, layout)}


def _changes(record: Record, layout: Layout) -> Iterator[Change]:
    none = layout.translate("not answered")
    for change in record.told.changes:
        asked = for_staff(change.key, change.prompt, record.told.language)
        moved = with_arrow(change.before or none, change.now or none, record.told.language)
        yield Change(asked, moved)


def _right(each: Correction, opening: Opening, record: Record, layout: Layout) -> Change:
    question = CATALOGUE.question(each.question)
    none = layout.translate("not answered")
    before, now = (
        answer_in_words(question, said, layout.language) or none for said in (each.before, each.now)
    )
    who = opening.names.get(each.made_by, each.made_by)
    when = _when(each.made_at, record, layout)
    words = staff_prompt(question, layout.language)
    by = with_colon(with_commas((who, when), layout.language), each.reason, layout.language)
    return Change(words, with_arrow(before, now, layout.language), by)


def _anew(each: PutRight, opening: Opening, record: Record, layout: Layout) -> Change:
    question = CATALOGUE.question(each.question)
    before, now = (
        answer_in_words(question, said, layout.language) for said in (each.before, each.now)
    )
    who, when = opening.names.get(each.by, each.by), datetime.fromisoformat(each.at)
    by = (layout.translate("signed anew"), who, _when(when, record, layout))
    words = staff_prompt(question, layout.language)
    moved = with_arrow(before, now, layout.language)
    return Change(words, moved, with_commas(filter(None, by), layout.language))


def _back(each: Withdrawal, opening: Opening, record: Record, layout: Layout) -> Change:
    card = CATALOGUE.question(each.card)
    gone = layout.translate("taken back")
    said = with_arrow(answer_in_words(card, each.said, layout.language), gone, layout.language)
    who = opening.names.get(each.made_by, each.made_by)
    asked = (layout.translate(ASKED_BY[each.asked_by]), layout.translate(HOW[each.how]))
    when = _when(each.made_at, record, layout)
    by = with_colon(
        with_commas((who, when), layout.language),
        with_commas(asked, layout.language),
        layout.language,
    )
    return Change(title_of(each.card, record, layout.language), said, by)


def _asks_more(stands: Standing, layout: Layout) -> tuple[Link, ...]:
    open_to_staff = filter(may_be_corrected, stands.opened)
    return tuple(
        Link(
            url_for("corrections.choose", intake_id=stands.id, question=key),
            staff_prompt(CATALOGUE.question(key), layout.language),
        )
        for key in open_to_staff
    )


def _when(moment: datetime, record: Record, layout: Layout) -> str:
    """The time; with its day where that is not the day of the visit."""
    day = moment.astimezone(ZoneInfo(record.time_zone)).date()
    time = format_time(moment, record.time_zone, layout.language)
    same = day.isoformat() == record.visit_day
    return time if same else with_commas((day_in_words(layout, day), time), layout.language)


def _flags(flags: tuple[Flag, ...], severity: str) -> tuple[Flag, ...]:
    return tuple(flag for flag in flags if flag.severity == severity)


def _private(record: Record) -> tuple[str, ...]:
    asking = []
    for key in FOR_A_PRIVATE_TALK:
        line = record.told.line(key)
        if line and asks(key, record.says.get(key)):
            asking.append(f"{line.prompt} {line_in_words(line, record.told.language)}")
    return tuple(asking)
