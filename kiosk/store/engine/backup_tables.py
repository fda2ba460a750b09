"""The tables of what is kept elsewhere: how backups went, and the recovery sheet."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

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
