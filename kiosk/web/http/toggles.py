"""Toggles of the display: how a client may ask to be asked, beside size and colours."""

from __future__ import annotations

from collections.abc import Mapping

from ...frozen import dataclass
from ...intake.display import WAYS
from ...languages import N_, translate

LABELS: Mapping[str, str] = {
    "shows": N_("Show pictures"),
    "pace": N_("One question at a time"),
    "taps": N_("Larger buttons"),
}
"""What each is called, by the part of the display that it turns on and off again."""


@dataclass(frozen=True)
class Toggle:
    """A button that turns one of them on, or off where it is on."""

    kind: str
    sends: str
    text: str
    on: bool


def toggles(how: Mapping[str, str], language: str) -> tuple[Toggle, ...]:
    """A button for each, as the display stands."""
    return tuple(
        Toggle(
            kind, f"{kind}:{_other(kind, how[kind])}", translate(words, language), _is_on(kind, how)
        )
        for kind, words in LABELS.items()
    )


def _is_on(kind: str, how: Mapping[str, str]) -> bool:
    return how[kind] != WAYS[kind][0]


def _other(kind: str, now: str) -> str:
    usual, instead = WAYS[kind]
    return instead if now == usual else usual
