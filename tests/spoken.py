"""The languages that tests speak: two of them always, all of them in the slow, rough ones."""

from __future__ import annotations

import pytest

from kiosk.languages import LANGUAGES

QUICK = ("en", "es")
"""What the suite of every day speaks: its length must not grow with each language."""

EACH_LANGUAGE = [
    pytest.param(code, marks=() if code in QUICK else pytest.mark.torture) for code in LANGUAGES
]
"""Each language that is whole, as a parameter of a test."""
