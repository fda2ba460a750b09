"""The tables of exports: which columns somebody chose last, and which programs read
or are told."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, Table, Text

from .columns import METADATA, Mark, Moment, ends_with

EXPORT_CHOICE = Table(
    "export_choice",
    METADATA,
    ends_with("staff", primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("groups", Text, nullable=False),
)
"""Ids of groups of columns, with spaces between; empty for all. No row where nobody chose."""

PROGRAM_TOKEN = Table(
    "program_token",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("token", LargeBinary, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("made_by", Text, ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", Mark, nullable=False),
    Column("revoked_at", Moment),
    Column("used_at", Moment),
)
"""Tokens of programs, by their hash."""

WEBHOOK = Table(
    "webhook",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("begun", BigInteger, nullable=False),
    Column("passed", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_at", Mark, nullable=False),
    Column("failing_since", Mark),
    Column("why", Text, nullable=False),
)
"""How far along the audit each address is told, by a hash of the address; and what holds it up."""
