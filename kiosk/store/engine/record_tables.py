"""The tables of what is signed: records, their papers, and what was written about them since."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    false,
)

from .columns import METADATA, Mark, Moment, ends_with
from .site_tables import stands_at

RECORD = Table(
    "record",
    METADATA,
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("tablet_id", Text, nullable=False),
    Column("therapist_id", Text, nullable=False),
    Column("visit_day", Text, nullable=False),
    Column("signed_at", Moment, nullable=False),
    Column("catalogue_version", Text, nullable=False),
    Column("read_at", Moment),
    Column("read_by", Text, nullable=False),
    Column("key_id", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("client_id", Text),
    stands_at(),
    Index(None, "visit_day", "sequence"),
    Index(None, "client_id", "sequence"),
    Index(None, "catalogue_version", "visit_day"),
    sqlite_autoincrement=True,
)

PAPER = Table(
    "paper",
    METADATA,
    ends_with("record", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("drawn_at", Moment, nullable=False),
    Column("because", Text, nullable=False),
    Column("drawn_for", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
    Column("stands", LargeBinary),
    Column("unreadable", LargeBinary),
    Column("sealed", Boolean, nullable=False, server_default=false()),
)

CLINIC_SEAL = Table(
    "clinic_seal",
    METADATA,
    Column("clinic_id", Text, ForeignKey("clinic.id"), primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("key", LargeBinary, nullable=False),
)

OWED = Table(
    "owed_paper",
    METADATA,
    ends_with("record", primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("redraw", Boolean, nullable=False),
    Column("since", Mark, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Column("not_before", Mark, nullable=False),
    Column("claimed_by", Text, nullable=False),
    Column("because", Text, nullable=False, server_default="signed"),
)

PRINT_JOB = Table(
    "print_job",
    METADATA,
    ends_with("record", primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("claimed_by", Text, nullable=False),
    Column("printer_job", Integer),
    Column("since", Mark, nullable=False),
    Column("not_before", Mark, nullable=False),
    Column("told_at", Moment, nullable=False),
    Index(None, "state", "since"),
)

ERASING = Table("erasing", METADATA, Column("record_id", Text, primary_key=True))
"""What is being erased in this very transaction: the database lets nothing else be deleted."""

HOLD = Table(
    "hold",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("placed_at", Moment, nullable=False),
    Column("placed_by", Text, nullable=False),
)
"""What must not be erased for now: a record, or with a client all that is theirs."""

ENTRY = Table(
    "entry",
    METADATA,
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    ends_with("record", nullable=False, index=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("key_id", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "kind", "sequence"),
    Index(None, "kind", "made_at"),
    sqlite_autoincrement=True,
)

NOTE_DRAFT = Table(
    "note_draft",
    METADATA,
    ends_with("record", primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("rev", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""What a therapist has written of a session so far; gone when the note is signed."""

ONE_TIME_LINK = Table(
    "one_time_link",
    METADATA,
    Column("token", LargeBinary, primary_key=True),
    ends_with("record", index=True),
    ends_with("intake", index=True),
    ends_with("visit", index=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("expires_at", Mark, nullable=False),
)
"""What somebody may open once on their own phone; gone as soon as it is spent."""

HAND_OVER = Table(
    "hand_over",
    METADATA,
    ends_with("record", primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    ends_with("tablet", nullable=False),
    Column("handed_at", Mark, nullable=False),
    Column("touched_at", Mark),
)
"""On which tablet a client is asked how it was; gone with the answer."""
