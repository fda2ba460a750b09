"""One client over all visits: the chart, its table, and what returns. Recorded before it is sent.

Another therapist's visits are counted and not shown, as long as opening one of them asks for a
reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, abort, url_for

from ...exports.chart import SMALL, Chart, chart
from ...exports.over_time import OverTime, over_time
from ...frozen import dataclass
from ...intake.history import History
from ...languages import N_, with_colon, with_semicolons
from ...store import Missing, Transaction
from ...store.records.standing import Standing
from ...usecases.read_answers import Opened, visits_open_to
from ...usecases.read_reflection import felt_afterwards
from ...usecases.tell_history import history_from
from ..http import current
from ..http.access import access
from ..http.layout import Layout, day_in_words, show, staff_layout
from ..http.page_parts import Link
from ..http.viewer import me, names

routes = Blueprint("client_history", __name__)

NEWEST = 8
"""Of the days an area was marked, so many are named: a table holds no more on a narrow screen."""


@dataclass(frozen=True)
class PersonPage:
    """What is shown of somebody's visits."""

    title: str
    shown: OverTime
    small: Chart | None
    """The same chart for a narrow screen, of the newest visits."""
    visits: tuple[Link, ...]
    """Each with its day and therapist, the newest first."""
    others: str
    """How many are another therapist's; empty where there are none."""
    torn: str
    """The days of those that cannot be read; empty where there are none."""


@routes.get("/staff/clients/<client_id>")
@access("therapist")
def over_the_visits(client_id: str) -> str:
    """How it went from visit to visit, of the visits that whoever asks may open."""
    with current.store().writing() as tx:
        opened = _opened(tx, client_id)
        open_, who = opened.visits, names(tx)
        felt = felt_afterwards(tx, me(), [visit.id for visit in open_])
        history = history_from(tx, open_, felt)
    layout = staff_layout()
    page = PersonPage(
        title=_name(open_) or layout.translate("Earlier visits"),
        shown=over_time(history, layout.language, newest=NEWEST),
        small=_small(history, layout),
        visits=tuple(_visit(visit, who, layout) for visit in reversed(open_)),
        others=_others(opened.others, layout),
        torn=_torn(opened.torn, layout),
    )
    return show("therapist/client_history.html", layout, page=page)


def _visit(visit: Standing, who: Mapping[str, str], layout: Layout) -> Link:
    therapist = who.get(visit.signed.therapist_id, "") or layout.translate("not assigned")
    day = day_in_words(layout, visit.visit_day)
    return Link(url_for("record.intake", intake_id=visit.id), f"{day} · {therapist}")


def _opened(tx: Transaction, client_id: str) -> Opened:
    try:
        opened = visits_open_to(tx, me(), client_id)
    except Missing:
        abort(404)
    return opened if opened.count else abort(404)


def _name(visits: Sequence[Standing]) -> str:
    names_said = (str(each.says.get("full_name") or "") for each in reversed(visits))
    return next((name for name in names_said if name), "")


def _small(history: History, layout: Layout) -> Chart | None:
    return chart(history, layout.language, SMALL)


def _others(count: int, layout: Layout) -> str:
    words = N_("Visits of another therapist, not shown here: %(count)d")
    return layout.translate(words, {"count": count}) if count else ""


def _torn(days: Sequence[str], layout: Layout) -> str:
    if not days:
        return ""
    said = with_semicolons((day_in_words(layout, day) for day in days), layout.language)
    return with_colon(layout.translate("Cannot be read"), said, layout.language)
