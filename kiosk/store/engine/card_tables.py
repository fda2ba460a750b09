"""The tables of clients' cards: what they are found by, and who looks like whom."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from .columns import METADATA

CARD = Table(
    "card",
    METADATA,
    Column("client_id", Text, ForeignKey("client.id"), primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("newest", BigInteger, unique=True),
    Column("content", LargeBinary, nullable=False),
)

PIECE = Table(
    "piece",
    METADATA,
    Column("value", Integer, primary_key=True, autoincrement=False),
    Column("newest", BigInteger, primary_key=True, autoincrement=False),
    Index(None, "newest"),
    sqlite_with_rowid=False,
)

ALIKE = Table(
    "alike",
    METADATA,
    Column("one", Text, ForeignKey("client.id"), primary_key=True),
    Column("other", Text, ForeignKey("client.id"), primary_key=True),
    Column("newest", BigInteger, nullable=False),
    Index(None, "newest", "one", "other"),
    Index(None, "other"),
)

CARD_DUE = Table(
    "card_due",
    METADATA,
    Column("client_id", Text, ForeignKey("client.id"), primary_key=True),
)
