"""What an export may be narrowed to, what is shown before, and what its columns mean."""

from __future__ import annotations

import csv
import io
import json
import tempfile

import pytest

from kiosk.exports.formats import FORMATS
from kiosk.store.records import entries, reflections
from kiosk.store.sites import FIRST
from kiosk.usecases.correct_record import correct_record
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.walks.sites import two_sites
from tests.web.visits import posts, signs

pytestmark = pytest.mark.long

MARCH = {"from": "2026-03-01", "to": "2026-03-31", "format": "jsonl", "reason": "yearly"}


@pytest.fixture
def ana(clinic: Clinic) -> str:
    return signs(clinic, "Ana Ruiz", private_word="yes")


@pytest.fixture
def hal(clinic: Clinic) -> str:
    return signs(clinic, "Hal Brook", today_signs=["fever"])


@pytest.fixture
def ada(clinic: Clinic, ana: str, hal: str) -> Staff:
    return Staff(clinic).signs_in("Ada Books").confirms()


def taken(who: Staff, **said: object) -> list[dict[str, object]]:
    """The lines of an export that says this besides."""
    who.opens("/admin/export")
    response = posts(who, "/admin/export", **{**MARCH, **said}, go="download")
    return [json.loads(line) for line in response.text.splitlines()]


def names(lines: list[dict[str, object]]) -> list[str]:
    return [line["answers"]["full_name"] for line in lines]


def test_visits_are_narrowed_by_flag_state_language_and_therapist(ada: Staff):
    assert names(taken(ada)) == ["Ana Ruiz", "Hal Brook"]
    assert names(taken(ada, flag="r_fever")) == ["Hal Brook"]
    assert names(taken(ada, state="waiting")) == ["Ana Ruiz", "Hal Brook"]
    assert names(taken(ada, state="done")) == []
    assert names(taken(ada, spoken="es")) == []
    assert names(taken(ada, therapist="nobody")) == []


def test_visits_are_narrowed_by_site_where_there_are_several(ada: Staff, clinic: Clinic):
    assert ada.opens("/admin/export").tree.xpath("//*[@name='site']") == []
    both = two_sites(clinic)
    tablet = both.tablet()
    tablet.is_at("sign", full_name="Io Quay")
    tablet.signs("Io Quay")
    assert names(taken(ada, site=both.harbour)) == ["Io Quay"]
    assert names(taken(ada, site=FIRST)) == ["Ana Ruiz", "Hal Brook"]
    assert len(taken(ada)) == 3
    page = ada.opens("/admin/export")
    offered = page.tree.xpath("//select[@name='site']/option/text()")
    assert [words.strip() for words in offered] == ["Any", "Old Town", "Harbour"]


def test_only_what_is_new_or_changed_since_a_day(ada: Staff, clinic: Clinic, ana: str):
    clinic.clock.goes_on(days=5)
    ada.signs_in("Ada Books").confirms()
    assert names(taken(ada, since="2026-03-12")) == []
    with clinic.store.writing() as tx:
        correct_record(tx, ana, "full_name", "Ana Ruiz Gil", "misspelt", "mei")
    assert names(taken(ada, since="2026-03-12")) == ["Ana Ruiz Gil"]
    page = Page(posts(ada, "/admin/export", **MARCH, since="soon", go="count"))
    assert page.error_at("since") == "Error: Write a day, like 2026-03-10."


def test_ten_rows_are_looked_at_in_words_and_noted(ada: Staff, clinic: Clinic):
    ada.opens("/admin/export")
    page = Page(posts(ada, "/admin/export", **MARCH, go="look"))
    assert "Ana Ruiz" in page.words
    assert "2 visits were signed in these days." in page.words
    assert [row.subject for row in clinic.audit("export")] == ["2026-03-01/2026-03-31/look"]
    assert "The first ten rows, looked at" in ada.opens("/admin/export").words


def test_looking_asks_for_the_password_once_and_the_file_does_not_again(clinic: Clinic, ana: str):
    ada = Staff(clinic).signs_in("Ada Books")
    ada.opens("/admin/export")
    page = Page(posts(ada, "/admin/export", **MARCH, column=["draping"], go="look"))
    assert page.heading == "Your password once more"
    assert page.form["column"] == ["draping"], "nothing that was chosen is lost on the way"
    ada.confirms()
    assert names(taken(ada)) == ["Ana Ruiz"]


def test_columns_are_chosen_and_kept_for_next_time(ada: Staff):
    ada.opens("/admin/export")
    chosen = {**MARCH, "format": "csv", "column": ["about_you", "draping"]}
    posts(ada, "/admin/export", **chosen, go="count")
    form = ada.opens("/admin/export").form
    assert form["column"] == ["about_you", "draping"]
    text = posts(ada, "/admin/export", **chosen, go="download").text
    columns = next(csv.reader(io.StringIO(text)))
    assert columns[0] == "id"
    assert "full_name" in columns
    assert "pressure" not in columns


def test_what_is_private_to_a_therapist_is_for_who_may_and_asks(
    ada: Staff, clinic: Clinic, ana: str
):
    """Ada runs the clinic; Mei runs it too, and is a therapist."""
    with clinic.store.writing() as tx:
        entries.keep(tx, ana, "session_note", {"note_text": "softened"}, "mei")
        reflections.keep(tx, ana, {"reflect_share": "manager", "listened": "yes"}, "tablet")
    (line, _) = taken(ada)
    assert line["withheld"] == ["private_word"]
    assert "private_word" not in line["answers"]
    assert "note" not in line
    assert line["reflection"]["answers"]["listened"] == "yes", "the manager is who may read it"
    refused = posts(ada, "/admin/export", **MARCH, private="yes", go="download")
    assert refused.status_code == 422
    assert not ada.opens("/admin/export").tree.xpath("//*[@name='private']")
    mei = Staff(clinic).signs_in("Mei Tanaka").confirms()
    assert "note" not in taken(mei)[0], "nobody asked"
    (line, _) = taken(mei, private="yes")
    assert line["answers"]["private_word"] == "yes"
    assert "withheld" not in line
    assert line["note"]["answers"]["note_text"] == "softened"


def test_each_column_is_told_on_a_page_and_as_a_file(ada: Staff):
    page = ada.opens("/admin/export/dictionary")
    assert "pain_now.missing" in page.words
    assert "p2_light = Light" in page.words
    text = ada.gets("/admin/export/dictionary.csv").text
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert {"goals", "goals.pain", "pain_now.missing"} <= {row["Column"] for row in rows}
    assert ada.gets("/admin/export/dictionary.xlsx").data.startswith(b"PK")


def test_cancelling_leaves_nothing_behind(
    ada: Staff, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    ada.opens("/admin/export")
    for made in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, made, _on_disk)
    for kind in FORMATS:
        said = {**MARCH, "format": kind}
        response = posts(ada, "/admin/export", reads=False, **said, go="download")
        assert next(response.iter_encoded()), kind
        response.close()
    assert names(taken(ada)) == ["Ana Ruiz", "Hal Brook"], "the turn was given back"
    assert clinic.is_whole()


def _on_disk(*_: object, **__: object) -> None:
    raise AssertionError("an export is never on a disk")
