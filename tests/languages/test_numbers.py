"""Numbers with a part have the comma or the point of whoever reads them."""

from __future__ import annotations

import pytest

from kiosk.languages import format_number


@pytest.mark.parametrize(
    ("number", "language", "printed"),
    [
        *((1.5, "en", "1.5"), (1.5, "es", "1,5"), (1.5, "de", "1,5"), (2.0, "de", "2")),
        *((0.04, "de", "0"), (1234, "de", "1234"), (1234.56, "en", "1234.6")),
    ],
)
def test_a_number_is_printed_for_people(number: float, language: str, printed: str):
    assert format_number(number, language) == printed
