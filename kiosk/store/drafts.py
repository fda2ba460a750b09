"""An unsigned intake, and its draft: sealed into a row and opened from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row

from .book import Book
from .sealing import seal, unseal

State = Literal["open", "parked", "given"]


@dataclass(frozen=True)
class Intake:
    """An intake that is not signed yet. Its draft is whatever the walk keeps, as JSON has it."""

    id: str
    clinic_id: str
    tablet_id: str
    """Where it is, or where it was given back to."""
    state: State
    rev: int
    step: str
    draft: dict[str, Any]
    started_at: datetime
    touched_at: datetime
    parked_at: datetime | None = None
    last_digest: str = ""
    """Of the last post that was kept, to know a repeated one."""

    @property
    def language(self) -> str:
        """The language the client walks in; empty where the draft does not say."""
        return str(self.draft.get("language", ""))


def sealed(book: Book, intake: Intake) -> bytes:
    """Draft, step and digest as one blob, bound to the intake and its rev."""
    whole = {"draft": intake.draft, "step": intake.step, "digest": intake.last_digest}
    plain = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return seal(book.keys, plain.encode(), _place(intake.id, intake.rev))


def _place(intake_id: str, rev: int) -> str:
    return f"intake:{intake_id}:draft:{rev}"


def opened(book: Book, row: Row[Any]) -> Intake:
    """The intake a row holds. Raises Unreadable."""
    whole = json.loads(unseal(book.keys, row.draft, _place(row.id, row.rev)))
    return Intake(
        row.id,
        row.clinic_id,
        row.tablet_id,
        row.state,
        row.rev,
        whole["step"],
        whole["draft"],
        row.started_at,
        row.touched_at,
        row.parked_at,
        whole["digest"],
    )
