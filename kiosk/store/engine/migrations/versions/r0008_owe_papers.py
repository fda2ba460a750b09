"""Note which papers are still to be drawn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Every record that has no paper is owed one; nobody waits for those of before.

    Marks began as what the wall said, so what was signed first is drawn first.
    """
    there = sa.ForeignKey("record.id", ondelete="CASCADE")
    op.create_table(
        "owed_paper",
        sa.Column("record_id", sa.Text(), there, primary_key=True),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("redraw", sa.Boolean(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("claimed_by", sa.Text(), nullable=False),
    )
    op.execute(
        "INSERT INTO owed_paper "
        "SELECT id, clinic_id, 'first', true, signed_at, 0, '', 0, '' FROM record "
        "WHERE id NOT IN (SELECT record_id FROM paper)"
    )
