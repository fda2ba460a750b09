"""Keep the links that open something once, on a client's own phone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """No link is out yet."""
    op.create_table(
        "one_time_link",
        sa.Column("token", sa.LargeBinary(), primary_key=True),
        sa.Column(
            "record_id",
            sa.Text(),
            sa.ForeignKey("record.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_one_time_link_record_id", "one_time_link", ["record_id"])
