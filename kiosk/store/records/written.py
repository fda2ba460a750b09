"""Written: what was put right and taken back in a record since it was signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ...frozen import dataclass
from ...intake.record import PutRight, Withdrawn, what_stands
from ...intake.withdrawn import safe_answer
from ...languages import translate
from . import corrections
from .corrections import Correction
from .entries import Entry
from .withdrawals import Withdrawal

OPENS_THEM = "any_sensitive"
"""The question that the private areas stand behind."""


@dataclass(frozen=True)
class Areas:
    """Private areas as a client chose them anew, and signed, before the session."""

    said: Mapping[str, str]
    """By question id."""
    made_at: datetime
    made_by: str


def areas(entry: Entry) -> Areas:
    """What an entry of its kind says. Raises KeyError where another version wrote it."""
    return Areas(entry.said["said"]["areas"], entry.made_at, entry.made_by)


@dataclass(frozen=True)
class Written:
    """What was written about a record since it was signed, each the oldest first."""

    corrections: tuple[Correction, ...] = ()
    """That of an earlier visit counts here, too, where this visit carried the answer."""
    withdrawals: tuple[Withdrawal, ...] = ()
    areas: tuple[Areas, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.corrections or self.withdrawals or self.areas)

    @property
    def now(self) -> dict[str, Any]:
        """By question id, what holds after all of it. A card that was taken back stays so."""
        back = {each.card: safe_answer(each.card, each.said) for each in self.withdrawals}
        return corrections.latest(self.corrections) | self._anew | back

    @property
    def _anew(self) -> dict[str, Any]:
        anew = {area: said for each in self.areas for area, said in each.said.items()}
        return {OPENS_THEM: "choose", **anew} if anew else {}

    def put_right(self, signed: Mapping[str, Any], language: str) -> tuple[PutRight, ...]:
        """The corrections as a record bears them, and what was chosen anew, beside what was said
        when it was ``signed``; in the language of whoever reads why."""
        stood = dict(signed)
        anew = []
        for each in self.areas:
            changed = {key: now for key, now in each.said.items() if stood.get(key, "no") != now}
            at, why = each.made_at.isoformat(), translate("signed anew", language)
            anew += [
                PutRight(key, stood.get(key, "no"), now, why, at, each.made_by)
                for key, now in changed.items()
            ]
            stood |= each.said
        return (*map(_put_right, self.corrections), *anew)

    @property
    def taken_back(self) -> tuple[Withdrawn, ...]:
        """The withdrawals as a record bears them."""
        return tuple(map(_taken_back, self.withdrawals))


NOTHING_WRITTEN = Written()


@dataclass(frozen=True)
class About:
    """What must be known of a record to find all that was written about it, also elsewhere."""

    id: str
    client_id: str
    answers: Mapping[str, Any]
    """By question id, of what was asked at that very visit."""
    carried: Mapping[str, Mapping[str, Any]]
    signed_at: datetime

    @property
    def says(self) -> dict[str, Any]:
        """Every answer as it was signed, carried ones as well."""
        return what_stands(self.carried, self.answers)


def _put_right(made: Correction) -> PutRight:
    at = made.made_at.isoformat()
    return PutRight(made.question, made.before, made.now, made.reason, at, made.made_by)


def _taken_back(made: Withdrawal) -> Withdrawn:
    at = made.made_at.isoformat()
    return Withdrawn(made.card, made.said, made.asked_by, made.how, at, made.made_by)
