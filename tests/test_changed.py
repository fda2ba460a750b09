"""What is changed keeps its other parts, and nothing that was worked out from the old ones."""

from __future__ import annotations

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.changed import replace
from kiosk.store.engine.keys import Keys


def test_a_changed_thing_has_its_other_parts():
    step = CATALOGUE.steps[3]
    changed = replace(step, title="Another")
    assert (changed.title, changed.key, changed.questions) == ("Another", step.key, step.questions)
    assert step.title != "Another"


def test_what_was_worked_out_from_the_old_parts_is_forgotten():
    step = CATALOGUE.steps[3]
    assert step.keys
    assert replace(step, questions=()).keys == frozenset()


def test_a_part_that_is_not_there_is_refused():
    with pytest.raises(TypeError, match="titel"):
        replace(CATALOGUE.steps[3], titel="")  # type: ignore[call-arg]


def test_a_thing_that_checks_itself_is_refused():
    with pytest.raises(TypeError, match="Keys"):
        replace(Keys({1: b"k" * 32}), masters={})
