"""The people of the demo, all invented: eight with a story, forty more for the months before."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from ..frozen import dataclass

FOLDER = Path(__file__).parent / "personas"

FIRST = (
    *("Ada", "Bruno", "Carmen", "Dilan", "Elif", "Farid", "Greta", "Hana", "Imre", "Jonas"),
    *("Kaya", "Linus", "Mirela", "Nuno", "Olga", "Piet", "Quinn", "Rosa", "Sefa", "Tomi"),
)
LAST = (
    *("Abara", "Bellini", "Castro", "Dahl", "Egger", "Fontaine", "Garcia", "Horvat", "Ito"),
    *("Jansen", "Kowal", "Lund", "Moreau", "Novak", "Ortiz", "Petrov", "Quist", "Rossi"),
)
OWN_WORDS = (
    *("Tight after long days at the desk", "Old knee trouble", "Headaches by the evening"),
    *("Sore from the garden", "Stiff in the morning", "Neck hurts when I drive"),
)
"""What an invented client types."""

MIXED = {
    "heart_blood": ("none", "none", "none", "bp_controlled", "varicose", "low_bp"),
    "bones_joints": ("none", "none", "arthritis", "disc", "osteoporosis"),
    "nerves_head": ("none", "none", "migraine", "numb_places"),
    "inside": ("none", "none", "diabetes", "lungs", "thyroid"),
    "pressure": ("p2_light", "p3_medium", "p4_firm", "unsure"),
    "undress_level": ("dressed", "partly", "underwear", "all"),
    "feelings_first": ("see_then", "few_words", "still_hands"),
}
"""Answers that vary from one invented client to the next; the first ones more often."""


@dataclass(frozen=True)
class Person:
    """One visit's client."""

    answers: dict[str, Any]
    returns: tuple[dict[str, Any], ...] = ()
    """What they said at each later visit."""


def storied() -> tuple[Person, ...]:
    """The eight personas; who has been here before is seen from the first visit on."""
    return tuple(_person(json.loads(file.read_text())) for file in _files())


def _person(persona: dict[str, Any]) -> Person:
    returns = _returns(persona["answers"]) if persona["path"] == "returning" else ()
    return Person(_first_visit(persona), returns)


def _returns(today: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Three visits that went better and better, and the one of today."""
    earlier = {**today, "changed": ["nothing"], "since_last": "better_short"}
    earlier.pop("body_marks", None)
    went = ((6, 5, "no"), (5, 4, "some"), (3, 3, "yes"))
    before = (
        {**earlier, "today_pain": pain, "today_stress": stress, "home_done": done}
        for pain, stress, done in went
    )
    return (*before, {**today, "today_stress": 2, "home_done": "yes"})


def crowd(number: int, seed: int = 7) -> tuple[Person, ...]:
    """So many more invented people, the same ones every time."""
    random = Random(seed)  # noqa: S311 - the same crowd each time, and no secret
    models = [person for person in storied() if person.answers["filling_for"] == "myself"]
    return tuple(_invented(random, models, n) for n in range(number))


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*.json"))


def _first_visit(persona: dict[str, Any]) -> dict[str, Any]:
    answers = {**persona["answers"]}
    if persona["path"] == "returning":
        answers = {**_safe(answers), **persona["carried"], **persona["last_visit_only"]}
    return {**answers, "visit_kind": "new", "signature": _signature(answers)}


def _safe(answers: dict[str, Any]) -> dict[str, Any]:
    """What a returning client was asked that a new one is asked as well."""
    only_returning = {"confirm_me", "changed", "still_true_ok", "since_last"}
    kept = {k: v for k, v in answers.items() if k not in only_returning and "today_g" not in k}
    return {**kept, "review_ok": "yes", "private_word": answers.get("today_private", "no")}


def _signature(answers: dict[str, Any]) -> dict[str, Any]:
    if answers.get("signature") == "typed":
        return {"method": "typed", "name": answers["full_name"]}
    wave = [n for x in range(40, 360, 8) for n in (x, 70 + (x * 7919) % 61 - 30)]
    return {"method": "drawn", "w": 460, "h": 150, "strokes": [wave, [60, 110, 380, 104]]}


def _invented(random: Random, models: list[Person], number: int) -> Person:
    first, last = random.choice(FIRST), random.choice(LAST)
    answers = {**random.choice(models).answers}
    answers |= {
        "full_name": f"{first} {last}",
        "preferred_name": first,
        "birth_date": date(random.randint(1944, 2004), random.randint(1, 12), 17).isoformat(),
        "phone": f"555-{1000 + number}",
    }
    for key, choices in MIXED.items():
        picked = random.choice(choices)
        answers[key] = [picked] if isinstance(answers.get(key), list) else picked
    if "complaint_words" in answers:
        answers["complaint_words"] = random.choice(OWN_WORDS)
    return Person({**answers, "signature": _signature(answers)})
