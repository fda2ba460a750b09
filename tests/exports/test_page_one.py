"""Page 1: one page, whatever was said, with all that must be seen before touch."""

from __future__ import annotations

import re

import pytest

from kiosk.intake.corrected import corrected
from tests.builders.records import a_record
from tests.exports.papers import (
    EACH_SIZE,
    NEW,
    by_key,
    everything,
    paper,
    paper_of,
    record_of,
    ticked,
)

pytestmark = pytest.mark.paper


PEOPLE = [person.key for person in NEW]
HEADINGS = [
    *("Stop and ask", "Not this", "Allergies and medicines", "Caution", "Today", "Marks"),
    *("Touch", "If feelings come up", "Agreement"),
]


@pytest.mark.parametrize("size", EACH_SIZE)
@pytest.mark.parametrize("person", PEOPLE)
def test_page_one_is_one_page(person, size):
    drawn = paper_of(person, size)
    assert [heading for heading, page in drawn.headings if page == 1] == HEADINGS
    assert drawn.headings[len(HEADINGS)][1] == 2
    assert not drawn.drawn.remarks


@pytest.mark.parametrize(
    ("size", "minor", "language"),
    [
        ("A4", False, "en"),
        ("A4", True, "en"),
        ("Letter", False, "es"),
        pytest.param("Letter", False, "en", marks=pytest.mark.torture),
    ],
)
def test_page_one_is_one_page_for_a_client_who_ticks_everything(size, minor, language):
    drawn = everything(size, minor, language)
    record = ticked(minor, language)
    flags = [flag.flag for flag in record.flags if flag.severity == "stop_and_ask"]
    assert len(flags) >= 25
    assert [flag for flag in flags if flag not in drawn.first] == []
    assert record.told.line("pause_signal").labels[0] in drawn.first
    assert [page for _, page in drawn.headings[: len(HEADINGS) + 1]] == [1] * len(HEADINGS) + [2]


@pytest.mark.parametrize("person", PEOPLE)
def test_every_stop_flag_is_on_page_one_with_its_note(person):
    drawn = paper_of(person)
    stops = [flag for flag in record_of(person).flags if flag.severity == "stop_and_ask"]
    for flag in stops:
        assert flag.flag in drawn.first
        assert flag.note in drawn.first
    assert stops or "STOP AND ASK nothing reported" in drawn.first


def test_blocks_are_read_in_the_order_of_urgency():
    place, first = 0, paper_of("p6_caregiver").first.lower()
    for heading in HEADINGS:
        place = first.index(heading.lower(), place)


@pytest.mark.parametrize("person", PEOPLE)
def test_boundaries_and_the_pause_signal_are_there(person):
    told = record_of(person).told
    said = [*told.line("undress_level").labels, *told.line("pause_signal").labels]
    assert [words for words in said if words not in paper_of(person).first] == []


def test_more_than_seven_stop_flags_send_their_notes_to_page_two():
    drawn = everything()
    flags = [flag for flag in ticked().flags if flag.severity == "stop_and_ask"]
    assert [flag.note for flag in flags if flag.note not in drawn.behind] == []
    assert "Notes on page 2." in drawn.first


def test_cautions_that_have_no_room_for_their_notes_are_named_all_the_same():
    drawn = paper_of("p5_anticoagulant")
    cautions = [flag for flag in record_of("p5_anticoagulant").flags if flag.severity == "caution"]
    assert len(cautions) > 8
    assert [flag.flag for flag in cautions if flag.flag not in drawn.first] == []
    assert cautions[0].note in drawn.first
    assert f"{cautions[-1].flag}. {cautions[-1].note}" in drawn.behind


def test_what_page_one_has_no_room_for_stands_behind_it():
    drawn = everything()
    for words in ("5 Deep: strong work", "Positions: Face down; Face up; On my side; Sitting"):
        assert words in drawn.first
    assert re.search(r"\+ \d+ on page 2", drawn.first)
    assert "Sole of foot (right)" in drawn.behind
    assert "Soft music" not in drawn.first
    assert "Strongest feeling" not in drawn.first
    assert "The strongest feeling that is still fine" in drawn.behind


SHOWN = {
    "p1_anxious_new": (
        *("NEW", "FIRST MASSAGE", "WISHES FOR: A WOMAN", "SIMPLE WORDS", "nothing reported"),
        *("Stay away (X): Belly", "Do not touch: Belly; Face", "Keep covered: Belly; Legs"),
        *("all NO", "I stay dressed", "Wants someone in the room: Yes, a staff member"),
        *("Pause, hands off", "Tissues; More cover", "I raise a hand", "Hug me or stroke my hair"),
        *("Undressing; Being touched; Not knowing", "2 Light", "Check in: Often"),
    ),
    "p3_pregnant": (
        *("PREGNANT, WEEKS: 28 OR MORE", "buttocks OVER SHEET · belly NO · inner thigh NO"),
        *("chest NO", "HELP ON AND OFF THE TABLE", "Wants firm pressure, but health says lighter"),
    ),
    "p4_minor": (
        *("MINOR", "age 15", "Guardian: Carla Reyes, Parent. Where: In the room.", "Own say: Yes"),
        *(
            "Signed by Carla Reyes",
            "FIRST MASSAGE",
            "G Calf (left), Tight 3",
            "7 of 7 cards agreed",
        ),
    ),
    "p5_anticoagulant": (
        *("Blood thinner or daily aspirin; Heart or blood pressure: “apixaban, metoprolol”",),
        *("X Calf (left)", "4 Firm", "Said yes to: Talking with your doctor"),
    ),
    "p6_caregiver": (
        *("Less pain ; also", "“Deep hip pain, wakes me at night”", "Pain now: 6.", "Stress: 8."),
        *(
            "buttocks YES · belly ASK · inner thigh NO · chest NO",
            "W Buttock and outer hip (right)",
        ),
        *("Feelings may come up", "Wants a list of people to talk to", "No counselling"),
        *("Said yes to: Keeping in touch; Sharing your story", "I tap the table"),
    ),
    "p7_spanish": (
        *("LANGUAGE: ESPAÑOL", "Nuts or nut oils: Swelling or trouble breathing"),
        *("Carries emergency help: Adrenaline pen", "W Upper back (both), Tight 5", "No scent"),
        *("“Dolor de cuello y cabeza por la computadora”",),
    ),
    "p8_low_vision_tremor": (
        *("HELPED BY Kim Nguyen", "LOW VISION: GUIDE", "HEARING AID", "HANDS SHAKE"),
        *("WALKING AID", "HELP ON AND OFF THE TABLE", "NOT FACE DOWN", "Face up; Sitting"),
        *(
            "Signed by “Walter Nguyen”, typed",
            "Helper: Kim Nguyen",
            "Not sure: start light and ask",
        ),
    ),
}


@pytest.mark.parametrize("person", PEOPLE)
def test_page_one_shows_what_this_therapist_must_know(person):
    first = paper_of(person).first.replace(" ;", ";").replace(" ,", ",")
    wanted = [words.replace(" ;", ";") for words in SHOWN[person]]
    assert [words for words in wanted if words not in first] == []


def test_a_paper_without_a_therapist_says_so():
    assert "Therapist: not assigned" in paper(a_record(therapist="")).first


def test_the_words_of_the_written_down_people_are_what_they_should_be():
    assert all(by_key(person).paper_shows for person in SHOWN)


def test_who_signed_for_somebody_who_needed_nobody_is_named_and_the_client_is_to_be_asked():
    put_right = {"birth_date": "1990-08-30", "filling_for": "myself"}
    as_put_right = corrected(record_of("p4_minor"), put_right, 18)
    words = " ".join(paper(as_put_right).first.split())
    assert "Signed by Carla Reyes, drawn" in words
    assert "Guardian: Carla Reyes, Parent" in words
    assert "As put right since, the client can agree: ask them first." in words
    assert "As put right since" not in paper_of("p4_minor").first
