"""The languages that tests speak: two of them always, all of them in the slow, rough ones."""

from __future__ import annotations

import pytest

from kiosk.languages import LANGUAGES, direction

QUICK = ("en", "es")
"""What the suite of every day speaks: its length must not grow with each language."""

EACH_LANGUAGE = [
    pytest.param(code, marks=() if code in QUICK else pytest.mark.torture) for code in LANGUAGES
]
"""Each language that is whole, as a parameter of a test."""

LEFT_TO_RIGHT = [each for each in EACH_LANGUAGE if direction(str(each.values[0])) == "ltr"]
"""Those whose PDFs are given back in the order of their words; Arabic has a test of its own."""
