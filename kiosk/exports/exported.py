"""What an export is given of each visit: the record as it stands, and what is kept beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from ..frozen import dataclass
from ..intake.record import Record
from ..intake.record_json import as_json
from ..intake.treatment import Treatment

Kept = Mapping[str, Any]
"""A record's plain JSON, as it stands."""


@dataclass(frozen=True)
class Written:
    """What somebody wrote beside a record: a session's note, or how it was for the client."""

    answers: Mapping[str, Any]
    at: str
    """ISO time in UTC."""
    by: str = ""
    """The name of whoever wrote it; empty where it was the client."""
    added: tuple[str, ...] = ()
    """What was added since, each as ``ISO time: words``."""


@dataclass(frozen=True)
class Exported:
    """One signed visit, with nothing that whoever exports it may not read."""

    kept: Kept
    client: str = ""
    """Id of whose visit it is, as of now: all visits of one person have the same."""
    visit_number: int | None = None
    """Which of their visits it is, from 1."""
    clinic: str = ""
    site: str = ""
    therapist: str = ""
    """The name of whose session it is; empty where it is nobody's yet."""
    therapist_id: str = ""
    session: Treatment = field(default_factory=Treatment)
    note: Written | None = None
    """None where there is none, and where it stays with the therapist."""
    reflection: Written | None = None
    """None where there is none, and where the client has chosen other readers."""
    withheld: frozenset[str] = frozenset()
    """Questions whose answer, or a part of it, is for the therapist alone."""

    paper: bytes | None = None
    """The newest PDF, where it goes with the visit and tells nothing that may not be read."""

    @property
    def is_readable(self) -> bool:
        """Whether the record could be opened; else its id and times are all that is known."""
        return not self.kept.get("unreadable")


def exported(record: Record) -> Exported:
    """A record by itself, as whoever has no store exports it."""
    return Exported(as_json(record), clinic=record.clinic, site=record.clinic)
