"""Count by a clock nobody can set, and let a reason to open a visit end by it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Marks begin as what the wall said, so all that was kept by the wall goes on."""
    op.create_table(
        "clock",
        sa.Column("boot_id", sa.Text(), primary_key=True),
        sa.Column("since_boot", sa.BigInteger(), nullable=False),
        sa.Column("wall", sa.BigInteger(), nullable=False),
        sa.Column("steady", sa.BigInteger(), nullable=False),
        sa.Column("jumped", sa.BigInteger()),
    )
    op.create_table(
        "opening",
        _of("record"),
        _of("staff"),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
    )


def _of(table: str) -> sa.Column[str]:
    there = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Text(), there, primary_key=True)
