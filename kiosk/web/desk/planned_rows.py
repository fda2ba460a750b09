"""What the desk planned, as it stands on Today: who is still to come, and who came as whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial

from flask import url_for

from ...frozen import dataclass
from ...intake.draft import Draft
from ...languages import N_, format_birthday, format_time
from ...store.engine.torn import each, or_torn
from ...store.intakes.assisted import may_go_on
from ...store.intakes.drafts import Intake
from ...store.intakes.planned_visits import BY_ITSELF, Visit
from ..client.said_back import born_in_words
from ..http import current
from ..http.layout import Layout
from ..http.page_parts import Link, Tag
from ..http.short_sign import sign_of
from ..http.viewer import Viewer
from .told_apart import told_by
from .visit_rows import VisitRow, torn


def hour(visit: Visit, layout: Layout) -> str:
    """When it is planned, as a clock shows it."""
    moment = datetime.combine(date(2000, 1, 1), time.fromisoformat(visit.time), UTC)
    return format_time(moment, "UTC", layout.language)


def short_name(visit: Visit) -> str:
    """First name and initial, as the desk wrote the name down."""
    return Draft(answers=visit.answers).short_name


def in_short(visit: Visit, viewer: Viewer) -> str:
    """When, who and with whom, on one line."""
    return f"{hour(visit, viewer.layout)} {short_name(visit)} · {_therapist(visit, viewer)}"


def in_short_apart(
    plan: Sequence[Visit], viewer: Viewer, *, birthdays: bool = False
) -> tuple[str, ...]:
    """Each on one line, and those that would read alike with what tells them apart.

    ``birthdays``, without the year, stand only where the page opens who somebody is.
    """
    lines = [or_torn(visit, partial(_line, viewer), lambda _: "") for visit in plan]
    born = [(_birthday(visit, viewer),) if birthdays else () for visit in plan]
    details = [(*day, sign_of(visit.id)) for day, visit in zip(born, plan, strict=True)]
    told = told_by(lines, details)
    return tuple(" · ".join(filter(None, pair)) for pair in zip(lines, told, strict=True))


def _line(viewer: Viewer, visit: Visit) -> str:
    return in_short(visit, viewer)


def _birthday(visit: Visit, viewer: Viewer) -> str:
    born = visit.answers.get("birth_date")
    return format_birthday(born, viewer.layout.language) if born else ""


@dataclass(frozen=True)
class Code:
    """An arrival code just made, and the visit said back: a slip in a time or a date shows."""

    code: str
    whose: str = ""
    said: str = ""


NO_CODE = Code("")


def code_of(visit: Visit, code: str, viewer: Viewer) -> Code:
    """The code of a visit, with its hour and the birth date in words."""
    with current.store().reading() as tx:
        today = viewer.clinic.day(tx.now)
    born = born_in_words(visit.answers, today, viewer.layout)
    said = " · ".join(filter(None, (hour(visit, viewer.layout), born)))
    return Code(code, short_name(visit), said)


def to_come(
    plan: Iterable[Visit], viewer: Viewer, whose: str, due: Mapping[str, Tag]
) -> tuple[VisitRow, ...]:
    """The visits whose clients have not started; of "mine", also those that are nobody's yet.

    ``due``: by visit, how many agreements wait for its client.
    """
    mine = ("", viewer.id)
    coming = (
        visit
        for visit in plan
        if visit.state in ("planned", "torn") and (whose != "mine" or visit.therapist_id in mine)
    )
    return tuple(each(coming, partial(_to_come, viewer, due), partial(torn, viewer)))


def linked(row: VisitRow, visit: Visit | None, viewer: Viewer) -> VisitRow:
    """The row; where no member of staff said who comes, it tells so, and how to take it back."""
    if visit is None or visit.known_by != BY_ITSELF:
        return row
    words = N_("Linked to earlier visits by itself: same name, birth date, phone")
    undo = Link(
        url_for("identify_client.not_them", visit_id=visit.id),
        viewer.layout.translate("Not the same person"),
    )
    may = viewer.layout.roles & {"desk", "therapist"}
    tags = (Tag(viewer.layout.translate(words)), *row.tags)
    return replace(row, tags=tags, undo=undo if may else None)


def _to_come(viewer: Viewer, due: Mapping[str, Tag], visit: Visit) -> VisitRow:
    row = VisitRow(
        time=hour(visit, viewer.layout),
        name=short_name(visit),
        state=viewer.layout.translate("Not here yet"),
        intake_id=visit.id,
        tags=(due[visit.id],) if visit.id in due else (),
        therapist=_therapist(visit, viewer),
        together=Link(
            url_for("assisted_intake.begin_planned", visit_id=visit.id),
            viewer.layout.translate("Fill in together"),
        ),
    )
    return linked(row, visit, viewer)


def under_way(row: VisitRow, here: Intake, visit: Visit | None, viewer: Viewer) -> VisitRow:
    """The row of an unsigned intake, with the hour and the therapist of the visit it is."""
    if here.state == "torn":
        return row
    go_on = Link(
        url_for("assisted_intake.go_on", intake_id=here.id),
        viewer.layout.translate("Go on together"),
    )
    row = replace(
        row,
        time=hour(visit, viewer.layout) if visit else row.time,
        therapist=_therapist(visit, viewer) if visit else "",
        tags=(*_helped(here, viewer), *_matched(visit, viewer), *row.tags),
        together=go_on if may_go_on(viewer.id, viewer.layout.roles, here) else None,
        desk=Link(
            url_for("unsigned_intake.one", intake_id=here.id),
            viewer.layout.translate("Match or erase"),
        )
        if _at_desk(viewer)
        else None,
    )
    return linked(row, visit, viewer)


def signed_walk_up(row: VisitRow, viewer: Viewer) -> VisitRow:
    """The row of a signed intake that may still be one of the visits to come."""
    if not _at_desk(viewer):
        return row
    match = Link(
        url_for("unsigned_intake.one", intake_id=row.intake_id),
        viewer.layout.translate("Match"),
    )
    return replace(row, tags=(*_matched(None, viewer), *row.tags), desk=match)


def _at_desk(viewer: Viewer) -> bool:
    return "desk" in viewer.layout.roles


def _matched(visit: Visit | None, viewer: Viewer) -> tuple[Tag, ...]:
    if visit or not _at_desk(viewer):
        return ()
    return (Tag(viewer.layout.translate("Not yet matched")),)


def _helped(here: Intake, viewer: Viewer) -> tuple[Tag, ...]:
    who = viewer.names.get(here.tablet_id, "")
    return (Tag(viewer.layout.translate("Together with %(name)s", {"name": who})),) if who else ()


def _therapist(visit: Visit, viewer: Viewer) -> str:
    return viewer.names.get(visit.therapist_id, "") or viewer.layout.translate("not assigned")
