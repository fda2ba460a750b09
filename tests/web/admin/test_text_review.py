"""The review sheet: a clinician signs for rules, agreements and texts as they are today."""

from __future__ import annotations

import pytest

from kiosk.catalogue.flags import RULES
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import posts

SHEET = "/admin/review"
NOBODY = "Not yet reviewed by a clinician"
SIGNED = {"name": "Dr. Ines Vega, physiotherapist", "sure": "yes"}


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


def signs_for(ada: Staff, **said: str) -> Page:
    page = ada.opens(SHEET)
    (version,) = page.tree.xpath("//input[@name='version']/@value")
    response = posts(ada, SHEET, **{"version": version, **said})
    return ada.opens(response.location) if response.location else Page(response)


def test_the_sheet_has_every_rule_and_says_which_came_from_memory(ada: Staff):
    page = ada.opens(SHEET)
    rows = page.tree.xpath("//li[@class='rule']")
    assert len(rows) == len(RULES)
    memory = [row for row in rows if "From memory" in row.text_content()]
    assert len(memory) == sum("FM" in rule.sources for rule in RULES) > 0
    assert "You can stop at any time" in page.words
    assert "Puedo decir" in page.words, "in every language"
    assert NOBODY in page.words
    assert NOBODY in ada.opens("/admin/clinic").words


def test_a_named_clinician_signs_for_this_very_version(clinic: Clinic, ada: Staff):
    page = signs_for(ada, **SIGNED)
    said = "Reviewed by Dr. Ines Vega, physiotherapist on 10 March 2026"
    assert said in page.words
    assert said in ada.opens("/admin/clinic").words
    signs_for(ada, **SIGNED)
    assert len(clinic.audit("review")) == 1


def test_a_changed_text_makes_the_review_old_and_says_so(ada: Staff):
    signs_for(ada, **SIGNED)
    ada.opens("/admin/agreements/new")
    own = {"title-en": "No recording", "text-en": "Nobody records in the room unless I say yes."}
    posts(ada, "/admin/agreements/new", go="publish", required="no", **own)
    assert "The texts have changed since: it is to be read again." in ada.opens(SHEET).words
    old = signs_for(ada, **SIGNED, version="000000000000")
    assert old.summary == [
        ("#sure", "The texts have changed meanwhile. Read what is new, and sign again.")
    ]


def test_what_is_missing_is_said_beside_its_field(clinic: Clinic, ada: Staff):
    assert signs_for(ada, sure="yes").summary[0][0] == "#name"
    page = signs_for(ada, name="Dr. Ines Vega")
    assert page.summary == [("#sure", "Tick this once all of it is read.")]
    assert page.form["name"] == ["Dr. Ines Vega"]
    assert not clinic.audit("review")
