"""Not this: what stays covered, untouched or left out, and how the client is dressed."""

from __future__ import annotations

from collections.abc import Iterator

from ...frozen import dataclass
from ...languages import N_
from .covering import Covering, covering
from .marks import avoided
from .text import Words, joined, line, plain, strong
from .told import Told

PRIVATE_AREAS = (
    ("sensitive_glutes", N_("buttocks")),
    ("sensitive_abdomen", N_("belly")),
    ("sensitive_inner_thigh", N_("inner thigh")),
    ("sensitive_chest_wall", N_("chest")),
    ("sensitive_breast", N_("breast")),
)
ALWAYS = 4
"""The first four stand for "private areas" where none was opened."""

ANSWERS = {"over_cover": N_("OVER SHEET"), "yes": N_("YES"), "ask": N_("ASK")}

OPEN = (
    ("touch_avoid", N_("do not touch")),
    ("keep_covered", N_("keep covered")),
    ("companion", N_("someone in the room")),
)


@dataclass(frozen=True)
class Boundaries:
    """The lines, and the drawings of how the client is covered beside them."""

    lines: tuple[Words, ...]
    covering: Covering


def boundaries(told: Told) -> Boundaries:
    """What the client said no to, private areas one by one, clothes and cover."""
    shown = covering(told)
    return Boundaries(
        (
            *line(*_excluded(told)),
            *line(_private_areas(told)),
            *line(*_covering(told)),
            *line(
                told.open_list((key, told.translate(words)) for key, words in OPEN),
                shown.otherwise,
                shown.legend,
            ),
        ),
        shown,
    )


def _excluded(told: Told) -> Iterator[Words]:
    away = avoided(told)
    nothing = (told.has("touch_avoid", "none"), told.has("keep_covered", "none"))
    if all(nothing) and not away:
        yield plain(told.translate("No areas excluded."))
        return
    yield told.says(f"{told.translate('Stay away')} (X)", plain(told.semicolon.join(away)))
    yield told.says(told.translate("Do not touch"), told.labels("touch_avoid"))
    yield told.says(told.translate("Keep covered"), told.labels("keep_covered"))


def _private_areas(told: Told) -> Words:
    label = told.translate("Private areas")
    if not told.has("any_sensitive", "choose"):
        names = told.comma.join(told.translate(words) for _, words in PRIVATE_AREAS[:ALWAYS])
        all_no = (
            *plain(f"{told.translate('all')} "),
            *strong(told.translate("NO")),
            *plain(f" ({names})"),
        )
        return told.says(label, all_no)
    return told.says(label, joined(_area_by_area(told), " · "))


def _area_by_area(told: Told) -> Iterator[Words]:
    for key, words in PRIVATE_AREAS:
        if told.line(key):
            said = ANSWERS.get(str(told.answer(key)), "NO")
            yield (*plain(f"{told.translate(words)} "), *strong(told.translate(said)))


def _covering(told: Told) -> Iterator[Words]:
    dressed = told.or_open("undress_level", told.labels("undress_level"))
    yield told.says(told.translate("Clothes"), dressed)
    yield told.says(told.translate("Cover"), told.labels("cover_type"))
    companion = told.flag("r_companion") or told.translate("Someone in the room")
    yield told.says(companion, told.labels("companion"))
    yield told.says(told.translate("Please respect"), told.quote("respect_note"))
