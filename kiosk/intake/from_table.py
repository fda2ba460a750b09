"""People from a table of another program: which column is what, and what each row says.

Programs differ in their headings alone. A row that cannot be taken says why; no row is mended by
a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.questions import Words
from ..languages import N_, Order, read_day
from .names import folded
from .normal import one_line

FIELDS: Mapping[str, str] = {
    "full_name": N_("Full name"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "preferred_name": N_("What they like to be called"),
    "birth_date": N_("Date of birth"),
    "phone": N_("Phone"),
    "email": N_("Email"),
    "number": N_("Their number in the other program"),
    "visit_day": N_("Day of a visit"),
    "visit_words": N_("What was done at that visit"),
}
"""What a column may be."""

HEADINGS: Mapping[str, str] = {
    "full_name": "name|full name|client|client name|patient|patient name|customer|nombre completo",
    "first_name": "first name|firstname|given name|legal first name|nombre",
    "last_name": "last name|lastname|surname|family name|legal last name|apellido|apellidos",
    "preferred_name": "preferred name|nickname|goes by|preferred first name",
    "birth_date": "birth date|date of birth|dob|birthday|birthdate|fecha de nacimiento",
    "phone": "mobile phone|mobile|cell phone|cell|phone|phone number|home phone|telefono",
    "email": "email|e mail|email address|correo|correo electronico",
    "number": "id|client id|patient id|patient number|client number|patient guid|number|numero",
    "visit_day": "date|visit date|appointment date|start date|day|start|fecha|fecha de la visita",
    "visit_time": "time|start time|hour|hora|hora de inicio",
    "therapist": "therapist|practitioner|staff|staff member|staff name|provider|terapeuta",
    "visit_words": "treatment|service|appointment type|session type|treatment name|servicio",
}
"""By field the headings it goes under, the likeliest first: Jane, ClinicSense, Noterro, a list."""

EARLIEST = date(1900, 1, 1)

NO_NAME = N_("There is no name.")
NO_BIRTH = N_("The date of birth cannot be read.")
TO_COME = N_("A day is still to come.")
NO_DAY = N_("The day of the visit cannot be read.")

Columns = Mapping[str, int]
"""By field, which column it is."""


@dataclass(frozen=True)
class Came:
    """One visit before this kiosk."""

    day: str
    """ISO date."""
    words: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody who is to be brought in, with the visits of every row that is theirs."""

    says: Mapping[str, str]
    """By question id."""
    visits: tuple[Came, ...] = ()
    rows: tuple[int, ...] = ()
    """Which rows of the file they are of; the headings are row 1."""


@dataclass(frozen=True)
class Refused:
    """A row that is not brought in, and why, in English."""

    row: int
    why: str


@dataclass
class People:
    """Everybody of a table, and what of it is left out."""

    people: list[Person] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


class _Cannot(ValueError):
    """A row cannot be taken; its words say why."""


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Which column is what, as far as its heading tells; each column is one thing at most."""
    plain = [_plain(each) for each in headings]
    found: dict[str, int] = {}
    for key, names in HEADINGS.items():
        for name in names.split("|"):
            if name in plain and plain.index(name) not in found.values():
                found[key] = plain.index(name)
                break
    if "first_name" in found or "last_name" in found:
        found.pop("full_name", None)
    return found


def people_of(rows: Iterable[Sequence[str]], columns: Columns, order: Order, today: date) -> People:
    """Everybody of these rows: those of one number, or one name, birth date and phone, are one."""
    whole, known = People(), dict[Any, Person]()
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        try:
            person = _person(row, number, columns, order, today)
        except _Cannot as no:
            whole.refused.append(Refused(number, str(no)))
            continue
        key = _same(person, _cell(row, columns, "number"), number)
        known[key] = _with(known[key], person) if key in known else person
    whole.people = list(known.values())
    return whole


def _person(row: Sequence[str], number: int, columns: Columns, order: Order, today: date) -> Person:
    said = dict(_says(row, columns))
    if not said.get("full_name"):
        raise _Cannot(NO_NAME)
    if born := _cell(row, columns, "birth_date"):
        said["birth_date"] = _past_day(born, order, today, NO_BIRTH)
    return Person(said, tuple(_visits(row, columns, order, today)), (number,))


def _says(row: Sequence[str], columns: Columns) -> Iterator[tuple[str, str]]:
    parts = (_cell(row, columns, key) for key in ("first_name", "last_name"))
    name = _cell(row, columns, "full_name") or " ".join(filter(None, parts))
    told = {key: _cell(row, columns, key) for key in ("preferred_name", "phone", "email")}
    for key, words in {"full_name": name, **told}.items():
        if words:
            yield key, words[: _longest(key)]


def _longest(key: str) -> int:
    question = CATALOGUE.question(key)
    return question.longest if isinstance(question, Words) else 0


def _visits(row: Sequence[str], columns: Columns, order: Order, today: date) -> Iterator[Came]:
    if day := _cell(row, columns, "visit_day"):
        words = _cell(row, columns, "visit_words")[:200]
        yield Came(_past_day(day, order, today, NO_DAY), words)


def _past_day(typed: str, order: Order, today: date, why: str) -> str:
    # An hour behind the day, as programs write it, says nothing here.
    plain = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", typed)
    try:
        day = read_day(plain, order)
    except ValueError:
        raise _Cannot(why) from None
    if day > today:
        raise _Cannot(TO_COME)
    if day < EARLIEST:
        raise _Cannot(why)
    return day.isoformat()


def _same(person: Person, number: str, row: int) -> Any:
    """What two rows of one person have in common; of whoever says too little, the row itself."""
    says = person.says
    if number:
        return "number", number
    if says.get("birth_date") and says.get("phone"):
        return folded(says["full_name"]), says["birth_date"], says["phone"]
    return row


def _with(one: Person, other: Person) -> Person:
    visits = tuple(sorted({*one.visits, *other.visits}, key=lambda came: (came.day, came.words)))
    return Person({**other.says, **one.says}, visits, (*one.rows, *other.rows))


def _cell(row: Sequence[str], columns: Columns, key: str) -> str:
    place = columns.get(key)
    return one_line(row[place]) if place is not None and place < len(row) else ""


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", folded(heading)).split())
