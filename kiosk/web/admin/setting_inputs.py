"""How a setting is asked on its page: one input or several, by its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ...clinic import SETTINGS, Setting
from ...clinic.kinds import (
    AllBut,
    Day,
    Line,
    Lines,
    Number,
    OneOf,
    OnOff,
    SomeOf,
    Value,
)
from ...clinic.look_kinds import Colour, Picture
from ...clinic.optional import asked_anyway, costs
from ...clinic.severities import Severities
from ...clinic.texts import OWN, by_language
from ...frozen import dataclass
from ...languages import LANGUAGES
from ...store.clinics import Clinic
from ..http.layout import Layout
from ..http.page_parts import Choice, choices


@dataclass(frozen=True)
class Input:
    """One field of the form."""

    name: str
    label: str
    shape: Literal["line", "lines", "day", "one", "radio", "boxes", "color", "file", "rules"]
    value: str = ""
    choices: tuple[Choice, ...] = ()
    ticked: tuple[str, ...] = ()
    told: tuple[Choice, ...] = ()
    """Of several things those that cannot be chosen here, with why."""
    language: str = ""
    """What is written in it, where that is another than the page's."""


def inputs_of(setting: Setting, value: Value, layout: Layout, clinic: Clinic) -> tuple[Input, ...]:
    """The fields of a setting with this value."""
    label, kind = layout.translate(setting.title), setting.kind
    match kind:
        case Line():
            return (Input(setting.key, label, "line", str(value)),)
        case Day():
            return (Input(setting.key, label, "day", str(value)),)
        case Colour():
            return (Input(setting.key, label, "color", str(value) or kind.own),)
        case Severities():
            return (Input(setting.key, label, "rules", str(value)),)
        case Picture():
            return (Input(setting.key, label, "file", str(value)),)
        case Lines():
            return tuple(_lines(setting.key, by_language(str(value)), clinic))
        case Number() | OneOf():
            return (Input(setting.key, label, "one", str(value), _offered(kind, layout)),)
        case OnOff():
            words = choices(kind.labels(layout.language))
            ticked = ("yes" if value else "no",) if isinstance(value, bool) else ()
            return (Input(setting.key, label, "radio", "", words, ticked),)
        case SomeOf() | AllBut():
            return (_boxes(setting, kind, value, layout, clinic),)


def _boxes(
    setting: Setting, kind: SomeOf | AllBut, value: Value, layout: Layout, clinic: Clinic
) -> Input:
    """The boxes; what is so whatever is ticked is only told, and keeps what it was."""
    notes = kind.notes(layout.language) if kind.notes else {}
    so_anyway: dict[str, str] = {}
    if setting.key == "questions_off":
        folds = SETTINGS["questions_folded"].kind
        folded = folds.picked(clinic.questions_folded) if isinstance(folds, SomeOf) else ()
        notes = costs(layout.language, folded)
        so_anyway = asked_anyway(clinic.chosen_severities, layout.language)
    every = kind.labels(layout.language)
    boxes = tuple(Choice(k, text, notes.get(k, "")) for k, text in every if k not in so_anyway)
    told = tuple(Choice(k, text, so_anyway[k]) for k, text in every if k in so_anyway)
    label = layout.translate(setting.title)
    return Input(setting.key, label, "boxes", "", boxes, kind.picked(value), told=told)


def _lines(key: str, texts: dict[str, str], clinic: Clinic) -> Iterator[Input]:
    """One for each language read here, and for one turned off since that has its words."""
    for code, name in LANGUAGES.items():
        if code not in clinic.readable and code not in texts:
            continue
        before = texts.get(OWN, "") if code == clinic.language else ""
        yield Input(f"{key}-{code}", name, "lines", texts.get(code, before), language=code)


def _offered(kind: Number | OneOf, layout: Layout) -> tuple[Choice, ...]:
    empty = getattr(kind, "empty", "")
    none = [("", layout.translate(empty))] if empty else []
    return choices([*none, *kind.labels(layout.language)])
