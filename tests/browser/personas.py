"""The invented clients of the demonstration, as they come to the kiosk."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import kiosk

FOLDER = Path(kiosk.__file__).parent / "demo" / "personas"


@cache
def persona(key: str) -> dict[str, Any]:
    """What one of them answers, by question id. ``key`` is the first letters of the name."""
    (file,) = FOLDER.glob(f"{key}_*.json")
    answers: dict[str, Any] = json.loads(file.read_text("utf-8"))["answers"]
    if answers.get("filling_for") != "someone_else":
        answers.pop("signer", None)  # only those who come with somebody are asked
    return answers
