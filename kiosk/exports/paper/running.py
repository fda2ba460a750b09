"""The running head: whose page this is, on every page behind the first."""

from __future__ import annotations

from .told import Told

LONGEST = 60
"""Letters of a name; the head has two lines, and the whole name stands on page 1."""


def running_head(told: Told) -> str:
    """Name, birth date, day of the visit, clinic and record."""
    born = told.answer("birth_date")
    parts = (
        *_names(told),
        told.translate("born %(day)s", day=told.day(born)) if born else "",
        told.translate("visit of %(day)s", day=told.day(told.record.visit_day)),
        _cut(told.record.place),
        told.translate("Record %(id)s", id=told.record.id),
    )
    return " · ".join(filter(None, parts))


def _names(told: Told) -> tuple[str, ...]:
    names = (str(told.answer(key) or "") for key in ("preferred_name", "full_name"))
    given = tuple(dict.fromkeys(_cut(each) for each in names if each))
    return given or (told.translate("name not given"),)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
