"""What the clinic writes: an act for each use case, begun where it is allowed, to be done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kiosk.intake.draft import Draft
from kiosk.store import Store
from kiosk.store.access.staff import Staff
from tests.builders.records import a_record
from tests.store.house import somebody
from tests.usecases.clinic import Small

Do = Callable[[], Any]
Begin = Callable[[Small], Do]


@dataclass(frozen=True)
class Act:
    """A use case, and how a test comes to it."""

    begin: Begin
    again: frozenset[str]
    """Tables where doing it once more adds rows by right: each opening is noted, say."""
    first: frozenset[str]
    """Tables that are written before it in a transaction of their own: tries that are counted."""


ACTS: dict[str, Act] = {}
"""By the use case's address, kiosk left out."""


def writes(*use_cases: Any, again: str = "", first: str = "") -> Callable[[Begin], Begin]:
    """The act below does these."""

    def register(begin: Begin) -> Begin:
        for each in use_cases:
            ACTS[address(each)] = Act(begin, frozenset(again.split()), frozenset(first.split()))
        return begin

    return register


def address(use_case: Any) -> str:
    return f"{use_case.__module__.removeprefix('kiosk.')}.{use_case.__qualname__}"


def within(store: Store, does: Callable[..., Any], *said: Any) -> Do:
    """An act that is handed its transaction."""

    def do() -> None:
        with store.writing() as tx:
            does(tx, *said)

    return do


MARA = {"full_name": "Mara Quill", "birth_date": "1996-05-14", "phone": "555-0101"}
LONG_AGO = timedelta(hours=1)


def mei(house: Small, *roles: str) -> Staff:
    return somebody(house.store, "Mei Tanaka", *(roles or ("therapist", "desk", "admin")))


def signs(house: Small, **answers: Any) -> str:
    return house.signs_as(a_record(**answers))


def walks_up(house: Small, step: str) -> Any:
    draft = Draft(walk_up=True)
    return house.is_at(step, draft, visit_kind="returning", find_birth_date="1996-05-14")
