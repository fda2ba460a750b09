"""Keep what is a client's without using it, where they ask for that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Nobody is restricted until an admin says so."""
    op.create_table(
        "restriction",
        sa.Column("client_id", sa.Text(), sa.ForeignKey("client.id"), primary_key=True),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("placed_at", sa.BigInteger(), nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
    )
