"""What a therapist offers: on paper, in the room, and on which day they were trained for it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

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
