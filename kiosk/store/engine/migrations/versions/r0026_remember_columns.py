"""Remember which columns each admin exports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Nobody has chosen yet: every column is exported."""
    op.create_table(
        "export_choice",
        sa.Column(
            "staff_id", sa.Text(), sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
    )
