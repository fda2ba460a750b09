"""Groups of columns, as somebody chooses them: the visit, each step, and what came after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from ..intake.wording import title
from ..languages import N_, translate
from .columns import Column, columns

WHAT = {
    "visit": N_("The visit: who, when, flags, agreements"),
    "session": N_("The session"),
    "note": N_("The session's note"),
    "reflection": N_("How it was, in the client's words"),
    "missing": N_("Why an answer is empty"),
}
"""The groups that are no step of the walk."""


def group_of(column: Column) -> str:
    """The group of a column: its part, or of an answer its step."""
    return column.step.key if column.part == "answers" and column.step else column.part


@cache
def groups() -> tuple[str, ...]:
    """Every group, in the order of the columns."""
    return tuple(dict.fromkeys(group_of(column) for column in columns()))


def in_words(group: str, language: str) -> str:
    """What a group is called."""
    if group in WHAT:
        return translate(WHAT[group], language)
    steps = (each.step for each in columns() if each.step and each.step.key == group)
    return title(next(steps), language)


def chosen(every: Iterable[Column], groups: Sequence[str]) -> tuple[Column, ...]:
    """The columns of these groups, of all where none is named; the visit's id comes always.

    Why an answer is empty is said of the answers that are chosen.
    """
    if not groups:
        return tuple(every)
    steps = set(groups)
    return tuple(
        column
        for column in every
        if column.key == "id"
        or (group_of(column) in steps and (column.part != "missing" or _step(column) in steps))
    )


def _step(column: Column) -> str:
    return column.step.key if column.step else ""
