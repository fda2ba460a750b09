"""Questions as staff read them: whom a question says "you" to is said."""

from __future__ import annotations

import pytest

from kiosk.catalogue.steps.guardian import GUARDIAN
from kiosk.intake.wording import prompt, staff_prompt
from tests.spoken import EACH_LANGUAGE

WHOM = {"en": "uardian", "es": "tutor", "fr": "responsable légal", "de": "Vormund"}
ASKS_THE_GUARDIAN = [each for each in GUARDIAN.questions if each.key.startswith("guardian_")]


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_what_a_guardian_is_asked_names_the_guardian(language: str):
    words = [staff_prompt(question, language) for question in ASKS_THE_GUARDIAN]
    assert len(words) == 4
    assert all(WHOM.get(language, "") in each for each in words)
    assert not {prompt(question, language) for question in ASKS_THE_GUARDIAN} & {*words}


def test_what_anybody_else_is_asked_stays_as_asked():
    own = next(each for each in GUARDIAN.questions if each.key == "own_say")
    assert staff_prompt(own, "en") == own.prompt
