"""The tables of retention: how long each kind is kept, and what is listed to be erased."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from .columns import METADATA, Mark

RETENTION = Table(
    "retention",
    METADATA,
    Column("clinic_id", Text, ForeignKey("clinic.id"), primary_key=True),
    Column("person", Integer, nullable=False),
    Column("record", Integer, nullable=False),
    Column("client", Integer, nullable=False),
    Column("grace", Integer, nullable=False),
    Column("tried", Mark),
)
"""Years by kind, 0 for ever; days of grace. No row where nobody has chosen."""

LEAVING = Table(
    "leaving",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("since", Mark, nullable=False),
)
"""What is due, and since when it has been listed: nothing is erased that was not."""
