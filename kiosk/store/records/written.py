"""Written: what was put right and taken back in a record since it was signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
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
    by_the_client: tuple[Areas | Withdrawal, ...] = ()
    """What only a client can say: in the order it was written in, whatever clocks showed."""

    def __bool__(self) -> bool:
        return bool(self.corrections or self.by_the_client)

    @property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """What was taken back; also what was signed anew after that."""
        return tuple(each for each in self.by_the_client if isinstance(each, Withdrawal))

    @property
    def now(self) -> dict[str, Any]:
        """By question id, what holds after all of it. No correction brings back a card that was
        taken back; of one that was signed anew, too, the later holds."""
        said = corrections.latest(self.corrections)
        for each in self.by_the_client:
            said |= _says(each)
        return said

    @property
    def in_force(self) -> tuple[Withdrawal, ...]:
        """The withdrawals that still hold: of those of an area that was signed anew since, none."""
        back: list[Withdrawal] = []
        for each in self.by_the_client:
            if isinstance(each, Withdrawal):
                back.append(each)
            else:
                back = [one for one in back if one.card not in each.said]
        return tuple(back)

    def also_taken_back(self, elsewhere: Iterable[Withdrawal]) -> Written:
        """The same with what was taken back elsewhere, but for what is so already. Between this
        record and that one there is no order but that of the clock."""
        here = {each.card for each in self.in_force}
        more = (each for each in elsewhere if each.card not in here)
        every = sorted((*self.by_the_client, *more), key=lambda each: each.made_at)
        return replace(self, by_the_client=tuple(every))

    def put_right(self, signed: Mapping[str, Any], language: str) -> tuple[PutRight, ...]:
        """The corrections as a record bears them, and what was chosen anew, beside what was said
        when it was ``signed``; in the language of whoever reads why."""
        stood = dict(signed)
        anew = []
        for each in self.by_the_client:
            if isinstance(each, Areas):
                anew += _chosen(each, stood, translate("signed anew", language))
            stood |= _says(each)
        return (*map(_put_right, self.corrections), *anew)

    @property
    def taken_back(self) -> tuple[Withdrawn, ...]:
        """The withdrawals in force, as a record bears them."""
        return tuple(map(_taken_back, self.in_force))


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


def _says(each: Areas | Withdrawal) -> dict[str, Any]:
    if isinstance(each, Areas):
        return {OPENS_THEM: "choose", **each.said}
    return {each.card: safe_answer(each.card, each.said)}


def _chosen(made: Areas, stood: Mapping[str, Any], why: str) -> list[PutRight]:
    """Each area that is another by it, beside what stood."""
    at = made.made_at.isoformat()
    return [
        PutRight(key, stood.get(key, "no"), now, why, at, made.made_by)
        for key, now in made.said.items()
        if stood.get(key, "no") != now
    ]


def _put_right(made: Correction) -> PutRight:
    at = made.made_at.isoformat()
    return PutRight(made.question, made.before, made.now, made.reason, at, made.made_by)


def _taken_back(made: Withdrawal) -> Withdrawn:
    at = made.made_at.isoformat()
    return Withdrawn(made.card, made.said, made.asked_by, made.how, at, made.made_by)
