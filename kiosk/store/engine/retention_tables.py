"""The tables of a person's rights: how long each kind is kept, and who is restricted."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from .columns import METADATA, Mark, Moment

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

RESTRICTION = Table(
    "restriction",
    METADATA,
    Column("client_id", Text, ForeignKey("client.id"), primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("placed_at", Moment, nullable=False),
    Column("placed_by", Text, nullable=False),
)
"""Clients of whom everything is kept, and nothing used."""
