"""An admin words the clinic's agreements: a version beside the old, seen before, never changed."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.catalogue.agreements import AGREEMENTS
from kiosk.exports.client_copy import copy_of
from kiosk.intake.agreement_words import from_text
from kiosk.intake.record import Agreement
from kiosk.store import clinics
from kiosk.store.engine.tables import CLINIC
from tests.builders.records import last_visit_of
from tests.store.house import tampers
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import BRIEF, plans
from tests.walks.page import Page
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import SHORTEST, Tablet
from tests.web.visits import posts

EVERY = "/admin/agreements"
STOP = next(card for card in AGREEMENTS if card.key == "consent_stop")
NEW = STOP.statement.text.replace("It is done at once", "It is done in the same breath")
REWORDED = {"title-en": STOP.prompt, "text-en": NEW}
NO_RECORDING = {
    "title-en": "No recording",
    "text-en": "Nobody records or dictates in the room unless I say yes.",
    "title-es": "Sin grabar",
    "text-es": "Nadie graba ni dicta en la sala si yo no digo que sí.",
    "required": "no",
}
OWN = "consent_own_1"


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


def writes(ada: Staff, card: str, go: str, **said: str) -> Page:
    page = ada.opens(f"{EVERY}/{card}")
    names = page.tree.xpath("//form//input[@type='text']/@name | //form//textarea/@name")
    kept = {name: "".join(page.tree.xpath(f"//*[@name='{name}']/@value")) for name in names}
    for name in page.tree.xpath("//form//textarea/@name"):
        kept[name] = page.tree.xpath(f"//textarea[@name='{name}']")[0].text.strip()
    response = posts(ada, f"{EVERY}/{card}", **{**kept, **said}, go=go)
    return ada.opens(response.location) if response.location else Page(response)


def publishes(ada: Staff, card: str, **said: str) -> None:
    page = writes(ada, card, "publish", **said)
    assert "Published." in page.words, page.summary


def said_to(clinic: Clinic, intake: str, card: str) -> Agreement:
    return next(each for each in clinic.record(intake).agreements if each.key == card)


def finishes(tablet: Tablet, **said: Any) -> None:
    """Agree to every card as it is asked, and sign."""
    tablet.is_at("agree", **said)
    tablet.walks(BRIEF)


def test_what_changes_is_shown_as_a_card_and_on_paper_before_it_is_published(
    clinic: Clinic, ada: Staff
):
    page = writes(ada, STOP.key, "preview", **REWORDED)
    gone = [each.text_content().split(": ")[1] for each in page.tree.xpath("//del")]
    come = [each.text_content().split(": ")[1] for each in page.tree.xpath("//ins")]
    assert (gone, come) == (["at once"], ["in the same breath"])
    assert "On paper" in page.words
    assert "This language keeps its words." in page.words, "Spanish was not written"
    assert not words(clinic).versions


def words(clinic: Clinic) -> Any:
    with clinic.store.reading() as tx:
        found = clinics.the_clinic(tx)
    assert found
    return from_text(found.agreement_words)


def test_intakes_under_way_keep_what_they_were_shown_and_new_ones_get_the_new(
    clinic: Clinic, ada: Staff
):
    early, late = Tablet(clinic), Tablet(clinic)
    early.starts()
    publishes(ada, STOP.key, **REWORDED)
    late.starts()
    for tablet in (early, late):
        finishes(tablet)
    before, after = (said_to(clinic, tablet.intake_id, STOP.key) for tablet in (early, late))
    assert (before.version, before.text) == (1, STOP.statement.text)
    assert (after.version, after.text) == (2, NEW)
    theo = Staff(clinic).signs_in("Theo Hands")
    assert "Version 2" in theo.opens(f"/staff/agreements/{late.intake_id}").words
    copy = copy_of(clinic.record(late.intake_id))
    (card,) = (each for each in copy.cards if each.title == STOP.prompt)
    assert card.text == NEW
    assert card.about.startswith("Version 2")


def test_a_language_that_is_not_finished_keeps_the_old_version_and_the_page_says_so(
    clinic: Clinic, ada: Staff
):
    publishes(ada, STOP.key, **REWORDED)
    assert "Español keeps version 1 until its words are finished" in ada.opens(EVERY).words
    tablet = Tablet(clinic)
    tablet.starts(language="es")
    finishes(tablet, language="es")
    assert said_to(clinic, tablet.intake_id, STOP.key).version == 1


def test_whoever_agreed_to_the_old_words_reads_the_new_ones_and_what_changed(
    clinic: Clinic, ada: Staff, tablet: Tablet
):
    was_here(clinic, last_visit_of(ATHLETE))
    publishes(ada, STOP.key, **REWORDED)
    tablet.starts(language=None, visit_kind=None, code=plans(Staff(clinic).signs_in(), **TOMAS))
    page = tablet.walks(ATHLETE.answers, until="agree")
    assert page.questions == {STOP.key}
    assert "in the same breath" in page.words


def test_words_hold_from_the_day_they_are_to(clinic: Clinic, ada: Staff):
    publishes(ada, STOP.key, **REWORDED, holds_from="2026-03-12")
    assert "Version 2 holds from 12 March 2026" in ada.opens(EVERY).words
    early = Tablet(clinic)
    early.starts()
    clinic.clock.goes_on(days=2)
    late = Tablet(clinic)
    late.starts()
    finishes(late)
    assert said_to(clinic, late.intake_id, STOP.key).version == 2
    page = writes(Staff(clinic).signs_in("Ada Books"), STOP.key, "publish", holds_from="2026-03-01")
    assert page.summary[0][0] == "#holds_from"


def test_a_card_of_the_clinics_own_is_asked_signed_printed_and_retired(clinic: Clinic, ada: Staff):
    publishes(ada, "new", **NO_RECORDING)
    tablet = Tablet(clinic)
    tablet.starts()
    page = tablet.is_at("agree")
    assert OWN in page.questions
    tablet.answers(
        "agree", **{k: SHORTEST[k] for k in page.questions & SHORTEST.keys()}, **{OWN: "yes"}
    )
    tablet.walks(BRIEF)
    card = said_to(clinic, tablet.intake_id, OWN)
    assert (card.title, card.answer, card.kind, card.version) == (
        "No recording",
        "yes",
        "optional",
        1,
    )
    theo = Staff(clinic).signs_in("Theo Hands")
    assert "No recording" in theo.opens(f"/staff/intakes/{tablet.intake_id}?whole=yes").words
    assert "Not asked any more" in writes(ada, OWN, "retire").words
    again = Tablet(clinic)
    again.starts()
    assert OWN not in again.is_at("agree").questions


def test_a_required_card_of_their_own_waits_for_a_talk(clinic: Clinic, ada: Staff):
    publishes(ada, "new", **{**NO_RECORDING, "required": "yes"})
    tablet = Tablet(clinic)
    tablet.starts()
    page = tablet.is_at("agree")
    cards = {k: SHORTEST[k] for k in page.questions & SHORTEST.keys()}
    tablet.answers("agree", **cards)
    assert tablet.page.summary, "it is not passed by"
    tablet.answers("agree", **cards, **{OWN: "talk_first"})
    tablet.walks(BRIEF)
    assert "r_no_treatment_consent" in clinic.fired(tablet.intake_id)


def test_what_cannot_be_published_says_why_beside_its_field_and_loses_nothing(
    clinic: Clinic, ada: Staff
):
    page = writes(ada, STOP.key, "publish")
    assert page.summary == [
        ("#text-en", "Nothing is other than before. Change the words in one language at least.")
    ]
    page = writes(ada, STOP.key, "publish", **{"title-en": STOP.prompt, "text-en": "Too short"})
    assert page.summary[0][0] == "#text-en"
    assert "Too short" in page.tree.xpath("//textarea[@name='text-en']")[0].text
    page = writes(ada, "new", "preview", **{"title-en": "", "text-en": NEW})
    assert page.summary[0][0] == "#title-en"


def test_words_changed_in_the_database_count_for_nothing(clinic: Clinic, ada: Staff):
    publishes(ada, STOP.key, **REWORDED)
    tampers(
        clinic.store,
        f"UPDATE {CLINIC.name} SET agreement_words = "
        "replace(agreement_words, 'same breath', 'next week')",
    )
    tablet = Tablet(clinic)
    tablet.starts()
    finishes(tablet)
    assert said_to(clinic, tablet.intake_id, STOP.key).version == 1


def test_the_audit_keeps_who_published_and_the_hash_of_the_words(clinic: Clinic, ada: Staff):
    publishes(ada, STOP.key, **REWORDED)
    (version,) = words(clinic).versions
    (row,) = (each for each in clinic.audit("settings") if each.subject == STOP.key)
    assert version.hash[:16] in row.reason
