"""Counting: what the walk costs, week by week, in the transaction that keeps the step anyway."""

from __future__ import annotations

from ..intake.draft import Draft
from ..intake.move import Move
from ..intake.shown_cards import open_for
from ..store import Transaction
from ..store.clinics import Clinic
from ..store.intakes import figures
from ..store.intakes.drafts import Intake
from ..store.intakes.figures import Where

LEAVES = {"person": "person", "keep": "stop", "stop": "stop", "erase": "stop"}
"""Buttons of the page beside the walk, and as what each counts."""


def count_step(
    tx: Transaction, clinic: Clinic, here: Intake, draft: Draft, moved: Move, go: str
) -> None:
    """One page was left: on, with the time it took, or back, or for a person."""
    day, where, step = clinic.day(tx.now), Where(clinic.id, here.site_id), here.step
    if go == "back" and moved.step != step:
        figures.count(tx, where, day, "back", step)
    elif go == "person":
        figures.count(tx, where, day, "person", step)
    elif go in ("next", "skip") and (moved.signed or moved.step != step):
        seconds = open_for(draft, tx.steady.microseconds)
        figures.count(tx, where, day, "step", step, seconds)
    if moved.signed:
        answers = moved.draft.answers
        figures.count(tx, where, day, "visit", str(answers.get("visit_kind") or "new"))
        figures.count(tx, where, day, "language", str(moved.draft.says("language")))


def count_aside(tx: Transaction, clinic: Clinic, here: Intake, draft: Draft, go: str) -> None:
    """Somebody asks for a person, or stops, on the page beside the step they were on."""
    kind = LEAVES.get(go) if here.step == "stop" else None
    day, where = clinic.day(tx.now), Where(clinic.id, here.site_id)
    if kind == "person":
        figures.count(tx, where, day, "person", draft.came_from)
    elif kind == "stop":
        figures.count(tx, where, day, "stop", draft.came_from)
