"""What a therapist offers, and the pictures a clinic has had as its mark."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, Text

from .columns import METADATA, ends_with

OFFER = Table(
    "offer",
    METADATA,
    ends_with("staff", primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("working_name", Text, nullable=False),
    Column("pressures", Text, nullable=False),
    Column("trained_for", Text, nullable=False),
    Column("speaks", Text, nullable=False),
    Column("release_since", Text, nullable=False),
    Column("release_until", Text, nullable=False),
)

MARK = Table(
    "mark",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("content", LargeBinary, nullable=False),
)
