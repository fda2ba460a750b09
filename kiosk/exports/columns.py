"""The columns of every export, said once: derived from what is asked, under ids that never change.

A column stands where ``columns.txt`` has it, whatever else is exported: new ones come last. What
moved or was retired is told there as well, and in the data dictionary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from ..catalogue import CATALOGUE
from ..catalogue.after import REFLECT, SESSION_NOTE
from ..catalogue.agreements import OWN
from ..catalogue.questions import (
    BodyMarks,
    Day,
    PickMany,
    PickOne,
    Question,
    Scale,
    Signature,
    Step,
    Words,
)
from ..catalogue.regions import REGIONS
from ..frozen import dataclass
from .own_columns import NOTE, REFLECTION, SESSION, VISIT, Kind, Own, Part

LINES = Path(__file__).with_name("columns.txt")

MISSING = ".missing"
"""Behind a question's id: the column that says why there is no answer."""

SAID_BY_THE_RECORD = frozenset({"language"})
"""A question, and a part of the record: its one column says what the record says."""


@dataclass(frozen=True)
class Known:
    """What is known of a column over the versions of the kiosk."""

    key: str
    since: str
    until: str = ""
    """The first version without it; empty while there is one."""
    now: str = ""
    """The question that its answers stand under since."""


@dataclass(frozen=True)
class Column:
    """One column: its id is for ever."""

    key: str
    kind: Kind
    part: Part
    own: Own | None = None
    question: Question | None = None
    step: Step | None = None
    choice: str = ""
    """Of a question that takes many: the one choice, or the region, that this column is about."""
    since: str = ""
    """The version of the kiosk that brought it."""


def read_lines(text: str) -> dict[str, Known]:
    """``since key``, and behind a retired one ``until version``, and ``now key`` where it moved."""
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            since, key, *rest = line.split()
            also = dict(zip(rest[::2], rest[1::2], strict=True))
            found[key] = Known(key, since, also.get("until", ""), also.get("now", ""))
    return found


@cache
def known() -> Mapping[str, Known]:
    """Every column there ever was, in the order of the columns."""
    return read_lines(LINES.read_text("utf-8"))


@cache
def moved() -> Mapping[str, str]:
    """By the id of a question of before, the one that its answers stand under now."""
    return {each.key: each.now for each in known().values() if each.now}


@cache
def columns() -> tuple[Column, ...]:
    """One column a question, one row a visit: for programs."""
    return _in_order(whole())


@cache
def split() -> tuple[Column, ...]:
    """The same with one column a choice where many can be picked: for people."""
    return _in_order(part for column in whole() for part in parts(column))


def _in_order(found: Iterable[Column]) -> tuple[Column, ...]:
    place = {key: number for number, key in enumerate(known())}
    told = (replace(each, since=known()[each.key].since) for each in found)
    return tuple(sorted(told, key=lambda column: place[column.key]))


def whole() -> Iterator[Column]:
    """Every column as the catalogue has it, before it has a place."""
    yield from _own(VISIT, "visit")
    asked: list[tuple[Step, Question]] = [
        (step, q) for step in CATALOGUE.steps for q in step.questions if _has_its_own(q)
    ]
    asked += [(CATALOGUE.step("agree"), card) for card in OWN]
    yield from (_asked(q, step, "answers") for step, q in asked)
    yield from _own(SESSION, "session")
    yield from _own(NOTE, "note")
    yield from (_asked(q, SESSION_NOTE, "note") for q in SESSION_NOTE.questions)
    yield from _own(REFLECTION, "reflection")
    yield from (_asked(q, REFLECT, "reflection") for q in REFLECT.questions)
    yield from (
        Column(q.key + MISSING, "code", "missing", question=q, step=step) for step, q in asked
    )


def _has_its_own(question: Question) -> bool:
    return question.key not in SAID_BY_THE_RECORD


def _own(some: Iterable[Own], part: Part) -> Iterator[Column]:
    return (Column(each.key, each.kind, part, own=each) for each in some)


def _asked(question: Question, step: Step, part: Part) -> Column:
    return Column(question.key, kind_of(question), part, question=question, step=step)


def kind_of(question: Question) -> Kind:
    """What stands in the column of a question."""
    match question:
        case Scale():
            return "number"
        case Day():
            return "day"
        case PickOne():
            return "code"
        case PickMany():
            return "codes"
        case BodyMarks():
            return "marks"
        case Words() | Signature():
            return "text"
    raise TypeError(f"no column for {type(question).__name__}")


def parts(column: Column) -> Iterator[Column]:
    """The columns that one stands for where many can be picked; else itself."""
    match column.question:
        case PickMany(choices=choices) if column.kind == "codes":
            yield from (_part(column, "yes", choice.key) for choice in choices)
        case BodyMarks() if column.kind == "marks":
            yield from (_part(column, "marks", region.key) for region in REGIONS)
        case _:
            yield column


def _part(column: Column, kind: Kind, choice: str) -> Column:
    return replace(column, key=f"{column.key}.{choice}", kind=kind, choice=choice)
