"""The review sheet: a clinician signs for rules, agreements and texts as they are today."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.flags import RULES
from kiosk.catalogue.home_care import HANDOUT, IDEAS
from kiosk.catalogue.words import SAFETY_TEXTS, TEXTS
from kiosk.intake.safety_words import SAFETY_WORDS, SPEAK_FIRST, TELL_NOW
from kiosk.store import audit
from kiosk.usecases.change_setting import change_setting
from tests.house.tree import files, text
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import broken_press, posts

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
    rows = page.tree.xpath("//*[@id='rules']//li")
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


def test_a_rule_stands_there_as_the_clinic_has_set_it_with_the_reason(ada: Staff):
    ada.opens(SHEET)
    posts(ada, "/admin/clinic/rules/r_night", severity="info", reason="Agreed with Ines Vega")
    posts(ada, "/admin/clinic/rules/r_bone", severity="stop_and_ask")
    rows = [" ".join(row.text_content().split()) for row in rules(ada.opens(SHEET))]
    [night] = [row for row in rows if row.startswith("Pain wakes them most nights")]
    assert "Set here Comes as: Caution. Agreed with Ines Vega From memory · Good to know" in night
    [bone] = [row for row in rows if row.startswith("Bones may be fragile")]
    assert "Comes as: Caution. Stop and ask" in bone


def rules(page: Page) -> list[Any]:
    return list(page.tree.xpath("//*[@id='rules']//li"))


def test_the_clinics_own_words_cards_and_texts_stand_there(clinic: Clinic, ada: Staff):
    ada.opens(SHEET)
    mine = "I want this massage, and I know that I can end it whenever I like."
    own = {"title-en": "No recording", "text-en": "Nobody records in the room unless I say yes."}
    said = {**ada.opens("/admin/agreements/consent_treatment").form, "text-en": mine}
    posts(ada, "/admin/agreements/consent_treatment", **{**said, "go": "publish"})
    posts(ada, "/admin/agreements/new", go="publish", required="no", **own)
    change_setting(clinic.store, "guardian_room_rule", '{"en": "A parent stays."}', "ada")
    change_setting(clinic.store, "desk_person", '{"en": "Rosa at the front"}', "ada")
    page = ada.opens(SHEET)
    agreements = page.tree.xpath("//*[@id='agreements']")[0].text_content()
    for words in (mine, own["title-en"], own["text-en"], "In your own words · 2026-03-10"):
        assert words in agreements
    assert "A card of your own · 2026-03-10" in agreements
    texts = page.tree.xpath("//*[@id='texts']")[0].text_content()
    assert "Please tell Rosa at the front now, before you go on." in texts
    assert "A parent stays." in page.tree.xpath("//*[@id='own']")[0].text_content()


def test_every_text_that_safety_may_hang_on_stands_there(ada: Staff):
    """The fixed texts that are a sentence are on the sheet, or about the screen alone."""
    sentences = {key for key, words in TEXTS.items() if words.endswith((".", "?"))}
    assert sentences - {*SAFETY_TEXTS} == ABOUT_THE_SCREEN
    words = ada.opens(SHEET).words
    for said in [*SAFETY_WORDS, *HANDOUT[1:], *(idea.text for idea in IDEAS)]:
        assert said in words
    private = [q for q in CATALOGUE.step("sensitive").questions if hasattr(q, "statement")]
    assert private
    assert all(question.statement.text in words for question in private)
    pages = "".join(text(path) for path in files("templates") if path.parts[1] == "client")
    assert SPEAK_FIRST in pages
    assert TELL_NOW in pages


ABOUT_THE_SCREEN = {
    *("erase_sure", "erased", "star_meaning", "not_saved", "ask_desk_paper", "already_sent"),
    *("continue_elsewhere", "marked_on_map"),
}


def test_a_changed_text_makes_the_review_old_and_says_so(ada: Staff):
    signs_for(ada, **SIGNED)
    ada.opens("/admin/agreements/new")
    own = {"title-en": "No recording", "text-en": "Nobody records in the room unless I say yes."}
    posts(ada, "/admin/agreements/new", go="publish", required="no", **own)
    page = ada.opens(SHEET)
    assert "The texts have changed since: it is to be read again." in page.words
    assert "Changed since: Agreements." in page.tree.xpath("//*[@id='changed']")[0].text_content()
    assert "Changed since: Agreements." in ada.opens("/admin/clinic").words
    old = signs_for(ada, **SIGNED, version="000000000000")
    assert old.summary == [
        ("#sure", "The texts have changed meanwhile. Read what is new, and sign again.")
    ]


def test_what_was_set_since_is_told_with_who_did_it(ada: Staff):
    signs_for(ada, **SIGNED)
    assert not ada.opens(SHEET).tree.xpath("//*[@id='changed']")
    posts(ada, "/admin/clinic/rules/r_bone", severity="stop_and_ask")
    [told] = ada.opens(SHEET).tree.xpath("//*[@id='changed']")
    assert "Changed since: Rules." in told.text_content()
    assert "Bones may be fragile: Stop and ask (Ada Books, 10 March 2026" in told.text_content()
    posts(ada, "/admin/clinic/rules/r_night", severity="stop_and_ask")
    [told] = ada.opens(SHEET).tree.xpath("//*[@id='changed']")
    assert "+ Pain wakes them most nights: Stop and ask (Ada Books" in told.text_content()
    posts(ada, "/admin/clinic/rules/r_night", severity="caution")
    [told] = ada.opens(SHEET).tree.xpath("//*[@id='changed']")
    assert "− Pain wakes them most nights: Stop and ask (Ada Books" in told.text_content()
    posts(ada, "/admin/clinic/rules/r_bone", severity="caution")
    assert not ada.opens(SHEET).tree.xpath("//*[@id='changed']"), "it is as it was signed for"


def test_a_review_from_before_parts_were_noted_is_still_read(clinic: Clinic, ada: Staff):
    with clinic.store.writing() as tx:
        audit.write(tx, "review", "ada", "texts", "0123456789ab Dr. Ines Vega")
    page = ada.opens(SHEET)
    assert "Reviewed by Dr. Ines Vega on 10 March 2026. The texts have changed" in page.words


def test_it_is_a_page_to_print_where_the_press_is_out(clinic: Clinic, ada: Staff):
    with broken_press(clinic):
        printed_twice(ada)


def printed_twice(ada: Staff) -> None:
    page = Page(ada.gets(f"{SHEET}.pdf"))
    assert "Name and profession of the clinician" in page.words
    assert page.tree.xpath("//link/@href")[0].endswith("/review.css")
    signs_for(ada, **SIGNED)
    assert "Reviewed by Dr. Ines Vega" in Page(ada.gets(f"{SHEET}.pdf")).words


def test_what_is_missing_is_said_beside_its_field(clinic: Clinic, ada: Staff):
    assert signs_for(ada, sure="yes").summary[0][0] == "#name"
    page = signs_for(ada, name="Dr. Ines Vega")
    assert page.summary == [("#sure", "Tick this once all of it is read.")]
    assert page.form["name"] == ["Dr. Ines Vega"]
    assert not clinic.audit("review")
