"""The whole paper as its templates draw it: page 1 and the details behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...catalogue.words import TEXTS
from ...frozen import dataclass
from ...intake.history import NO_HISTORY, History
from ...intake.issue import LOOK, UNNUMBERED, Issue
from ...intake.record import Record
from ...languages import N_, translate
from ..chart import STRIP
from ..foot import Foot, foot
from ..over_time import OverTime, over_time
from . import (
    again,
    body_map,
    boundaries,
    consent,
    details,
    feelings,
    flags,
    header,
    medicines,
    touch,
    written,
)
from .fitting import NATURAL, Fit
from .marks import LETTER, Place, places
from .running import running_head
from .session import Session
from .signature import Drawn, drawn
from .text import Words, plain
from .today import today
from .told import Told

LEGEND = (
    ("work", N_("work here")),
    ("avoid", N_("stay away")),
    ("ask", N_("ask first")),
    ("gentle", N_("be gentle")),
)

NEWEST = 3
"""Of the days an area was marked, so many are printed."""


@dataclass(frozen=True)
class Marks:
    """The list beside the figures."""

    shown: tuple[Place, ...]
    more: str
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PageOne:
    """What a therapist must see in ten seconds."""

    header: header.Header
    stop: flags.Box
    boundaries: boundaries.Boundaries
    medicines: tuple[Words, ...]
    caution: flags.Box
    today: tuple[Words, ...]
    figures: tuple[body_map.Figure, body_map.Figure]
    marks: Marks
    touch: touch.Touch
    feelings: tuple[Words, ...]
    consent: tuple[Words, ...]
    signature: Drawn | None
    clinic: str
    reached: str
    """Where the site is and its phone; empty where the clinic has one place."""
    mark: str
    """Where its mark is asked for; empty where it has none."""
    changes: again.Changes | None
    """What is new, of a client who comes back; None where it stands behind."""
    over_time: OverTime | None
    fit: Fit


@dataclass(frozen=True)
class Details:
    """Everything else."""

    notes: tuple[flags.Notes, ...]
    marks: tuple[Place, ...]
    written: tuple[Words, ...]
    """What was put right since signing, and what that did to the flags."""
    changes: again.Changes | None
    health: tuple[details.Block, ...]
    good_to_know: tuple[flags.Notes, ...]
    over_time: OverTime | None
    """The visits up to this one; None on a first visit, and where they stand on page 1."""
    beside: tuple[tuple[details.Block, ...], tuple[details.Block, ...]]
    """Two columns: the story beside the days, so that both are seen together."""
    agreements: tuple[consent.Row, ...]
    kept: tuple[Words, ...]
    """Agreements that hold from an earlier visit."""
    review: tuple[Words, ...]


@dataclass(frozen=True)
class Paper:
    """Both, with the foot, in one language."""

    language: str
    one: PageOne
    details: Details
    head: str
    """On the pages behind page 1."""
    foot: Foot
    session: Session | None = None
    """What was noted and written since: on the document of a finished visit alone."""


def paper_of(
    record: Record, fit: Fit = NATURAL, history: History = NO_HISTORY, issue: Issue = UNNUMBERED
) -> Paper:
    """The paper of a record, with page 1 set in one of the ways to fit it.

    ``history`` is of the same person up to this visit; without one nothing is said of it.
    ``issue`` says which paper of the record it is, and what was written since signing.
    """
    told = Told(record, history, issue)
    return paper_with(told, refitted(told, whole_page_one(told), fit))


def paper_with(told: Told, one: PageOne) -> Paper:
    """The paper that has this page 1."""
    return Paper(told.language, one, details_of(told, one), running_head(told), _foot(told))


def whole_page_one(told: Told) -> PageOne:
    """Page 1 with nothing left out."""
    fit = NATURAL
    return PageOne(
        header.header(told),
        flags.stop_box(told, fit),
        boundaries.boundaries(told),
        medicines.medicines(told),
        flags.caution_box(told, fit),
        today(told, short=False),
        body_map.figures(told.marks, told.language),
        _marks(told, fit.map_lines),
        touch.touch(told, short=False),
        feelings.feelings(told, short=False),
        consent.consent(told),
        drawn(told.record.signature),
        told.record.place,
        told.record.reached,
        LOOK + told.issue.mark.name if told.issue.mark else "",
        again.changes(told),
        _over_time(told),
        fit,
    )


def refitted(told: Told, whole: PageOne, fit: Fit) -> PageOne:
    """The whole page 1 cut to a fit: only what a fit can change is made anew."""
    short = fit.wishes_behind
    return replace(
        whole,
        stop=flags.stop_box(told, fit),
        caution=flags.caution_box(told, fit),
        marks=_marks(told, fit.map_lines),
        touch=touch.touch(told, short=True) if fit.touch_in_one_line else whole.touch,
        today=today(told, short=True) if short else whole.today,
        feelings=feelings.feelings(told, short=True) if short else whole.feelings,
        changes=whole.changes if fit.changes_first else None,
        over_time=whole.over_time if fit.history_first else None,
        fit=fit,
    )


def _over_time(told: Told) -> OverTime | None:
    return over_time(told.history, told.language, STRIP, NEWEST) if told.history else None


def _marks(told: Told, room: int) -> Marks:
    every = places(told)
    left = len(every) - room
    used = {place.mark for place in every}
    return Marks(
        every[:room],
        told.translate("+ %(n)d on page 2", n=left) if left > 0 else "",
        tuple((LETTER[mark], told.translate(words)) for mark, words in LEGEND if mark in used),
    )


def details_of(told: Told, one: PageOne) -> Details:
    """All that page 1 does not say."""
    return Details(
        flags.notes(told, one.stop, one.caution),
        places(told) if one.marks.more else (),
        written.in_full(told),
        None if one.fit.changes_first else again.changes(told),
        details.health(told),
        flags.good_to_know(told),
        None if one.fit.history_first else _over_time(told),
        details.beside(told, one.fit),
        consent.rows(told),
        consent.kept(told),
        _review(told),
    )


def _review(told: Told) -> tuple[Words, ...]:
    line = told.line("review_ok")
    return (plain(f"{line.prompt} {told.label('review_ok')}"),) if line and line.answer else ()


def _foot(told: Told) -> Foot:
    record = told.record
    parts = (
        told.translate("Record %(id)s", id=record.id),
        told.translate("catalogue %(version)s", version=record.catalogue_version),
        told.translate("signed answers %(fingerprint)s", fingerprint=_spaced(record.fingerprint)),
        *_stands(told),
        *_number(told),
    )
    limits = translate(TEXTS["pdf_footer"], told.language, "text.pdf_footer")
    return foot(told.language, f"{limits} {' · '.join(parts)}")


def _stands(told: Told) -> Iterator[str]:
    """That the paper does not say what was signed, and the fingerprint of what it does say."""
    if told.record.put_right:
        yield told.translate("holds corrections")
    elif told.withdrawn:
        yield told.translate("holds agreements taken back")
    if told.issue.stands and told.issue.stands != told.record.fingerprint:
        stands = _spaced(told.issue.stands)
        yield told.translate("what stands %(fingerprint)s", fingerprint=stands)


def _number(told: Told) -> Iterator[str]:
    issue = told.issue
    if issue.of_whole_visit:
        day, time = told.local_day(issue.at), told.clock(issue.at)
        yield told.translate("Whole visit, printed %(day)s %(time)s", day=day, time=time)
    elif issue.number:
        yield told.translate(
            "Paper %(n)d, printed %(day)s %(time)s",
            n=issue.number,
            day=told.local_day(issue.at),
            time=told.clock(issue.at),
        )


def _spaced(fingerprint: str) -> str:
    return " ".join(fingerprint[at : at + 4] for at in range(0, 16, 4))
