"""The formats of an export, each with whom it is for, and how it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..frozen import dataclass
from ..languages import N_
from .exported import Exported
from .how import How

PART = 500
"""Visits in one workbook: each cell of it is in memory until it is whole."""


@dataclass(frozen=True)
class Format:
    """One format of a file."""

    key: str
    suffix: str
    mimetype: str
    title: str
    about: str
    in_words: bool = True
    """Whether it reads how a visit was worded; else ids and answers are enough."""


PAPERS = "papers"
"""What is no table: the papers themselves."""

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: Mapping[str, Format] = {
    each.key: each
    for each in (
        Format(
            "xlsx",
            "xlsx",
            SHEET,
            N_("Spreadsheet (Excel)"),
            N_("For people: in words, with the data dictionary, corrections and agreements."),
        ),
        Format(
            "csv-people",
            "people.csv",
            "text/csv",
            N_("Spreadsheet in words (CSV)"),
            N_("For people: opens in any spreadsheet, in words, accents whole."),
        ),
        Format(
            "csv",
            "csv",
            "text/csv",
            N_("One row a visit, by ids (CSV)"),
            N_("For programs: ids that stay the same in every language and version."),
            in_words=False,
        ),
        Format(
            "csv-answers",
            "answers.csv",
            "text/csv",
            N_("One row an answer, by ids (CSV)"),
            N_("For programs that count answers: long and narrow."),
            in_words=False,
        ),
        Format(
            "jsonl",
            "jsonl",
            "application/jsonl",
            N_("Complete (JSON Lines)"),
            N_("For programs: answers exactly as given, with every correction."),
            in_words=False,
        ),
        Format(
            "fhir",
            "fhir.json",
            "application/fhir+json",
            N_("For health systems (FHIR R4)"),
            N_("One Bundle: the form, answers, agreements and signatures."),
        ),
        Format(
            "fhir-bulk",
            "fhir.zip",
            "application/zip",
            N_("For health systems, in bulk (FHIR R4)"),
            N_("NDJSON files by kind of resource, in a ZIP."),
        ),
        Format(
            PAPERS,
            "papers.zip",
            "application/zip",
            N_("Papers (ZIP)"),
            N_("Every paper as it was issued, sealed ones too, with a list of their hashes."),
            in_words=False,
        ),
    )
}

IN_PARTS = Format("xlsx", "zip", "application/zip", N_("Spreadsheets (Excel), in parts"), "")


def file_of(kind: str, count: int) -> Format:
    """How so many visits are sent: many workbooks come as one ZIP."""
    return IN_PARTS if kind == "xlsx" and count > PART else FORMATS[kind]


def written(file: Format, visits: Iterable[Exported], how: How) -> Iterator[bytes]:
    """The file in pieces."""
    if file.key == "jsonl":
        from .json_lines import json_rows

        return json_rows(visits)
    if file.key == "xlsx":
        from .workbook import workbook_of, workbooks_of

        return workbooks_of(visits, how, PART) if file is IN_PARTS else workbook_of(visits, how)
    if file.key in ("fhir", "fhir-bulk"):
        from .fhir.files import bulk, bundle

        return bundle(visits, how) if file.key == "fhir" else bulk(visits, how)
    return _as_csv(file, visits, how)


def _as_csv(file: Format, visits: Iterable[Exported], how: How) -> Iterator[bytes]:
    from .columns import columns, split
    from .groups import chosen
    from .tabular import csv_answers, csv_for_people, csv_rows

    match file.key:
        case "csv-people":
            return csv_for_people(visits, how.language, chosen(split(), how.groups))
        case "csv":
            return csv_rows(visits, chosen(columns(), how.groups))
        case "csv-answers":
            return csv_answers(visits, chosen(columns(), how.groups))
    raise TypeError(f"no way to write {file.key}")
