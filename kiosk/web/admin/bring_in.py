"""Bring in: a table of another program, looked through before anything of it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...exports.table_reading import Table, read_table
from ...frozen import dataclass
from ...intake.from_table import FIELDS, Person
from ...languages import N_, Order
from ...store import Refused, TooMuch
from ...store.engine import allowance
from ...store.records import imports
from ...store.records.imports import Import
from ...usecases import bring_in as usecase
from ...usecases.bring_in import SHOWN, Preview
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Choice, Link
from ..http.page_turns import draws
from ..http.printing import the_press
from ..http.redirects import see_other
from ..http.uploads import sent_file, takes_a_table
from ..http.viewer import Viewer, actor_id, current_viewer, or_not_found

routes = Blueprint("bring_in", __name__)

LATER = N_("We could not look at it just now. Try again in a moment.")
NO_NAMES = N_("Choose the column of the name.")

ORDERS: dict[str, tuple[Order, str]] = {
    "day": (("day", "month", "year"), N_("Day first: 31/12/1990")),
    "month": (("month", "day", "year"), N_("Month first: 12/31/1990")),
    "year": (("year", "month", "day"), N_("Year first: 1990-12-31")),
}
"""By a word, how a file writes its days."""


@dataclass(frozen=True, kw_only=True)
class FilePage(FormPage):
    """Where a file is chosen, and what was brought in before."""

    before: tuple[Link, ...]


@dataclass(frozen=True)
class Column:
    """One of our fields, and which column it is."""

    key: str
    text: str
    column: str
    """Empty where there is none."""


@dataclass(frozen=True)
class LeftOut:
    """A row that is not brought in."""

    row: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ImportPage(FormPage):
    """One table: what its columns are, whom it would bring, or what became of it."""

    id: str
    state: str
    told: str
    columns: tuple[Column, ...]
    headings: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    order: str
    people: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@routes.get("/admin/bring-in")
@access("admin")
def form() -> str:
    """Choose a file."""
    return _file_page({})


@routes.post("/admin/bring-in")
@access("admin")
@takes_a_table
@draws
def look_through() -> ResponseReturnValue:
    """Read a file, and show what would come of it. Nothing is brought in yet."""
    from ...exports.press import NoPaper

    clinic = current_viewer().clinic
    try:
        content = sent_file("file", ".csv", ".txt", ".tsv")
        if not content:
            raise Refused("file", usecase.TOO_LARGE if content is None else usecase.NO_TABLE)
        this = usecase.look_through(current.store(), clinic, content, _read, actor_id())
    except Refused as no:
        return _file_page({no.field: no.words}), 422
    except NoPaper:
        return _file_page({"file": LATER}), 503
    return see_other(url_for("bring_in.one", import_id=this))


@routes.get("/admin/bring-in/<import_id>")
@access("admin")
def one(import_id: str) -> str:
    """What its columns are, and the first people as they would come; later, what became of it."""
    return _import_page(import_id)


@routes.post("/admin/bring-in/<import_id>")
@access("admin")
def change(import_id: str) -> ResponseReturnValue:
    """Say which column is what, bring everybody in, or take them back."""
    go, here = request.form.get("go", ""), url_for("bring_in.one", import_id=import_id)
    with or_not_found():
        if go == "back":
            if _is_brought(import_id) and (asked := ask_again()):
                return asked
            with _as_far_as_it_goes():
                if usecase.take_back(current.store(), import_id, actor_id()):
                    return _import_page(import_id, {"back": usecase.SOME_STAY}), 409
                here = url_for("bring_in.form")
            return see_other(here)
        if "order" in request.form:
            columns, order = _columns(), _order()
            usecase.say_columns(current.store(), import_id, columns, order)
            if columns.keys().isdisjoint({"full_name", "first_name", "last_name"}):
                return _import_page(import_id, {"full_name": NO_NAMES}), 422
        if go == "bring":
            clinic = current_viewer().clinic
            with _as_far_as_it_goes():
                usecase.bring_in(current.store(), clinic, import_id, actor_id())
    return see_other(here)


@contextmanager
def _as_far_as_it_goes() -> Iterator[None]:
    """More people than one page may take stay for the next tap: the page says how many are in."""
    try:
        yield
    except TooMuch:
        allowance.end()


def _is_brought(import_id: str) -> bool:
    """Whether taking it back erases clients."""
    with current.store().reading() as tx:
        return imports.find(tx, import_id).state != "looked_at"


def _read(content: bytes) -> Table:
    return the_press().make(read_table, content)


def _columns() -> dict[str, int]:
    said = {key: request.form.get(key, "") for key in FIELDS}
    return {key: int(value) for key, value in said.items() if value.isdecimal() and len(value) < 4}


def _order() -> Order:
    return ORDERS.get(request.form.get("order", ""), ORDERS["day"])[0]


def _file_page(wrong: dict[str, str]) -> str:
    who = current_viewer()
    with current.store().reading() as tx:
        before = tuple(_before(each, who) for each in imports.everything(tx))
    page = FilePage(
        title=who.layout.translate("Bring clients in"),
        before=before,
        form_errors=form_errors(who.layout, wrong),
    )
    return show("admin/bring_in.html", who.layout, page=page)


def _before(kept: Import, who: Viewer) -> Link:
    day = day_in_words(who.layout, who.clinic.day(kept.made_at))
    name = who.names.get(kept.made_by, kept.made_by)
    words = f"{day} · {name} · {_state(kept, who.layout)}"
    return Link(url_for("bring_in.one", import_id=kept.id), words)


def _state(kept: Import, layout: Layout) -> str:
    if kept.state == "looked_at":
        return layout.translate("Nobody was brought in yet.")
    return layout.translate_count(
        "One client was brought in.", "%(count)d clients were brought in.", kept.done
    )


def _import_page(import_id: str, wrong: dict[str, str] | None = None) -> str:
    who = current_viewer()
    layout = who.layout
    with current.store().reading() as tx, or_not_found():
        found = usecase.preview(tx, who.clinic, import_id)
    page = ImportPage(
        title=layout.translate("Bring clients in"),
        id=import_id,
        state=found.kept.state,
        told=_told(found, layout),
        columns=tuple(
            Column(key, layout.translate(words), str(found.columns.get(key, "")))
            for key, words in FIELDS.items()
        ),
        headings=(Choice("", layout.translate("Not in this file")), *_headings(found)),
        orders=tuple(Choice(key, layout.translate(words)) for key, (_, words) in ORDERS.items()),
        order=found.order[0],
        people=tuple(_person(each, layout) for each in found.whole.people[:SHOWN]),
        left_out=tuple(_left_out(found, layout)),
        form_errors=form_errors(layout, wrong or {}),
    )
    return show("admin/bring_in_one.html", layout, page=page)


def _headings(found: Preview) -> Iterator[Choice]:
    for number, heading in enumerate(found.headings):
        yield Choice(str(number), heading or str(number + 1))


def _told(found: Preview, layout: Layout) -> str:
    if found.kept.state != "looked_at":
        return _state(found.kept, layout)
    return layout.translate_count(
        "One client would be brought in.",
        "%(count)d clients would be brought in.",
        len(found.whole.people),
    )


def _person(person: Person, layout: Layout) -> str:
    says = person.says
    born = says.get("birth_date")
    parts = [says["full_name"], says.get("preferred_name", "")]
    parts += [day_in_words(layout, born)] if born else []
    parts += [says.get("phone", ""), says.get("email", "")]
    if person.visits:
        parts.append(layout.translate("visits: %(count)d", {"count": len(person.visits)}))
    return " · ".join(filter(None, parts))


def _left_out(found: Preview, layout: Layout) -> Iterator[LeftOut]:
    kept = found.kept.content.get("left_out", ())
    told = [(each.row, each.why) for each in found.whole.refused]
    for row, why in [*told, *((each["row"], each["why"]) for each in kept)]:
        yield LeftOut(layout.translate("Row %(number)d", {"number": row}), layout.translate(why))
