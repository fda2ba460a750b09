"""The tables of exports: which columns somebody chose last."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from .columns import METADATA, ends_with

EXPORT_CHOICE = Table(
    "export_choice",
    METADATA,
    ends_with("staff", primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("groups", Text, nullable=False),
)
"""Ids of groups of columns, with spaces between; empty for all. No row where nobody chose."""
