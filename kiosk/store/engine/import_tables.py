"""The tables of what was brought in from other programs, and could be taken back."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

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
)
"""By a digest of what a calendar calls an event, the visit it became: gone with its day."""
