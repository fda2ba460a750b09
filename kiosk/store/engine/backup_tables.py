"""The tables of keys and copies: how backups went, the recovery sheet, and keys before this."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, Table, Text

from .columns import METADATA, Mark, Moment

BACKUP = Table(
    "backup",
    METADATA,
    Column("clinic_id", Text, ForeignKey("clinic.id"), primary_key=True),
    Column("since", Mark, nullable=False),
    Column("made", Mark),
    Column("made_at", Moment),
    Column("name", Text, nullable=False),
    Column("tried", Mark),
    Column("why", Text, nullable=False),
)

KEY_SHEET = Table(
    "key_sheet",
    METADATA,
    Column("key_id", Integer, primary_key=True, autoincrement=False),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("confirmed_at", Moment, nullable=False),
    Column("confirmed_by", Text, nullable=False),
)

OLD_KEY = Table(
    "old_key",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("turned_at", Moment, nullable=False),
    Column("under_way", Boolean, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

RESEALING = Table("resealing", METADATA, Column("id", Text, primary_key=True))
"""Records and entries sealed anew in this very transaction; nothing else of them may change."""
