"""Bring clients in from other programs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Nobody is brought in yet."""
    clinic = "clinic.id"
    op.create_table(
        "import",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey(clinic), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "brought",
        sa.Column("client_id", sa.Text(), sa.ForeignKey("client.id"), primary_key=True),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey(clinic), nullable=False),
        sa.Column(
            "import_id", sa.Text(), sa.ForeignKey("import.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("place", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_brought_import_id", "brought", ["import_id"])
