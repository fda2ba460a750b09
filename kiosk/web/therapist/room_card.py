"""The room card: a calm, dim page for the treatment room. A few lines, no name, one tap a note."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from ...exports.paper.boundaries import PRIVATE_AREAS
from ...frozen import dataclass
from ...intake.treatment import REACHES, TAPS
from ...intake.treatment_lines import AWAY, lines_to_choose
from ...languages import with_colon, with_semicolons
from ...usecases.treat_client import Treated, read_treatment
from ..http import current
from ..http.access import access
from ..http.layout import Layout, show, staff_layout
from ..http.page_parts import Choice, choices
from ..http.redirects import see_other
from ..http.viewer import me, or_not_found
from .taken_back import TakenBack, nothing_new, taken_back
from .treatment_page import at_the_clock, minutes_in_words

routes = Blueprint("room_card", __name__)

NOT_THIS = (AWAY, "touch_avoid", "keep_covered")
THEN = (
    *("pause_signal", "feelings_first", "feelings_avoid", "respect_note"),
    *("positions_ok", "check_in"),
)
"""The lines of the card: what is not to be done first, and then the private areas as they stand."""

REMINDED = {"often": "often", "sometimes": "sometimes"}
"""Of ``check_in``, the answers that a silent pulse reminds of."""


LONGEST = 2 * 60 * 60
"""Seconds after its start for which a session is taken to go on, though nobody touches the card."""


@dataclass(frozen=True)
class RoomCard:
    """What stands on it: nothing that tells who lies there."""

    title: str
    id: str
    lines: tuple[str, ...]
    taken_back: TakenBack
    taps: tuple[Choice, ...]
    post: str
    """Tells a tap from the same one sent twice."""
    passed: str
    last: str
    """What was noted last, so that a tap is seen to have been taken."""
    reminder: str
    """often, sometimes, or nothing."""
    stays: int
    """Seconds for which it stays on the screen though nobody touches it."""


@routes.get("/staff/intakes/<intake_id>/session/room")
@access("therapist")
def card(intake_id: str) -> ResponseReturnValue:
    """The card while the session lasts; the session's page before it and after."""
    if nothing_new(intake_id):
        return "", 204
    with or_not_found():
        treated = read_treatment(current.store(), me(), intake_id)
    if treated.treatment.state != "in_room":
        return see_other(url_for("treatment.session", intake_id=intake_id))
    layout = replace(staff_layout(), theme="dark")
    return show("therapist/room_card.html", layout, page=_card(treated, layout))


def _card(treated: Treated, layout: Layout) -> RoomCard:
    taps = treated.treatment.taps
    told = {line.key: line.told for line in lines_to_choose(treated.stands.in_full)}
    last = (
        f"{at_the_clock(taps[-1].at, layout)} · {layout.translate(TAPS[taps[-1].tap])}"
        if taps
        else ""
    )
    return RoomCard(
        layout.translate("In the room"),
        treated.stands.id,
        tuple(_lines(treated, told, layout)),
        taken_back(treated.stands, "room_card.card", layout),
        choices((key, layout.translate(words)) for key, words in TAPS.items()),
        secrets.token_urlsafe(9),
        minutes_in_words(treated, layout),
        last,
        REMINDED.get(str(treated.stands.says.get("check_in")), ""),
        _stays(treated),
    )


def _lines(treated: Treated, told: Mapping[str, str], layout: Layout) -> Iterator[str]:
    yield from (told[key] for key in NOT_THIS if key in told)
    yield with_colon(layout.translate("Private areas"), _areas(treated, layout), layout.language)
    yield from (told[key] for key in THEN if key in told)


def _areas(treated: Treated, layout: Layout) -> str:
    """What may be done in each, as it stands now; one word where it is nothing."""
    now = {area: treated.permitted(area) for area, _ in PRIVATE_AREAS}
    if not any(answer != "no" for answer in now.values()):
        return layout.translate(REACHES["no"])
    said = (
        with_colon(layout.translate(words), layout.translate(REACHES[now[area]]), layout.language)
        for area, words in PRIVATE_AREAS
        if now[area] != "no" or area in treated.stands.says
    )
    return with_semicolons(said, layout.language)


def _stays(treated: Treated) -> int:
    """Hands are busy while a session lasts: the card is in use, but for no longer than that."""
    with current.store().reading() as tx:
        passed = tx.steady.microseconds - (treated.treatment.start or 0)
    return max(0, LONGEST - passed // 1_000_000)
