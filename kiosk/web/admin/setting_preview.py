"""How a setting looks before it is kept: the words of the page it shows on, in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...catalogue import CATALOGUE
from ...catalogue.words import TEXTS
from ...clinic import Setting
from ...clinic.colour import nearest
from ...clinic.kinds import Value
from ...clinic.look_kinds import Colour
from ...clinic.whom_to_ask import INSTEAD
from ...frozen import dataclass
from ...intake.own_catalogue import optional, own_catalogue
from ...intake.walk_cost import cost_of
from ...intake.wording import fixed, title
from ...languages import N_, day_order, direction, format_day, format_number, translate
from ...store.clinics import Clinic
from ..http import current


@dataclass(frozen=True)
class Seen:
    """A part of a page, in one language."""

    language: str
    direction: str
    heading: str
    lines: tuple[str, ...]


COST = N_(
    "Optional questions in sight cost a new client %(taps)d taps and about %(minutes)s minutes. "
    "Behind the fold: %(folded)d."
)

Draws = Callable[[Clinic, str], tuple[str, Iterator[str]]]
"""The heading and the lines of what is seen, for a reader of this language."""


def seen(setting: Setting, value: Value, clinic: Clinic) -> tuple[Seen, ...]:
    """The setting with this value, as each language offered has it; nothing where none is drawn."""
    draws = DRAWS.get(setting.preview)
    if draws is None or setting.kind.wrong(value):
        return ()
    said: Mapping[str, Any] = {setting.key: value}
    readers = (clinic.language,) if draws in (_colour, _cost) else clinic.offered
    return tuple(_seen(draws, replace(clinic, **said), code) for code in readers)


def _seen(draws: Draws, clinic: Clinic, language: str) -> Seen:
    heading, lines = draws(clinic, language)
    return Seen(language, direction(language), heading, tuple(line for line in lines if line))


def _door(clinic: Clinic, language: str) -> tuple[str, Iterator[str]]:
    buttons = (
        f"{translate('Touch to begin', code)} · {name}" for code, name in clinic.offered.items()
    )
    return clinic.name, iter((title(CATALOGUE.step("welcome"), language), *buttons))


def _handout(clinic: Clinic, language: str) -> tuple[str, Iterator[str]]:
    return clinic.name, iter((clinic.address, clinic.phone))


def _guardian(clinic: Clinic, language: str) -> tuple[str, Iterator[str]]:
    rule = clinic.text(clinic.guardian_room_rule, language)
    return title(CATALOGUE.step("guardian"), language), iter(rule.splitlines())


def _person(clinic: Clinic, language: str) -> tuple[str, Iterator[str]]:
    person = clinic.text(clinic.desk_person, language)
    asks = translate(INSTEAD[TEXTS["ask_the_desk"]], language) % {"person": person}
    return translate("Welcome back", language), iter(
        (asks if person else fixed("ask_the_desk", language),)
    )


def _people(clinic: Clinic, language: str) -> tuple[str, Iterator[str]]:
    people = clinic.text(clinic.support_list_text, language)
    return translate("People to talk to", language), iter(people.splitlines())


def _day(clinic: Clinic, language: str) -> tuple[str, Iterator[str]]:
    today = clinic.day(current.store().now())
    said = format_day(today, language, day_order(clinic.country))
    return translate("Today is %(day)s.", language) % {"day": said}, iter(())


def _colour(clinic: Clinic, language: str) -> tuple[str, Iterator[str]]:
    said = {theme: nearest(clinic.accent or Colour.own, theme) for theme in ("light", "dark")}
    words = translate(N_("This page wears it. By day %(light)s, in the dark %(dark)s."), language)
    return translate(N_("Accent colour"), language), iter((words % said,))


def _cost(clinic: Clinic, language: str) -> tuple[str, Iterator[str]]:
    day = clinic.day(current.store().now())
    facts = clinic.facts_on(day)
    own = own_catalogue(facts, clinic.language)
    asked = [each for each in own.questions if each.key in optional()]
    costs = [cost_of(each, language, folded=each.more) for each in asked]
    taps, seconds = sum(each.taps for each in costs), sum(each.seconds for each in costs)
    values = {
        "taps": taps,
        "minutes": format_number(seconds / 60, language),
        "folded": sum(q.more for q in asked),
    }
    return translate(N_("Optional questions"), language), iter(
        (translate(COST, language) % values,)
    )


DRAWS: Mapping[str, Draws] = {
    "cost": _cost,
    "colour": _colour,
    "door": _door,
    "handout": _handout,
    "guardian": _guardian,
    "person": _person,
    "people": _people,
    "day": _day,
}
"""By the preview that a setting names."""
