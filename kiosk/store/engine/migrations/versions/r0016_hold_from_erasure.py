"""Keep what a law or a court wants kept: nothing on hold is erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Nothing is on hold until an admin says so."""
    op.create_table(
        "hold",
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("id", "kind")),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("placed_at", sa.BigInteger(), nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
    )
