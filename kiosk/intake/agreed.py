"""What somebody agreed to: every card as it was answered last, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ..frozen import dataclass
from . import withdrawn
from .agreement_words import SLOTS
from .areas_again import agreed_anew
from .carried_cards import holds, is_reworded
from .facts import ClinicFacts
from .past import months_later
from .record import Agreement, Record, Withdrawn
from .wording import prompt

Stands = Literal["holds", "visit", "over", "reworded", "back", "not_given"]


@dataclass(frozen=True)
class Agreed:
    """One card as it was answered last."""

    card: str
    """The card's question id."""
    record_id: str
    """Of the visit it was answered at."""
    said: Agreement
    """The very words, their version and language, and the answer."""
    on: str
    """ISO date of that visit."""
    until: str
    """The last ISO date on which it holds; empty where it is for that visit alone."""
    stands: Stands
    signer: Literal["client", "guardian"] = "client"
    shown: Mapping[str, Any] = field(default_factory=dict)
    """When it was shown and how long it was open, as its record has it."""
    time_zone: str = "UTC"
    back: Withdrawn | None = None
    back_on: str = ""
    """ISO date on which it was taken back; empty where it was not."""

    @property
    def may_be_taken_back(self) -> bool:
        """Whether there is something to take back; what is too old to be asked by as well."""
        return self.stands in ("holds", "visit", "over", "reworded") and not (
            self.stands == "over" and not self.until
        )


def agreed_to(
    visits: Sequence[Record], day: date, clinic: ClinicFacts, *, private: str = ""
) -> tuple[Agreed, ...]:
    """Every card of these visits (oldest first) as it was answered last, in the order of asking.

    ``private``: the visit whose private areas are told as well; they hold for one visit alone.
    """
    clinic = replace(clinic, words=clinic.words.on(day.isoformat()))
    last: dict[str, Agreed] = {}
    for visit in visits:
        for said in visit.agreements:
            if said.kind != "private" or visit.id == private:
                last[card_of(said)] = _agreed(said, visit, day, clinic)
        for said in agreed_anew(visit) if visit.id == private else ():
            last[said.key] = replace(_agreed(said, visit, day, clinic), shown={})
    order = {card: place for place, card in enumerate(withdrawn.CARDS)}
    return tuple(sorted(last.values(), key=lambda each: order.get(each.card, len(order))))


def card_of(said: Agreement) -> str:
    """The card's own question id: a private area's statement is named after it."""
    return said.key.removeprefix("consent_") if said.kind == "private" else said.key


def title_of(card: str, visit: Record, language: str) -> str:
    """What a card is called: one of the clinic's own as it was called at that visit, or at the
    earlier one that it holds from."""
    own = {said.key: said.title for said in visit.agreements if said.key in SLOTS}
    kept = visit.told.line(card) if card in SLOTS else None
    return own.get(card) or (kept.prompt if kept else prompt(withdrawn.CARDS[card], language))


def _agreed(said: Agreement, visit: Record, day: date, clinic: ClinicFacts) -> Agreed:
    card = card_of(said)
    back = next(_back(visit.withdrawn, card), None)
    yearly = said.kind != "private" and withdrawn.CARDS[card].valid == "year"
    until = months_later(clinic.valid_months, visit.visit_day) if yearly else ""
    zone = ZoneInfo(visit.time_zone)
    return Agreed(
        card,
        visit.id,
        said,
        visit.visit_day,
        until,
        "back" if back else _stands(said, visit, day, clinic, yearly=yearly),
        visit.signer,
        visit.shown.get(card, {}),
        visit.time_zone,
        back,
        datetime.fromisoformat(back.at).astimezone(zone).date().isoformat() if back else "",
    )


def _back(taken_back: Iterable[Withdrawn], card: str) -> Iterator[Withdrawn]:
    return (each for each in taken_back if each.card == card)


def _stands(
    said: Agreement, visit: Record, day: date, clinic: ClinicFacts, *, yearly: bool
) -> Stands:
    if said.answer in withdrawn.NOTHING_GIVEN:
        return "not_given"
    if not yearly:
        return "visit" if visit.visit_day == day.isoformat() else "over"
    answered = {
        "version": said.version,
        "answer": said.answer,
        "language": said.language,
        "day": visit.visit_day,
    }
    if holds(said.key, answered, day, clinic):
        return "holds"
    return "reworded" if is_reworded(said.key, answered, clinic) else "over"
