"""Keep every paper of a record under its number, and why the next one is owed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """What was kept is paper 1. Nobody noted what stood then, so that is left open."""
    op.execute("CREATE TABLE paper_before AS SELECT * FROM paper")
    op.drop_table("paper")
    _papers()
    op.execute(
        "INSERT INTO paper "
        "(record_id, number, clinic_id, drawn_at, because, drawn_for, hash, content) "
        "SELECT record_id, 1, b.clinic_id, drawn_at, 'signed', therapist_id, b.hash, b.content "
        "FROM paper_before b JOIN record ON record.id = record_id"
    )
    op.drop_table("paper_before")
    because = sa.Column("because", sa.Text(), nullable=False, server_default="signed")
    op.add_column("owed_paper", because)


def _papers() -> None:
    there = sa.ForeignKey("record.id", ondelete="CASCADE")
    op.create_table(
        "paper",
        sa.Column("record_id", sa.Text(), there, primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("drawn_at", sa.BigInteger(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("drawn_for", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stands", sa.LargeBinary()),
        sa.Column("unreadable", sa.LargeBinary()),
    )
    op.create_index("ix_paper_hash", "paper", ["hash"])
