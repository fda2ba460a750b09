"""What stands: a signed record read with everything that was written about it since.

This is the one place that reads the answers and flags of a record as it was signed. Whoever wants
to know what a client said asks here: for one record, or for many at the price of one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from ...frozen import dataclass
from ...intake import past
from ...intake.after_correction import opened
from ...intake.corrected import corrected
from ...intake.own_rules import Chosen, own_rules
from ...intake.record import Record, what_stands
from ...intake.record_json import as_json, from_json
from ...intake.withdrawn import safe_answer
from ..clinics import the_clinic
from ..engine.tables import RECORD
from ..engine.transaction import Transaction
from . import corrections, records, withdrawals
from .corrections import Correction
from .records import AT_A_TIME, Signed
from .withdrawals import Withdrawal
from .written import NOTHING_WRITTEN, About, Written
from .written_about import written_about


@dataclass(frozen=True)
class Law:
    """By what a correction is read: from which age one agrees alone, and how urgent rules are."""

    majority_age: int = 18
    severities: Chosen = ()


@dataclass(frozen=True)
class Standing:
    """A record as it stands. Without an entry about it, that is the record as it was signed."""

    signed: Signed
    written: Written = NOTHING_WRITTEN
    law: Law = Law()

    @property
    def id(self) -> str:
        """The record's id."""
        return self.signed.id

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What was put right since, the oldest first."""
        return self.written.corrections

    @property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """What was taken back since, the oldest first; what was signed anew after it as well."""
        return self.written.withdrawals

    @property
    def taken_back(self) -> tuple[str, ...]:
        """The cards that are taken back, each once, in the order they were."""
        return withdrawals.cards(self.written.in_force)

    @cached_property
    def kept(self) -> Mapping[str, Any]:
        """Plain JSON of the shape of the signed record; with ``put_right`` and ``withdrawn`` where
        something was."""
        if not self.written or "unreadable" in self.signed.record:
            return self.signed.record
        return as_json(self.in_full)

    @cached_property
    def says(self) -> dict[str, Any]:
        """Every answer that stands by question id, carried ones as well."""
        return what_stands(self.kept.get("carried"), self.kept.get("answers"))

    @property
    def at_signing(self) -> Mapping[str, Any]:
        """What was answered when it was signed, whatever stands by now."""
        return self.signed.record.get("answers") or {}

    @property
    def visit_day(self) -> str:
        """ISO date in the clinic's time zone."""
        return str(self.signed.record["visit_day"])

    @cached_property
    def in_full(self) -> Record:
        """All of it, in words."""
        signed = as_signed(self.signed)
        if not self.written:
            return signed
        rules = own_rules(self.law.severities)
        stands = corrected(signed, self.written.now, self.law.majority_age, rules)
        put_right = self.written.put_right(signed.says, signed.clinic_language)
        return replace(stands, put_right=put_right, withdrawn=self.written.taken_back)

    @property
    def to_the_letter(self) -> bytes:
        """The canonical JSON that was signed, for whoever holds it against its hash."""
        return records.canonical(self.signed.in_words)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the canonical JSON of what stands, in hex.

        Where nothing was written about the record since, it is that of the signed answers.
        """
        stands = self.kept if self.written else self.signed.in_words
        return hashlib.sha256(records.canonical(dict(stands))).hexdigest()

    @property
    def fallen(self) -> tuple[str, ...]:
        """The flags of the signed record, in words, that what was written has taken away."""
        stand = {flag["key"] for flag in self.kept["flags"]}
        signed = self.signed.record["flags"]
        return tuple(flag["flag"] for flag in signed if flag["key"] not in stand)

    @property
    def risen(self) -> tuple[str, ...]:
        """The flags, in words, that what was written has raised."""
        signed = {flag["key"] for flag in self.signed.record["flags"]}
        return tuple(flag["flag"] for flag in self.kept["flags"] if flag["key"] not in signed)

    @cached_property
    def opened(self) -> tuple[str, ...]:
        """Questions that what was put right leads to, and that nobody has answered."""
        right = corrections.latest(self.corrections)
        return opened(as_signed(self.signed), right, self.law.majority_age) if right else ()

    @property
    def past(self) -> past.Past:
        """What a later visit may know of this one."""
        taken_back = {
            back.card: (safe_answer(back.card, back.said), self._day_of(back))
            for back in reversed(self.written.in_force)
        }
        return past.past_of(self.signed.record, self.put_right_here, taken_back)

    def _day_of(self, back: Withdrawal) -> str:
        zone = ZoneInfo(self.signed.record["time_zone"])
        return back.made_at.astimezone(zone).date().isoformat()

    @property
    def of_its_own(self) -> dict[str, Any]:
        """What was asked at this very visit, as it stands: nothing that was only carried."""
        return {**(self.signed.record.get("answers") or {}), **self.put_right_here}

    @property
    def taken_over(self) -> dict[str, Any]:
        """What was carried from earlier visits, as it stands, and was not said at this one."""
        carried = self.signed.record.get("carried") or {}
        right = corrections.latest(self.corrections)
        own = self.of_its_own
        return {k: right.get(k, kept["said"]) for k, kept in carried.items() if k not in own}

    @property
    def put_right_here(self) -> dict[str, Any]:
        """By question id, what was put right at this very visit."""
        own = (each for each in self.corrections if each.record_id == self.id)
        return corrections.latest(own)


def as_signed(signed: Signed) -> Record:
    """The record in words as it was signed, whatever was written about it since."""
    return replace(from_json(signed.in_words), fingerprint=signed.hash)


def find(tx: Transaction, record_id: str) -> Standing:
    """The record of this id as it stands. Raises Missing or Unreadable."""
    return of(tx, records.find(tx, record_id))


def how_many_taken_back(tx: Transaction, record_id: str) -> int:
    """How many agreements were taken back in it by now. Raises Missing or Unreadable."""
    return len(find(tx, record_id).taken_back)


def of(tx: Transaction, signed: Signed) -> Standing:
    """This record as it stands."""
    return next(of_all(tx, [signed]))


def of_all(tx: Transaction, kept: Iterable[Signed]) -> Iterator[Standing]:
    """These records as they stand, in their order, as a stream that reads entries many at once."""
    law = law_of(tx)
    waiting = iter(kept)
    while some := list(islice(waiting, AT_A_TIME)):
        about = written_about(tx, map(_about, some))
        for signed in some:
            is_moved = signed.is_light and about[signed.id]
            yield Standing(_in_words(tx, signed) if is_moved else signed, about[signed.id], law)


def _about(signed: Signed) -> About:
    said, carried = (signed.record.get(part) or {} for part in ("answers", "carried"))
    return About(signed.id, signed.client_id, said, carried, signed.signed_at)


def _in_words(tx: Transaction, signed: Signed) -> Signed:
    """What something was written about moves in its words, too, so they are read for it."""
    return next(records.told(tx, select(RECORD).where(RECORD.c.id == signed.id)))


def law_of(tx: Transaction) -> Law:
    """By what corrections are read in this clinic."""
    clinic = the_clinic(tx)
    return Law(clinic.majority_age, clinic.chosen_severities) if clinic else Law()
