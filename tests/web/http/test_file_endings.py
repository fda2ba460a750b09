"""What the name of a file says, held against its first bytes."""

from __future__ import annotations

import pytest

from kiosk.web.http.file_endings import begins_as

ENDINGS = (".pdf", ".png", ".svg", ".ics", ".csv", ".txt", ".tsv")
TABLE = b"Name,Born\nAna,1990\n"
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
PNG = b"\x89PNG\r\n\x1a\n"
MARK = b"\xef\xbb\xbf"
FIT = {
    ".pdf": (b"%PDF-1.7", b"\n\n%PDF-1.4"),
    ".png": (PNG,),
    ".svg": (b"<svg/>", MARK + b"\n<?xml version='1.0'?><svg/>"),
    ".ics": (CALENDAR, MARK + CALENDAR, CALENDAR.lower()),
    ".csv": (TABLE, MARK + TABLE, TABLE.decode().encode("utf-16")),
}


@pytest.mark.parametrize("ending", [*FIT, ".txt", ".TSV"])
def test_a_file_is_taken_under_its_own_ending_and_no_other(ending: str):
    own = FIT.get(ending, FIT[".csv"])
    others = [each for name, these in FIT.items() if these is not own for each in these]
    assert all(begins_as(f"my file{ending}", each, ENDINGS) for each in own)
    taken = [each for each in others if begins_as(f"my file{ending}", each, ENDINGS)]
    # A picture in SVG, and nothing else here, is a text as a table is.
    assert [each for each in taken if b"<" not in each] == []


@pytest.mark.parametrize("name", ["", "paper", ".pdf", "paper.exe", "paper.pdf.exe", "paper.pdf."])
def test_a_name_without_an_ending_that_is_asked_for_is_refused(name: str):
    assert not begins_as(name, b"%PDF-1.7", (".pdf",))


def test_a_table_is_text():
    assert not begins_as("a.csv", b"PK\x03\x04 a workbook", ENDINGS)
    assert not begins_as("a.csv", b"Name\0Born", ENDINGS)
    assert not begins_as("a.png", PNG, (".csv",)), "whatever it is, this page does not take it"
