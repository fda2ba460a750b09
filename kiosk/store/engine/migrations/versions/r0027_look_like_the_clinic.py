"""Let a clinic have a colour and a mark of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Every clinic looks as it did."""
    for name in ("accent", "mark"):
        op.add_column("clinic", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "mark",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
