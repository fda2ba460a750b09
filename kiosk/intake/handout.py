"""The handout: what a client takes home on one page. It carries no health answer and no name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..catalogue.after import SESSION_NOTE
from ..catalogue.home_care import HANDOUT, HANDOUT_LIST, IDEAS
from ..catalogue.questions import Question
from ..frozen import dataclass
from ..languages import translate
from .comfort_card import ComfortCard
from .issue import Mark
from .next_visit import next_in_words
from .wording import answer_in_words, fixed

FEELINGS_LINE = 4
"""The line that goes on with the clinic's list of people, where there is one."""

PLAN = ("home_minutes", "home_times", "home_moment", "home_tools")

AREA_PLACES: Mapping[str, tuple[str, ...]] = {
    "head_jaw": ("forehead", "face_jaw"),
    "neck_shoulders": ("neck_back", "shoulder_back_left", "shoulder_back_right"),
    "back": tuple(
        f"{part}_back_{side}" for part in ("upper", "mid", "low") for side in ("left", "right")
    ),
    "hips": ("hip_front_left", "hip_front_right"),
    "arms_hands": ("forearm_left", "forearm_right", "hand_left", "hand_right"),
    "legs": ("thigh_front_left", "thigh_front_right", "shin_left", "shin_right"),
    "feet": ("foot_sole_left", "foot_sole_right"),
}
"""Where each area of the plan for home lies; nothing private."""


@dataclass(frozen=True)
class OfClinic:
    """What a handout says of the clinic."""

    name: str
    language: str
    phone: str = ""
    people: str = ""
    """Its list of people to talk to; empty where it has none."""
    address: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Given:
    """Something to do at home, and where."""

    title: str
    text: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Handout:
    """The page, in the client's language."""

    language: str
    clinic: str
    phone: str
    address: str
    heading: str
    lines: tuple[str, ...]
    ideas: tuple[Given, ...]
    areas: tuple[Given, ...]
    plan: str
    """How long, how often, when and with what; empty where nobody chose."""
    next_visit: str
    scope: tuple[str, ...]
    people: str
    """The clinic's list of people to talk to, where it was asked for."""
    people_language: str
    card: ComfortCard | None = None
    """For its back, where it is wanted."""
    mark: Mark | None = None
    """The clinic's, where it has one."""


def handout_of(
    language: str,
    note: Mapping[str, Any],
    clinic: OfClinic,
    *,
    visit_day: str,
    with_people: bool = False,
    card: ComfortCard | None = None,
) -> Handout:
    """The handout of a signed note. ``with_people``: the list was asked for."""
    has_list = bool(clinic.people)
    return Handout(
        language,
        clinic.name,
        clinic.phone,
        clinic.address,
        aftercare_line(0, language),
        tuple(_lines(language, has_list=has_list)),
        tuple(_ideas(note, language)),
        tuple(_areas(note, language)),
        " · ".join(words for key in PLAN if (words := _said(note, key, language))),
        next_in_words(note, visit_day, language),
        tuple(fixed(key, language) for key in ("scope_note", "scope_note_list")[: 1 + has_list]),
        clinic.people if with_people else "",
        clinic.language,
        card,
        clinic.mark,
    )


def _lines(language: str, *, has_list: bool) -> Iterator[str]:
    for number in range(1, len(HANDOUT)):
        line = aftercare_line(number, language)
        if has_list and number == FEELINGS_LINE:
            line = f"{line} {translate(HANDOUT_LIST, language, 'handout.list')}"
        yield line


def aftercare_line(number: int, language: str) -> str:
    """One line of the aftercare, as the handout numbers them; 0 is its heading."""
    return translate(HANDOUT[number], language, f"handout.{number}")


def _ideas(note: Mapping[str, Any], language: str) -> Iterator[Given]:
    given = note.get("note_home_care") or ()
    for idea in IDEAS:
        if idea.key in given:
            title = translate(idea.title, language, f"home.{idea.key}.title")
            text = translate(idea.text, language, f"home.{idea.key}.text")
            yield Given(title, text, idea.places)


def _areas(note: Mapping[str, Any], language: str) -> Iterator[Given]:
    for key in note.get("home_areas") or ():
        if key in AREA_PLACES:
            words = answer_in_words(_question("home_areas"), [key], language)
            yield Given(words, "", AREA_PLACES[key])


def _said(note: Mapping[str, Any], key: str, language: str) -> str:
    return answer_in_words(_question(key), note.get(key), language)


def _question(key: str) -> Question:
    return next(each for each in SESSION_NOTE.questions if each.key == key)
