"""Know when the last good backup was made, and whether the recovery sheet is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Whoever updates is counted from the first look on, not from when the clinic was founded."""
    op.create_table(
        "backup",
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), primary_key=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.BigInteger()) for name in ("made", "made_at")),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tried", sa.BigInteger()),
        sa.Column("why", sa.Text(), nullable=False),
    )
    op.create_table(
        "key_sheet",
        sa.Column("key_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
    )
