"""Plan visits before the client comes, and let staff fill in together with a client."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make room for planned visits; every tablet there is stays a client's."""
    op.create_table(
        "visit",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("therapist_id", sa.Text(), nullable=False),
        sa.Column("code", sa.LargeBinary()),
        sa.Column("intake_id", sa.Text(), index=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_visit_day_time", "visit", ["day", "time"])
    no = sa.false()
    op.add_column("tablet", sa.Column("staffed", sa.Boolean(), nullable=False, server_default=no))
