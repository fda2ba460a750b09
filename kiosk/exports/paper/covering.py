"""How this client lies and is covered: a drawing of each position they accept, and of no other."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from ...catalogue.covering import CLOTHED, LEFT_OUT, SIDE_UP, members
from ...catalogue.regions import REGIONS
from ...frozen import dataclass
from ...languages import N_
from .body_map import Outline, outlines
from .marks import places_named
from .text import Words, joined, plain, small
from .told import Told

PATTERNS = (
    ("no", N_("crossed: do not touch")),
    ("kept", N_("striped: keep covered")),
    ("ask", N_("dotted: ask first")),
    ("clothed", N_("grey: stays covered")),
)
"""How the places are filled, the strictest first, and what each filling means."""


@dataclass(frozen=True)
class Cover:
    """One position, seen from above."""

    key: str
    title: str
    says: str
    """What the drawing shows, in words."""
    outline: Outline
    filled: tuple[tuple[str, str], ...]
    """Pattern by pattern: its key, and one path over all its places."""


@dataclass(frozen=True)
class Covering:
    """The drawings and what their patterns mean; where there are none, the positions in words."""

    drawings: tuple[Cover, ...]
    legend: Words
    otherwise: Words


def covering(told: Told) -> Covering:
    """A drawing for face down and one for face up, where the client accepts them; else words."""
    places = _places(told)
    positions = [key for key in SIDE_UP if told.has("positions_ok", key)]
    drawings = tuple(_cover(told, key, places) for key in positions)
    used = {pattern for drawing in drawings for pattern, _ in drawing.filled} | {"clothed"}
    meanings = told.semicolon.join(told.translate(words) for key, words in PATTERNS if key in used)
    legend = small(f"{told.colon(told.translate('Drawing'), meanings)}.") if drawings else ()
    return Covering(drawings, legend, () if drawings else _otherwise(told))


def _cover(told: Told, position: str, places: Mapping[str, set[str]]) -> Cover:
    outline = outlines()[SIDE_UP[position]]
    seen = {key: [place for place in outline.regions if place in places[key]] for key in places}
    return Cover(
        position,
        told.choice("positions_ok", position),
        _says(told, position, seen),
        outline,
        tuple(
            (key, "".join(outline.regions[place] for place in seen[key]))
            for key, _ in reversed(PATTERNS)
            if seen[key]
        ),
    )


def _says(told: Told, position: str, seen: Mapping[str, list[str]]) -> str:
    named = {key: told.semicolon.join(places_named(seen[key], told)) for key in seen}
    said = (
        told.says(told.translate("Clothes"), told.labels("undress_level")),
        told.says(told.translate("Do not touch"), plain(named["no"])),
        told.says(told.translate("Keep covered"), plain(named["kept"])),
        told.says(told.translate("Ask first"), plain(named["ask"])),
    )
    words = joined((plain(f"{told.choice('positions_ok', position)}."), *said), " ")
    return "".join(run.text for run in words)


def _otherwise(told: Told) -> Words:
    """The positions that have no drawing; or that nothing was said of any."""
    asked = told.line("positions_ok") is not None
    never = () if asked else plain(told.translate("not asked this visit"))
    said = told.or_open("positions_ok", told.labels("positions_ok") or never)
    return told.says(told.translate("Positions"), said)


def _places(told: Told) -> dict[str, set[str]]:
    """The places of each pattern; where two would meet, the stricter one stands."""
    marked = {kind: {m.region for m in told.marks if m.mark == kind} for kind in ("avoid", "ask")}
    clothes = CLOTHED.get(str(told.answer("undress_level")), ())
    found = {
        "no": marked["avoid"] | _picked(told, "touch_avoid") | _private(told, "no"),
        "kept": _picked(told, "keep_covered") | _private(told, "over_cover"),
        "ask": marked["ask"] | _private(told, "ask"),
        "clothed": members(clothes),
    }
    stricter: set[str] = set()
    for key, _ in PATTERNS:
        found[key] = found[key] - stricter
        stricter |= found[key]
    return found


def _picked(told: Told, key: str) -> set[str]:
    chosen = (LEFT_OUT[key][choice] for choice in LEFT_OUT[key] if told.has(key, choice))
    return members(tuple(chain.from_iterable(chosen)))


def _private(told: Told, said: str) -> set[str]:
    """The private areas that got this answer; without one it is no."""
    chosen = told.has("any_sensitive", "choose")
    return {
        place.key
        for place in REGIONS
        if place.sensitive and ((chosen and told.answer(place.sensitive)) or "no") == said
    }
