"""The tables, declared once. Plain columns hold ids, states and times; all else is sealed."""

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
    true,
)

from .backup_tables import BACKUP as BACKUP
from .backup_tables import KEY_SHEET as KEY_SHEET
from .backup_tables import OLD_KEY as OLD_KEY
from .backup_tables import RESEALING as RESEALING
from .card_tables import ALIKE as ALIKE
from .card_tables import CARD as CARD
from .card_tables import CARD_DUE as CARD_DUE
from .card_tables import PIECE as PIECE
from .columns import METADATA as METADATA
from .columns import Mark, Moment, Span, ends_with
from .export_tables import EXPORT_CHOICE as EXPORT_CHOICE
from .export_tables import PROGRAM_TOKEN as PROGRAM_TOKEN
from .export_tables import WEBHOOK as WEBHOOK
from .figure_tables import FIGURE as FIGURE
from .import_tables import BROUGHT as BROUGHT
from .import_tables import CALENDAR_ENTRY as CALENDAR_ENTRY
from .import_tables import CALENDAR_LOOK as CALENDAR_LOOK
from .import_tables import IMPORT as IMPORT
from .offer_tables import MARK as MARK
from .offer_tables import OFFER as OFFER
from .record_tables import CLINIC_SEAL as CLINIC_SEAL
from .record_tables import ENTRY as ENTRY
from .record_tables import ERASING as ERASING
from .record_tables import HAND_OVER as HAND_OVER
from .record_tables import HOLD as HOLD
from .record_tables import NOTE_DRAFT as NOTE_DRAFT
from .record_tables import ONE_TIME_LINK as ONE_TIME_LINK
from .record_tables import OWED as OWED
from .record_tables import PAPER as PAPER
from .record_tables import PRINT_JOB as PRINT_JOB
from .record_tables import RECORD as RECORD
from .retention_tables import LEAVING as LEAVING
from .retention_tables import RESTRICTION as RESTRICTION
from .retention_tables import RETENTION as RETENTION
from .site_tables import PAIRING as PAIRING
from .site_tables import SITE as SITE
from .site_tables import TABLET as TABLET
from .site_tables import stands_at

REVISION = "0040"
"""The newest migration; a test keeps it true. Written here so that starting needs no Alembic."""

CLINIC = Table(
    "clinic",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("majority_age", Integer, nullable=False),
    Column("breast_work", Boolean, nullable=False),
    Column("gentle_release", Boolean, nullable=False),
    Column("desk_person", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("support_list_text", Text, nullable=False),
    Column("guardian_room_rule", Text, nullable=False),
    Column("valid_months", Integer, nullable=False),
    Column("paper_size", Text, nullable=False),
    Column("country", Text, nullable=False, server_default=""),
    Column("asks_reason", Boolean, nullable=False, server_default=true()),
    Column("address", Text, nullable=False, server_default=""),
    Column("languages", Text, nullable=False, server_default=""),
    Column("idle_seconds", Integer, nullable=False, server_default="120"),
    Column("parked_minutes", Integer, nullable=False, server_default="30"),
    Column("accent", Text, nullable=False, server_default=""),
    Column("mark", Text, nullable=False, server_default=""),
    Column("agreement_words", Text, nullable=False, server_default=""),
    Column("questions_off", Text, nullable=False, server_default=""),
    Column("questions_folded", Text, nullable=False, server_default=""),
    Column("severities", Text, nullable=False, server_default=""),
    Column("founded_at", Moment, nullable=False),
    Column("key_check", LargeBinary, nullable=False),
)

STAFF = Table(
    "staff",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("folded_name", Text, nullable=False, unique=True),
    Column("password", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("sites", Text, nullable=False, server_default=""),
    Column("site_id", Text, nullable=False, server_default=""),
)

CODE_APP = Table(
    "code_app",
    METADATA,
    ends_with("staff", primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("secret", LargeBinary),
    Column("waiting", LargeBinary),
    Column("since", Moment),
    Column("last_step", BigInteger, nullable=False),
)

RECOVERY_CODE = Table(
    "recovery_code",
    METADATA,
    Column("code", LargeBinary, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    ends_with("staff", nullable=False, index=True),
)

INVITATION = Table(
    "invitation",
    METADATA,
    Column("token", LargeBinary, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("made_by", Text, ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", Mark, nullable=False),
)

SETUP_LINK = Table(
    "setup_link",
    METADATA,
    Column("token", LargeBinary, primary_key=True),
    Column("clinic_id", Text, nullable=False),
    Column("expires_at", Mark, nullable=False),
)

THROTTLE = Table(
    "throttle",
    METADATA,
    Column("who", LargeBinary, primary_key=True),
    Column("clinic_id", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("since", Mark, nullable=False),
    Column("until", Mark, nullable=False),
)

CLIENT = Table(
    "client",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("merged_into", Text, ForeignKey("client.id"), index=True),
)

APART = Table(
    "apart",
    METADATA,
    Column("one", Text, ForeignKey("client.id"), primary_key=True),
    Column("other", Text, ForeignKey("client.id"), primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
)

INTAKE = Table(
    "intake",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("tablet_id", Text, ForeignKey("tablet.id"), nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("touched_at", Mark, nullable=False),
    Column("parked_at", Mark),
    Column("draft", LargeBinary, nullable=False),
    Column("client_id", Text, index=True),
    stands_at(),
)

VISIT = Table(
    "visit",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("day", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("therapist_id", Text, nullable=False),
    Column("code", LargeBinary, unique=True),
    Column("intake_id", Text, index=True),
    Column("content", LargeBinary, nullable=False),
    Column("client_id", Text),
    Column("known_by", Text),
    stands_at(),
    Index(None, "day", "time"),
)

SESSION = Table(
    "session",
    METADATA,
    Column("token", LargeBinary, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("kind", Text, nullable=False),
    ends_with("tablet", index=True),
    ends_with("intake", index=True),
    ends_with("staff", index=True),
    Column("seen_at", Mark, nullable=False),
    Column("expires_at", Mark, nullable=False, index=True),
    Column("confirmed_at", Mark),
    Column("code", LargeBinary),
    Column("tries", Integer),
)

CALL = Table(
    "call",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("intake_id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("made_at", Mark, nullable=False),
    Column("settled_at", Mark),
    Column("settled_by", Text),
    Column("first_name", LargeBinary, nullable=False),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("clinic_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("event", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("held", Text, nullable=False, server_default=""),
    Column("key_id", Integer, nullable=False),
    Column("link", LargeBinary, nullable=False),
    Index(None, "subject", "sequence"),
    Index(None, "event", "sequence"),
    Index(None, "subject", "event", "sequence"),
    Index(None, "at"),
)

CHAIN_END = Table(
    "chain_end",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sequence", BigInteger, nullable=False),
    Column("key_id", Integer, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)

TOMBSTONE = Table(
    "tombstone",
    METADATA,
    Column("mark", LargeBinary, primary_key=True),
    Column("clinic_id", Text, nullable=False),
    Column("erased_at", Moment, nullable=False),
)

CLOCK = Table(
    "clock",
    METADATA,
    Column("boot_id", Text, primary_key=True),
    Column("since_boot", Span, nullable=False),
    Column("wall", Moment, nullable=False),
    Column("steady", Mark, nullable=False),
    Column("jumped", Mark),
)

OPENING = Table(
    "opening",
    METADATA,
    ends_with("record", primary_key=True),
    ends_with("staff", primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("until", Mark, nullable=False),
)
