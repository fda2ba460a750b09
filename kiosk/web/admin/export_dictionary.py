"""The data dictionary: what each column of an export means, as a page and as files."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from flask import Blueprint, Response

from ...exports.dictionary import Entry
from ...exports.formats import SHEET
from ...frozen import dataclass
from ...usecases.read_dictionary import dictionary_file, read_dictionary
from ..http import current
from ..http.access import access
from ..http.layout import Layout, show, staff_layout

routes = Blueprint("export_dictionary", __name__)

KINDS = {"csv": "text/csv", "xlsx": SHEET}


@dataclass(frozen=True)
class Group:
    """The columns of one group, whole; those of single choices are told by their question."""

    title: str
    columns: tuple[Entry, ...]


@dataclass(frozen=True)
class DictionaryPage:
    """Every group of columns."""

    title: str
    groups: tuple[Group, ...]


@routes.get("/admin/export/dictionary")
@access("admin")
def read() -> str:
    """Every column: what it means, its choices, and since when it is there."""
    layout = staff_layout()
    entries = read_dictionary(current.store(), layout.language, whole=True)
    page = DictionaryPage(layout.translate("What each column means"), _grouped(layout, entries))
    return show("admin/export_dictionary.html", layout, page=page)


@routes.get("/admin/export/dictionary.csv")
@access("admin")
def table() -> Response:
    """The same with a line for each single choice, to lie beside the data."""
    return _file("csv")


@routes.get("/admin/export/dictionary.xlsx")
@access("admin")
def spreadsheet() -> Response:
    """The same as a spreadsheet."""
    return _file("xlsx")


def _file(kind: str) -> Response:
    content = dictionary_file(current.store(), staff_layout().language, kind)
    response = Response(content, mimetype=KINDS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="dictionary.{kind}"'
    return response


def _grouped(layout: Layout, entries: Iterable[Entry]) -> tuple[Group, ...]:
    retired = layout.translate("Retired")
    found = groupby(entries, key=lambda entry: entry.group)
    return tuple(Group(title or retired, tuple(some)) for title, some in found)
