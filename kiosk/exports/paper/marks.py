"""The marks of the body map as a list: pairs as "both", whole groups in one line."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from ...catalogue.regions import MARKS, OTHER_SIDE, REGION, REGIONS
from ...frozen import dataclass
from ...intake.record import Mark
from ...intake.wording import marks as in_words
from ...languages import N_, translate
from .told import Told

ORDER = ("work", "avoid", "ask", "gentle")
LETTER: Mapping[str, str] = {"work": "W", "gentle": "G", "avoid": "X", "ask": "?"}

WHOLE: Mapping[str, str] = {
    "head": N_("Whole head"),
    "neck": N_("Whole neck"),
    "shoulder": N_("Shoulders, front and back"),
    "arm": N_("Both arms"),
    "hand": N_("Both hands"),
    "back": N_("Upper and middle back"),
    "low_back": N_("Whole low back"),
    "leg": N_("Both legs"),
    "foot": N_("Both feet"),
}
"""Groups with more places than one pair, when all of their places carry the same mark."""


@dataclass(frozen=True)
class Place:
    """A line of the list: one place, a pair or a whole group with the same mark."""

    mark: str
    letter: str
    label: str
    feeling: str
    """Feeling, level and since when, as "Tight 6, new"; empty where none was given."""


def places(told: Told) -> tuple[Place, ...]:
    """All marks, what to work on first, then what to stay away from."""
    return tuple(
        Place(kind, LETTER[kind], label, feeling)
        for kind in ORDER
        for feeling, marks in _by_feeling(told, kind).items()
        for label in _labels(marks, told)
    )


def avoided(told: Told) -> tuple[str, ...]:
    """Where to stay away, whatever it feels like there."""
    return tuple(_labels([mark for mark in told.marks if mark.mark == "avoid"], told))


def places_named(regions: Iterable[str], told: Told) -> tuple[str, ...]:
    """These places of the map in words, pairs and whole groups in one."""
    kept = [{"region": region, "mark": "avoid"} for region in regions]
    return tuple(_labels(in_words(kept, told.language), told))


def letters(keys: Container[str], language: str) -> tuple[str, ...]:
    """What each of these letters means, in the client's words."""
    return tuple(
        f"{LETTER[mark.key]} = {translate(mark.label, language, f'mark.{mark.key}')}"
        for mark in MARKS
        if mark.key in keys
    )


def _by_feeling(told: Told, kind: str) -> Mapping[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in told.marks:
        if mark.mark == kind:
            found.setdefault(_feeling(mark, told), []).append(mark)
    return found


def _feeling(mark: Mark, told: Told) -> str:
    level = "" if mark.level is None else str(mark.level)
    feels = "\N{NO-BREAK SPACE}".join(filter(None, (mark.feel_label, level)))
    return told.comma.join(filter(None, (feels, mark.since_label)))


def _labels(marks: Sequence[Mark], told: Told) -> Iterable[str]:
    """The places in the order of the map, each named once."""
    left = {mark.region: mark.region_label for mark in marks}
    whole = {group for group in WHOLE if _members(group) <= left.keys()}
    for region, label in list(left.items()):
        group = REGION[region].group
        if group in whole:
            whole.discard(group)
            left = {key: left[key] for key in left if key not in _members(group)}
            yield told.translate(WHOLE[group])
        elif region in left:
            other = OTHER_SIDE.get(region)
            yield _both(label, told) if other in left else label
            left = {key: left[key] for key in left if key not in (region, other)}


def _members(group: str) -> set[str]:
    return {region.key for region in REGIONS if region.group == group}


def _both(label: str, told: Told) -> str:
    """ "Calf (left)" as "Calf (both)": every label of a side ends in brackets."""
    return f"{label.rpartition(' (')[0]} ({told.translate('both')})"
