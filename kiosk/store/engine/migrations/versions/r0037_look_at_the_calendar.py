"""Look at the clinic's calendar by itself, and know what it says of a visit beside its hour."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    """Nobody has looked yet; what was read before says nothing more."""
    op.create_table(
        "calendar_look",
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), primary_key=True),
        sa.Column("tried", sa.BigInteger()),
        sa.Column("read_at", sa.BigInteger()),
        sa.Column("why", sa.Text(), nullable=False),
    )
    op.add_column(
        "calendar_entry",
        sa.Column("therapist_id", sa.Text(), nullable=False, server_default=""),
    )
    op.add_column(
        "calendar_entry", sa.Column("gone", sa.Boolean(), nullable=False, server_default=sa.false())
    )
