"""Know on which tablet a client is asked how it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Nobody is asked yet. What a client answers is an entry beside their record."""
    op.create_table(
        "hand_over",
        sa.Column(
            "record_id",
            sa.Text(),
            sa.ForeignKey("record.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column(
            "tablet_id", sa.Text(), sa.ForeignKey("tablet.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("handed_at", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.BigInteger()),
    )
