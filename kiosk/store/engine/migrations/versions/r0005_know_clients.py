"""Know which visits are one person's, and let entries point at a record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make a client of each record there is: staff say which of them are the same."""
    _clients()
    _entries()
    for table in ("intake", "visit", "record"):
        op.add_column(table, sa.Column("client_id", sa.Text()))
    op.create_index("ix_intake_client_id", "intake", ["client_id"])
    op.create_index("ix_record_client_id_sequence", "record", ["client_id", "sequence"])
    op.execute(
        "INSERT INTO client (id, clinic_id, made_at) SELECT id, clinic_id, signed_at FROM record"
    )
    op.execute("UPDATE record SET client_id = id")


def _in_clinic() -> sa.Column[str]:
    return sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False)


def _is_client(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), sa.ForeignKey("client.id"), primary_key=True)


def _clients() -> None:
    op.create_table(
        "client",
        sa.Column("id", sa.Text(), primary_key=True),
        _in_clinic(),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("merged_into", sa.Text(), sa.ForeignKey("client.id"), index=True),
    )
    op.create_table("apart", _is_client("one"), _is_client("other"), _in_clinic())


def _entries() -> None:
    there = sa.ForeignKey("record.id", ondelete="CASCADE")
    op.create_table(
        "entry",
        sa.Column(
            "sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), there, nullable=False, index=True),
        _in_clinic(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
