"""The row that sets a step beside the same step in other people's frameworks."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.catalogue import page
from kiosk.catalogue.questions import PickMany, PickOne

from .counting import stretches
from .measure import ROOT, Row
from .personas import PERSONAS, Walk
from .walking import kiosk, steps_counted
from .wire import Fields

PYTHON = ROOT / ".cache" / "peers" / "bin" / "python"
"""An environment of their own: what they need does not fit beside what the kiosk needs."""

LIMIT = 1 / 5


def row_16() -> Row:
    """A step with htmx beside the same step in a Django formtools wizard, and in oTree."""
    if not PYTHON.exists():
        raise SystemExit("The peers are not there: python3 tools/setup.py --for peers")
    ours = statistics.mean(steps_counted()["htmx"])
    django, by_hand = (in_peer("peers.wizard", drawn) for drawn in ("usual", "by-hand"))
    figure = (
        f"{_beside(ours, django)}; its choices drawn by hand {_beside(ours, by_hand)}; "
        f"oTree, one persona, {_beside(ours, in_peer('peers.experiment', personas=1))}"
    )
    what = "step / the same step of a Django formtools wizard, oTree beside it: instructions"
    return Row("16", what, "≤ 1/5", figure, ours <= django * LIMIT)


def _beside(ours: float, theirs: float) -> str:
    return f"1/{theirs / ours:.1f} ({ours / 1e6:.1f} M / {theirs / 1e6:.1f} M)"


def in_peer(program: str, *words: str, personas: int = len(PERSONAS)) -> float:
    """Instructions of a step in this peer, the mean of all steps of these personas.

    oTree takes so many that one persona is some minutes.
    """
    given = json.dumps(script()[:personas])
    counts, said = stretches(program, *words, python=PYTHON, given=given)
    assert len(counts) == len(said.splitlines())  # noqa: S101 - each stretch has its line
    return statistics.mean(counts)


def script() -> list[list[dict[str, Any]]]:
    """For each persona the steps they are shown: what each asks, and what they send."""
    with tempfile.TemporaryDirectory() as name:
        return [_walked(Walk(kiosk(Path(name, str(at))), one)) for at, one in enumerate(PERSONAS)]


def _walked(walk: Walk) -> list[dict[str, Any]]:
    steps: dict[str, dict[str, Any]] = {}

    def taken(step: str, said: Fields, sends: Callable[[], None]) -> None:
        asks = [_asked(question) for question in page(step).questions]
        keys = {key for key, *_ in asks}
        told = [(name, value) for name, value in said if name in keys]
        steps.setdefault(step, {"key": step, "asks": asks, "said": told})
        sends()

    walk.starts()
    walk.walks(taken)
    return list(steps.values())


def _asked(question: Any) -> tuple[str, str, str, list[tuple[str, str]]]:
    kind = next((k for k, of in KINDS.items() if isinstance(question, of)), "words")
    choices = [(choice.key, choice.label) for choice in getattr(question, "choices", ())]
    return question.key, question.prompt, kind if choices else "words", choices


KINDS = {"one": PickOne, "many": PickMany}
