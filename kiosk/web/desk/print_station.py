"""A print station: one page that stays open at the desk, and prints each new paper by itself.

It shows no name and no answer. Without a script somebody taps for the next paper.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, make_response, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...store import Transaction
from ...store.access import tablets
from ...store.access.tablets import Tablet
from ...store.records import print_jobs
from ...usecases.print_out import next_paper, paper_for, tell_outcome
from ..http import current
from ..http.access import access
from ..http.headers import SHOWN_IN_PAGES, SHOWS_PAPERS, loosen
from ..http.layout import show, staff_layout
from ..http.redirects import see_other
from ..http.viewer import or_not_found

routes = Blueprint("print_station", __name__)


@dataclass(frozen=True)
class StationPage:
    """How many papers wait, and what to do with the one that is here."""

    title: str
    name: str
    waits: bool
    """Whether there is a paper to print."""
    waiting: str
    failed: str
    untold_url: str = ""
    """A paper that was taken, and of which nobody said how it went."""
    paper_url: str = ""
    """The paper to print now; empty where none was taken just now."""
    printed_url: str = ""
    failed_url: str = ""


@routes.get("/station")
@access("station")
def station() -> ResponseReturnValue:
    """The page that stays open."""
    here = _here()
    with current.store().reading() as tx:
        untold = print_jobs.claimed(tx, here.id)
        page, lately = _page(tx, here), tablets.seen_lately(tx, here)
    if untold:
        page = replace(page, untold_url=url_for(".paper_here", intake_id=untold[0].record_id))
    if not lately:
        with current.store().writing() as tx:
            tablets.seen(tx, here)
    return _shown(page)


@routes.post("/station/next")
@access("station")
def take_next() -> ResponseReturnValue:
    """Claim the next paper, and go to it; back to the page where none waits."""
    job = next_paper(current.store(), _here())
    if job is None:
        return see_other(url_for(".station"))
    return see_other(url_for(".paper_here", intake_id=job.record_id))


@routes.get("/station/<intake_id>")
@access("station")
def paper_here(intake_id: str) -> ResponseReturnValue:
    """The paper that this station has claimed, and the two ways it can go."""
    here = _here()
    with current.store().reading() as tx:
        mine = {job.record_id for job in print_jobs.claimed(tx, here.id)}
        page = _page(tx, here)
    if intake_id not in mine:
        return see_other(url_for(".station"))
    return _shown(
        replace(
            page,
            paper_url=url_for(".paper", intake_id=intake_id),
            printed_url=url_for(".tell", intake_id=intake_id, outcome="printed"),
            failed_url=url_for(".tell", intake_id=intake_id, outcome="failed"),
        )
    )


@routes.get("/station/<intake_id>/paper.pdf")
@access("station")
def paper(intake_id: str) -> ResponseReturnValue:
    """Its bytes, while this station has claimed it."""
    with or_not_found():
        pdf = paper_for(current.store(), _here().id, intake_id)
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="paper.pdf"'
    return loosen(response, SHOWN_IN_PAGES)


@routes.post("/station/<intake_id>/<outcome>")
@access("station")
def tell(intake_id: str, outcome: str) -> ResponseReturnValue:
    """How it went. Told twice it changes nothing."""
    if outcome not in ("printed", "failed"):
        abort(404)
    tell_outcome(current.store(), _here().id, intake_id, came_out=outcome == "printed")
    return see_other(url_for(".station"))


def _here() -> Tablet:
    device = current.station()
    if device is None:
        abort(404)
    return device


def _page(tx: Transaction, here: Tablet) -> StationPage:
    layout = staff_layout()
    waiting, failed = (
        print_jobs.how_many(tx, state, here.site_id) for state in ("waiting", "failed")
    )
    return StationPage(
        title=layout.translate("Print station"),
        name=str(here.name),
        waits=print_jobs.is_due(tx, here.site_id),
        waiting=layout.translate("Waiting: %(count)d", {"count": waiting}),
        failed=layout.translate("Not printed: %(count)d", {"count": failed}) if failed else "",
    )


def _shown(page: StationPage) -> Response:
    layout = staff_layout()
    return loosen(make_response(show("desk/print_station.html", layout, page=page)), SHOWS_PAPERS)
