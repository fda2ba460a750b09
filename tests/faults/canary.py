"""A word that must never be seen where it does not belong."""

from __future__ import annotations

from typing import Any

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import Words
from kiosk.demo.personas import personas

CANARY = "Quokka-Zanzibar-7719"
DEE = next(each for each in personas() if each.key == "p6_caregiver").answers

EVERYWHERE: dict[str, Any] = {
    **DEE,
    **{question.key: CANARY for question in CATALOGUE.questions if isinstance(question, Words)},
    "filling_for": "helped",
    "email": f"{CANARY}@example.org",
    "medicine_kinds": ["other"],
    "recent_events": ["surgery"],
    "allergies": ["nuts"],
    "allergy_reaction": "breathing",
    "night_position": "left",
    "signature": {"method": "typed", "name": CANARY},
}
"""The answers of a client who writes it into every line there is."""

TYPED = {key for key, answer in EVERYWHERE.items() if CANARY in str(answer)}
