"""Sharing a story: what a client allowed by their agreement, how far, and until when."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from ..frozen import dataclass
from ..languages import N_

CARD = "consent_story"

LEVELS: Mapping[int, str] = {1: N_("No name, and nothing that shows who it is")}
"""By version of the statement, how far it goes. A wording that allows more is a new version."""

State = Literal["holds", "ended", "taken_back", "said_no", "renewed"]
"""Whether it may be used; if not, why: its time is over, it was taken back, or the client has
answered anew since."""


@dataclass(frozen=True)
class Permission:
    """One permission as it was given: the exact words, and what follows from them."""

    text: str
    text_hash: str
    language: str
    version: int
    said_on: str
    """ISO date of the visit."""
    ends_on: str
    """ISO date of its last day."""
    signer: str
    """client or guardian"""

    @property
    def level(self) -> str:
        """How far it goes; as far as the first wording where a version is not known."""
        return LEVELS.get(self.version, LEVELS[1])


def permission_in(record: Mapping[str, Any], valid_months: int) -> Permission | None:
    """What a signed record, as JSON has it, allows by a card answered at that very visit."""
    for card in record.get("agreements") or ():
        if card["key"] == CARD and card["answer"] == "yes":
            said = date.fromisoformat(record["visit_day"])
            return Permission(
                card["text"],
                card["text_hash"],
                card["language"],
                int(card["version"]),
                said.isoformat(),
                months_after(said, valid_months).isoformat(),
                str(record.get("signer") or "client"),
            )
    return None


def was_asked(record: Mapping[str, Any]) -> bool:
    """Whether the card was answered at this very visit."""
    return any(card["key"] == CARD for card in record.get("agreements") or ())


def state_of(
    permission: Permission, later: Iterable[Mapping[str, Any]], today: date, *, taken_back: bool
) -> State:
    """How it stands today. ``later``: the client's later records, the newest first."""
    if taken_back:
        return "taken_back"
    for record in later:
        if was_asked(record):
            return "renewed" if permission_in(record, 0) else "said_no"
    return "holds" if today.isoformat() <= permission.ends_on else "ended"


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
