"""The table of figures: counters by week and site, and nothing of anybody."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Text

from .columns import METADATA
from .site_tables import FIRST

FIGURE = Table(
    "figure",
    METADATA,
    Column("clinic_id", Text, ForeignKey("clinic.id"), primary_key=True),
    Column("week", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("times", BigInteger, nullable=False),
    Column("seconds", BigInteger, nullable=False),
    Column("site_id", Text, primary_key=True, server_default=FIRST),
)
