"""The clinic's own settings, each seen to work where it shows: on screen, paper, rule and path."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.clinic.texts import kept_texts
from kiosk.clinic.whom_to_ask import INSTEAD
from kiosk.exports.blank_form import Form, blank_html
from kiosk.serve import look_round
from kiosk.settings import Settings
from kiosk.store import Store, clinics
from kiosk.store.access import staff
from kiosk.store.records import notes
from kiosk.usecases.change_setting import change_setting, changes_of, undo_change
from kiosk.usecases.hand_out import Wanted, hand_out
from kiosk.usecases.paper_size import paper_size
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.walks.returning import was_here
from tests.walks.tablet import SHORTEST, Tablet
from tests.web.visits import signs


def sets(clinic: Clinic, **said: Any) -> None:
    for key, value in said.items():
        change_setting(clinic.store, key, value, "ada")


def undoes(clinic: Clinic, *keys: str) -> None:
    """Take back the newest change of each."""
    for key in keys:
        with clinic.store.reading() as tx:
            newest = changes_of(tx, [key])[0]
        undo_change(clinic.store, newest.sequence, "ada")


def in_both(english: str, spanish: str) -> str:
    return kept_texts({"en": english, "es": spanish})


def own(store: Store) -> clinics.Clinic:
    with store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    return mine


def test_the_name_stands_on_welcome_and_on_staff_pages(clinic: Clinic, tablet: Tablet):
    mei = Staff(clinic).signs_in()
    sets(clinic, name="Calm Harbour")
    assert "Calm Harbour" in tablet.opens("/").words
    assert "Calm Harbour" in mei.opens("/staff/").words
    undoes(clinic, "name")
    assert "Calm Harbour" not in tablet.opens("/").words


def test_only_the_languages_offered_are_to_be_chosen(clinic: Clinic, tablet: Tablet):
    assert "Español" in tablet.opens("/").words
    sets(clinic, languages="en")
    assert "Español" not in tablet.opens("/").words
    assert tablet.opens("/?language=es").language == "en"
    tablet.is_at("life")
    assert not any(value == "language:es" for value in tablet.page.buttons)
    undoes(clinic, "languages")
    assert "Español" in tablet.opens().words
    assert tablet.page.language == "en"


@pytest.mark.parametrize(("age", "needs"), [(18, False), (19, True), (21, True)])
def test_below_the_age_of_majority_a_grown_up_agrees(
    clinic: Clinic, tablet: Tablet, age: int, needs: bool
):
    sets(clinic, majority_age=age)
    tablet.is_at("about_you", filling_for="myself", birth_date=None)
    tablet.answers("about_you", full_name="Ann Lee", birth_date="2007-06-01", phone="555 0101")
    assert ("guardian" in _way(tablet)) is needs


def test_the_rule_about_the_room_stands_where_a_grown_up_agrees(clinic: Clinic, tablet: Tablet):
    rule = in_both("A parent stays in the room.", "Un padre se queda en la sala.")
    sets(clinic, guardian_room_rule=rule)
    tablet.is_at("guardian", filling_for="someone_else")
    assert "A parent stays in the room." in tablet.page.words
    tablet.presses("language:es")
    assert "Un padre se queda en la sala." in tablet.opens().words
    mine = own(clinic.store)
    form = Form("es", mine.name, mine.facts_on(mine.day(clinic.store.now())))
    assert "se queda en la sala" not in blank_html(form)
    told = Form("es", mine.name, form.facts, mine.text(mine.guardian_room_rule, "es"))
    assert "Un padre se queda en la sala." in blank_html(told)
    undoes(clinic, "guardian_room_rule")
    assert "A parent stays" not in tablet.opens().words


def test_breast_massage_is_asked_about_only_where_it_is_on(clinic: Clinic, tablet: Tablet):
    tablet.is_at("sensitive", any_sensitive="choose")
    assert "sensitive_breast" not in tablet.page.questions
    sets(clinic, breast_work=True)
    assert "sensitive_breast" in tablet.opens().questions
    undoes(clinic, "breast_work")
    assert "sensitive_breast" not in tablet.opens().questions


@pytest.mark.parametrize(("months", "due"), [(12, False), (3, True)])
def test_an_agreement_that_is_over_is_shown_again(
    clinic: Clinic, tablet: Tablet, clock: Clock, months: int, due: bool
):
    sets(clinic, valid_months=months)
    was_here(clinic, SHORTEST)
    clock.goes_on(days=120)
    tablet.comes_back()
    dana = Staff(clinic).signs_in("Dana Desk")
    _says_who(clinic, dana, tablet)
    assert ("agree" in _way(tablet)) is due


def _says_who(clinic: Clinic, dana: Staff, tablet: Tablet) -> None:
    url = f"/staff/waiting/{tablet.intake_id}/who"
    page = dana.opens(url)
    [button] = page.tree.xpath("//button[@name='client']")[:1]
    dana.does(url, client=button.get("value"))
    tablet.opens()


def _way(tablet: Tablet) -> set[str]:
    clinic, draft = own(tablet.clinic.store), tablet.draft
    visit = clinic.visit_at(tablet.clinic.store.now(), draft)
    return {step.key for step in visit.asked_of(draft).steps}


def test_clients_are_told_to_ask_whom_the_clinic_names(clinic: Clinic, tablet: Tablet):
    sets(clinic, desk_person=in_both("Rosa in the front room", "Rosa, en la entrada"))
    assert "Ask Rosa in the front room for a paper form." in tablet.opens("/on-paper").words
    said = tablet.opens("/on-paper?language=es").words
    assert "Pida un formulario en papel a Rosa, en la entrada." in said
    undoes(clinic, "desk_person")
    assert "Ask the desk for a paper form." in tablet.opens("/on-paper").words


def test_every_word_about_the_desk_has_one_with_the_person_named():
    assert all("%(person)s" in instead for instead in INSTEAD.values())
    assert all("desk" in words for words in INSTEAD)


def test_the_list_is_offered_while_there_is_one(clinic: Clinic, tablet: Tablet):
    sets(clinic, support_list_text="")
    assert "support_list" not in tablet.is_at("feelings").questions
    undoes(clinic, "support_list_text")
    assert "support_list" in tablet.opens().questions


def test_what_is_switched_off_is_not_asked_and_what_is_folded_stands_behind(
    clinic: Clinic, tablet: Tablet
):
    folded = "//details//*[@name='sleep_quality']"
    page = tablet.is_at("life")
    assert {"sleep_quality", "work_kind"} <= page.questions
    assert not page.tree.xpath(folded)
    sets(clinic, questions_off="work_kind", questions_folded="sleep_quality")
    page = tablet.opens()
    assert "work_kind" not in page.questions
    assert page.tree.xpath(folded)
    undoes(clinic, "questions_off", "questions_folded")
    assert "work_kind" in tablet.opens().questions
    assert not tablet.page.tree.xpath(folded)


def test_phone_and_address_and_list_go_home_in_the_clients_language(clinic: Clinic):
    sets(
        clinic,
        phone="555-0190",
        address="7 Elm Street",
        support_list_text=in_both("Night line 555-0197", "Línea 555-0198"),
    )
    kept = signs(clinic, "Lucía Fuentes", language="es", support_list="yes")
    mei = Staff(clinic).signs_in()
    handout = _hands_out(clinic, mei, kept)
    assert (handout.phone, handout.address) == ("555-0190", "7 Elm Street")
    assert (handout.people, handout.people_language) == ("Línea 555-0198", "es")


def _hands_out(clinic: Clinic, mei: Staff, kept: str) -> Any:
    who = id_of(clinic, "Mei Tanaka")
    with clinic.store.writing() as tx:
        notes.sign(tx, kept, {"note_minutes": "m60"}, who)
        me = staff.find(tx, who)
    return hand_out(clinic.store, me, kept, Wanted()).handout


def test_paper_is_as_large_as_the_clinic_says(clinic: Clinic):
    sets(clinic, paper_size="Letter")
    assert paper_size(clinic.store, Settings()) == "Letter"
    assert paper_size(clinic.store, Settings(paper_size="A4")) == "A4", "the machine's own"
    undoes(clinic, "paper_size")
    assert paper_size(clinic.store, Settings()) == "A4"


def test_a_tablet_waits_as_long_as_the_clinic_says(clinic: Clinic, tablet: Tablet, clock: Clock):
    sets(clinic, idle_seconds=60, parked_minutes=10)
    tablet.is_at("life", good_visit="sleep")
    clock.goes_on(seconds=60 + 30 + 8)
    look_round(clinic.store, Settings())
    told = tablet.opens().words
    assert "kept for 10 minutes" in told
    clock.goes_on(minutes=9)
    look_round(clinic.store, Settings())
    assert [here.state for here in clinic.waiting()] == ["parked"]
    clock.goes_on(minutes=1)
    look_round(clinic.store, Settings())
    assert clinic.waiting() == []
