"""A language that no native reader has read: off until an admin says so, and told in records."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape

import pytest

from kiosk.clinic import about
from kiosk.exports.blank_form import Form, blank_html
from kiosk.exports.client_copy import copy_html
from kiosk.exports.exported import Exported
from kiosk.exports.json_lines import json_rows
from kiosk.exports.paper.html import paper_html
from kiosk.exports.values import values
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.record import Record
from kiosk.intake.record_json import as_json, from_json
from kiosk.languages import LANGUAGES, folders
from kiosk.store import clinics
from kiosk.usecases.change_setting import change_setting
from tests.builders.records import the_record, ticks_everything
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet
from tests.web.visits import posts

AT = "/admin/clinic/setting/languages"
TOLD = "No native reader had yet read the kiosk's words in Español."


@pytest.fixture(autouse=True)
def spanish_is_unreviewed(monkeypatch: pytest.MonkeyPatch):
    """Spanish as a language is before somebody has read it."""
    reviewed = {code: name for code, name in LANGUAGES.items() if code == "en"}
    for module in (about, clinics):
        monkeypatch.setattr(module, "REVIEWED", reviewed)
    known = {code: replace(each, reviewed=code == "en") for code, each in folders.folders().items()}
    monkeypatch.setattr(folders, "folders", lambda: known)


def in_spanish() -> Record:
    return the_record(ticks_everything(language="es"), "en")


def exported(record: Record) -> Exported:
    return Exported(as_json(record))


def test_it_is_offered_only_once_an_admin_turns_it_on(clinic: Clinic, tablet: Tablet):
    assert "Español" not in tablet.opens("/").words
    assert tablet.opens("/?language=es").language == "en"
    change_setting(clinic.store, "languages", "en,es", "ada")
    assert "Español" in tablet.opens("/").words
    assert tablet.opens("/?language=es").language == "es"


def test_an_intake_does_not_begin_or_go_on_in_one_that_is_off(tablet: Tablet):
    assert tablet.starts(language="es").language == "en"
    tablet.is_at("life")
    assert tablet.sends({"go": "language:es", **tablet.page.form}).status_code == 400
    assert tablet.opens().language == "en"


def test_whoever_turns_it_on_is_told_what_it_lacks(clinic: Clinic):
    ada = Staff(clinic).signs_in("Ada Books")
    page = ada.opens(AT)
    (words,) = page.tree.xpath("//label[.//input[@value='es']]//small")
    assert words.text_content() == about.UNREVIEWED
    assert page.tree.xpath("//label[.//input[@value='en']]//small") == []
    posts(ada, AT, languages=["en", "es"], go="keep")
    assert "English, Español" in ada.opens("/admin/clinic/about").words


def test_staff_pages_may_be_in_it_once_it_is_on(clinic: Clinic):
    with pytest.raises(clinics.Refused, match="Offer this language"):
        change_setting(clinic.store, "language", "es", "ada")
    change_setting(clinic.store, "languages", "en,es", "ada")
    change_setting(clinic.store, "language", "es", "ada")
    assert Staff(clinic).signs_in("Ada Books").opens("/staff/").language == "es"


def test_a_record_in_it_says_so_wherever_it_is_read():
    record = in_spanish()
    assert from_json(json.loads(json.dumps(as_json(record)))).unreviewed
    assert TOLD in unescape(paper_html(record))
    assert "quiosco en Español" in copy_html(record)
    assert "quiosco en Español" in blank_html(Form("es", "Quiet Hands", ClinicFacts("en")))
    assert values(exported(record))["unreviewed"] == 1
    assert json.loads(next(iter(json_rows([exported(record)]))))["unreviewed"] is True


def test_a_record_in_a_reviewed_one_says_nothing():
    record = the_record(ticks_everything(language="en"), "en")
    assert "unreviewed" not in as_json(record)
    assert "native reader" not in paper_html(record) + copy_html(record)
    assert values(exported(record))["unreviewed"] == 0
    assert "unreviewed" not in json.loads(next(iter(json_rows([exported(record)]))))
