"""The tables of what was brought in from other programs, and could be taken back."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    false,
)

from .columns import METADATA, Mark, Moment, ends_with

IMPORT = Table(
    "import",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("since", Mark, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

BROUGHT = Table(
    "brought",
    METADATA,
    Column("client_id", Text, ForeignKey("client.id"), primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    ends_with("import", nullable=False),
    Column("place", BigInteger, nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
    Index(None, "import_id"),
)

CALENDAR_ENTRY = Table(
    "calendar_entry",
    METADATA,
    Column("mark", LargeBinary, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("visit_id", Text, nullable=False, index=True),
    Column("day", Text, nullable=False, index=True),
    Column("therapist_id", Text, nullable=False, server_default=""),
    Column("gone", Boolean, nullable=False, server_default=false()),
    Column("series", LargeBinary),
    Column("called", LargeBinary),
)
"""By a keyed digest of what a calendar calls an event, the visit it became: gone with its day.

``series`` and ``called``, by whose name it was, are such digests too; nothing of before 0040.
"""

CALENDAR_LOOK = Table(
    "calendar_look",
    METADATA,
    Column("clinic_id", Text, ForeignKey("clinic.id"), primary_key=True),
    Column("tried", Mark),
    Column("read_at", Moment),
    Column("why", Text, nullable=False),
)
"""When the clinic's calendar was last read, and what kept it from being read since."""
