"""A version that is to come in one language is not lost to another language's sooner one."""

from __future__ import annotations

import pytest

from kiosk.intake.agreement_words import AgreementWords, InOwnWords, Published

CARD = "consent_treatment"


def version(number: int, day: str, *languages: str) -> Published:
    said = tuple(InOwnWords(code, f"Title {number}", f"Text {number}") for code in languages)
    return Published(card=CARD, version=number, holds_from=day, required=True, words=said)


@pytest.mark.parametrize(
    ("sooner", "spanish"), [(("en",), 2), (("en", "es"), 3)], ids=["english alone", "both"]
)
def test_what_is_left_as_it_is_comes_on_its_day(sooner: tuple[str, ...], spanish: int):
    words = AgreementWords(
        (version(2, "2026-03-12", "en", "es"), version(3, "2026-03-10", *sooner))
    ).on("2026-03-12")
    found = {code: words.card(CARD, code) for code in ("en", "es")}
    numbers = {code: card.statement.version for code, card in found.items() if card}
    assert numbers == {"en": 3, "es": spanish}
