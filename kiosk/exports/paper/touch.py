"""Touch: how firm, in which positions, and how the room is set up."""

from __future__ import annotations

from collections.abc import Iterator

from ...frozen import dataclass
from ...intake.record import Line
from ...languages import N_
from .text import Words, joined, line, plain, strong
from .told import Told

FIRMNESS = ("p1_very_light", "p2_light", "p3_medium", "p4_firm", "p5_deep")
POSITIONS = (
    ("face_down", N_("NOT FACE DOWN")),
    ("face_up", N_("NOT FACE UP")),
    ("side", N_("NOT ON THE SIDE")),
)
ROOM = ("warmth", "sound", "talk", "light", "scent", "lotion")
USUAL = (
    ("warmth", N_("warmth")),
    ("sound", N_("sound")),
    ("talk", N_("talking")),
    ("light", N_("light")),
    ("lotion", N_("lotion")),
    ("check_in", N_("check in")),
)
"""What one choice leaves as usual: never scent, positions, pressure, or where not to touch."""

OPEN = (
    ("check_in", N_("check in")),
    ("warmth", N_("warmth")),
    ("sound", N_("sound")),
    ("talk", N_("talking")),
    ("scent", "scent"),
)


@dataclass(frozen=True)
class Touch:
    """The block in full, or as one line where the page is full."""

    firmness: int
    """1 to 5; 0 where the client is not sure or did not say."""
    pressure: Words
    lines: tuple[Words, ...]
    short: bool


def touch(told: Told, *, short: bool) -> Touch:
    """Pressure in number and words, positions with what is ruled out, and the room."""
    picked = told.answer("pressure")
    firmness = FIRMNESS.index(picked) + 1 if picked in FIRMNESS else 0
    if not told.answered("p1_touch"):
        nothing = joined((plain(told.translate("No preference given")), told.not_answered()), ": ")
        return Touch(0, (), line(nothing), short)
    words = f"{firmness} {told.label('pressure')}" if firmness else told.label("pressure")
    pressure = told.says(told.translate("Pressure"), told.or_open("pressure", strong(words)))
    lines = line(*_positions(told), _scent(told), _as_usual(told)) if short else _all(told)
    return Touch(firmness, pressure, lines, short)


def _all(told: Told) -> tuple[Words, ...]:
    return (
        *line(
            told.says(told.translate("Style"), told.labels("style")),
            told.says(told.translate("Check in"), told.labels("check_in")),
            told.says(
                told.translate("Strongest feeling that is fine"), told.number("pain_ceiling")
            ),
        ),
        *line(*_positions(told), told.says(told.translate("Face rest"), told.labels("face_rest"))),
        *line(_room(told), _as_usual(told)),
        *line(
            told.says(told.translate("Work with"), _with(told)),
            told.open_list((key, told.translate(words)) for key, words in OPEN if key != "scent"),
        ),
    )


def _with(told: Told) -> Words:
    return told.labels("therapist_choice")


def _positions(told: Told) -> Iterator[Words]:
    """The positions picked, and each of the three that was not: as a plain NOT."""
    picked = told.labels("positions_ok")
    yield told.says(told.translate("Positions"), told.or_open("positions_ok", picked))
    if told.has("positions_ok", *(key for key, _ in POSITIONS), "seated"):
        ruled_out = [
            told.translate(no) for key, no in POSITIONS if not told.has("positions_ok", key)
        ]
        yield strong(f"{'. '.join(ruled_out)}.") if ruled_out else ()


def _scent(told: Told) -> Words:
    return told.says(told.translate("Scent"), told.or_open("scent", told.labels("scent")))


def _room(told: Told) -> Words:
    """Warmth, sound, talk, light, scent and lotion in one line, each with what it is of."""
    wishes = joined(
        (_wish(told, wish) for wish in filter(None, map(told.line, ROOM))), told.semicolon
    )
    return (*wishes, *plain(".")) if wishes else ()


def _as_usual(told: Told) -> Words:
    """What a client who is fine with all as usual has not chosen for themselves."""
    if not told.has("as_usual", "fine"):
        return ()
    left = [told.translate(words) for key, words in USUAL if not told.labels(key)]
    words = told.translate("As usual is fine")
    return told.says(words, plain(told.comma.join(left))) if left else plain(f"{words}.")


def _wish(told: Told, wish: Line) -> Words:
    label = told.translate("Skin") if wish.key == "lotion" else wish.prompt
    said = told.labels(wish.key)
    if wish.key == "scent":
        said = told.or_open(wish.key, said)
    return (*plain(told.colon(label)), *said) if said else ()
