"""The first schema, with an audit that only grows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, and let nobody change the audit."""
    _clinic()
    _tablets()
    _staff()
    _intakes()
    _records()
    _audit()
    if op.get_bind().dialect.name == "sqlite":
        _guard_audit_on_sqlite()
    else:
        _guard_audit_on_postgresql()


def _in_clinic() -> sa.Column[str]:
    return sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False)


def _clinic() -> None:
    words = ("name", "language", "time_zone")
    more_words = ("desk_person", "phone", "support_list_text", "guardian_room_rule")
    op.create_table(
        "clinic",
        sa.Column("id", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in words),
        sa.Column("majority_age", sa.Integer(), nullable=False),
        sa.Column("breast_work", sa.Boolean(), nullable=False),
        sa.Column("gentle_release", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in more_words),
        sa.Column("valid_months", sa.Integer(), nullable=False),
        sa.Column("paper_size", sa.Text(), nullable=False),
        sa.Column("founded_at", sa.BigInteger(), nullable=False),
        sa.Column("key_check", sa.LargeBinary(), nullable=False),
    )


def _tablets() -> None:
    op.create_table(
        "tablet",
        sa.Column("id", sa.Text(), primary_key=True),
        _in_clinic(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("paired_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger()),
    )
    op.create_table(
        "pairing",
        sa.Column("code", sa.LargeBinary(), primary_key=True),
        _in_clinic(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Text(), primary_key=True),
        _in_clinic(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger()),
        sa.UniqueConstraint("folded_name"),
    )
    op.create_table(
        "setup_link",
        sa.Column("token", sa.LargeBinary(), primary_key=True),
        sa.Column("clinic_id", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "throttle",
        sa.Column("who", sa.LargeBinary(), primary_key=True),
        sa.Column("clinic_id", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
    )


def _intakes() -> None:
    op.create_table(
        "intake",
        sa.Column("id", sa.Text(), primary_key=True),
        _in_clinic(),
        sa.Column("tablet_id", sa.Text(), sa.ForeignKey("tablet.id"), nullable=False, index=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False),
        sa.Column("parked_at", sa.BigInteger()),
        sa.Column("draft", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("token", sa.LargeBinary(), primary_key=True),
        _in_clinic(),
        sa.Column("kind", sa.Text(), nullable=False),
        *(_owner(name) for name in ("tablet", "intake", "staff")),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False, index=True),
    )


def _owner(name: str) -> sa.Column[str]:
    there = sa.ForeignKey(f"{name}.id", ondelete="CASCADE")
    return sa.Column(f"{name}_id", sa.Text(), there, index=True)


def _records() -> None:
    op.create_table(
        "record",
        sa.Column(
            "sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True
        ),
        sa.Column("id", sa.Text(), nullable=False),
        _in_clinic(),
        sa.Column("tablet_id", sa.Text(), nullable=False),
        sa.Column("therapist_id", sa.Text(), nullable=False),
        sa.Column("visit_day", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.Column("catalogue_version", sa.Text(), nullable=False),
        sa.Column("who", sa.LargeBinary(), index=True),
        sa.Column("born", sa.LargeBinary(), index=True),
        sa.Column("read_at", sa.BigInteger()),
        sa.Column("read_by", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_record_visit_day_sequence", "record", ["visit_day", "sequence"])
    _beside_records()


def _beside_records() -> None:
    there = sa.ForeignKey("record.id", ondelete="CASCADE")
    op.create_table(
        "paper",
        sa.Column("record_id", sa.Text(), there, primary_key=True),
        _in_clinic(),
        sa.Column("drawn_at", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "call",
        sa.Column("id", sa.Text(), primary_key=True),
        _in_clinic(),
        sa.Column("intake_id", sa.Text(), nullable=False, index=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger()),
        sa.Column("settled_by", sa.Text()),
        sa.Column("first_name", sa.LargeBinary(), nullable=False),
    )


def _audit() -> None:
    words = ("event", "actor", "subject", "reason")
    op.create_table(
        "audit",
        sa.Column("sequence", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("clinic_id", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in words),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "tombstone",
        sa.Column("mark", sa.LargeBinary(), primary_key=True),
        sa.Column("clinic_id", sa.Text(), nullable=False),
        sa.Column("erased_at", sa.BigInteger(), nullable=False),
    )


def _guard_audit_on_sqlite() -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_refuses_{change.lower()} BEFORE {change} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END"
        )


def _guard_audit_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit only grows'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()"
    )
