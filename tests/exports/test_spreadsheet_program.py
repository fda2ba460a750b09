"""What LibreOffice makes of our tables: text everywhere, no formula, accents whole."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.exports.exported import exported
from kiosk.exports.how import How
from kiosk.exports.tabular import csv_for_people, csv_rows
from kiosk.exports.workbook import workbook_of
from tests.builders.records import a_record

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine"),
]

HOSTILE = (
    *("=1+1", '=HYPERLINK("http://x.example","y")', "+34 600 111 222", "-5", "@sum(a1)", "007"),
    *("1e5", "\t=2+2", "＝1+1", "'=1", "{=A1}", "|cmd", "TRUE", "1,5", "Ñandú piñata — café"),
)
ACCENTS = HOSTILE[-1]
COMMA, QUOTE, UTF_8, FROM_LINE, QUOTED_IS_TEXT = "44", "34", "76", "1", "true"
AS_CSV = f"--infilter=CSV:{COMMA},{QUOTE},{UTF_8},{FROM_LINE},,0,{QUOTED_IS_TEXT}"
"""What its dialogue offers for a file with a mark, and a tick at "quoted field as text"."""

VISITS = [exported(a_record(respect_note=typed, good_visit=typed)) for typed in HOSTILE]
CELL = re.compile(r"<table:table-cell([^>]*)>\s*<text:p>([^<]*)</text:p>")


def opened(file: Path, *how: str) -> str:
    """The sheets as LibreOffice has them, in its own flat form."""
    there = ["--headless", f"-env:UserInstallation=file://{file.parent}/profile", *how]
    words = ["soffice", *there, "--convert-to", "fods", "--outdir", str(file.parent), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=300)
    return file.with_suffix(".fods").read_text("utf-8")


def kinds(sheets: str) -> Counter[str]:
    return Counter(re.findall(r'office:value-type="(\w+)"', sheets))


@pytest.mark.parametrize("for_people", [True, False])
def test_a_table_of_hostile_answers_is_text_alone(tmp_path: Path, for_people: bool):
    rows = csv_for_people(VISITS, "es") if for_people else csv_rows(VISITS)
    (tmp_path / "table.csv").write_bytes(b"".join(rows))
    sheets = opened(tmp_path / "table.csv", AS_CSV)
    assert "table:formula" not in sheets
    assert set(kinds(sheets)) == {"string"}
    assert ACCENTS in sheets


def test_a_spreadsheet_of_hostile_answers_has_no_formula_and_their_text_is_text(tmp_path: Path):
    how = How("es", (), datetime(2026, 3, 11))  # noqa: DTZ001 - as the clinic's clock shows it
    (tmp_path / "table.xlsx").write_bytes(b"".join(workbook_of(VISITS, how)))
    sheets = opened(tmp_path / "table.xlsx")
    assert "table:formula" not in sheets
    assert ACCENTS in sheets
    found = {text: attributes for attributes, text in CELL.findall(sheets)}
    for typed in ("+34 600 111 222", "-5", "007", "1e5", "TRUE", "1,5"):
        assert 'office:value-type="string"' in found[typed], typed
