"""Keep the clinic's seal, and know which papers carry it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """The seal is made with the next paper. Those there are stay as they were handed out."""
    op.create_table(
        "clinic_seal",
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), primary_key=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
    )
    op.add_column(
        "paper", sa.Column("sealed", sa.Boolean(), nullable=False, server_default=sa.false())
    )
