"""Written: what was put right and taken back in a record since it was signed."""

from __future__ import annotations

from typing import Any

from ...frozen import dataclass
from ...intake.record import PutRight, Withdrawn
from ...intake.withdrawn import safe_answer
from . import corrections
from .corrections import Correction
from .withdrawals import Withdrawal


@dataclass(frozen=True)
class Written:
    """What was written about a record since it was signed, each the oldest first."""

    corrections: tuple[Correction, ...] = ()
    """That of an earlier visit counts here, too, where this visit carried the answer."""
    withdrawals: tuple[Withdrawal, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.corrections or self.withdrawals)

    @property
    def now(self) -> dict[str, Any]:
        """By question id, what holds after all of it. A card that was taken back stays so."""
        back = {each.card: safe_answer(each.card, each.said) for each in self.withdrawals}
        return corrections.latest(self.corrections) | back

    @property
    def put_right(self) -> tuple[PutRight, ...]:
        """The corrections as a record bears them."""
        return tuple(map(_put_right, self.corrections))

    @property
    def taken_back(self) -> tuple[Withdrawn, ...]:
        """The withdrawals as a record bears them."""
        return tuple(map(_taken_back, self.withdrawals))


NOTHING_WRITTEN = Written()


def _put_right(made: Correction) -> PutRight:
    at = made.made_at.isoformat()
    return PutRight(made.question, made.before, made.now, made.reason, at, made.made_by)


def _taken_back(made: Withdrawal) -> Withdrawn:
    at = made.made_at.isoformat()
    return Withdrawn(made.card, made.said, made.asked_by, made.how, at, made.made_by)
