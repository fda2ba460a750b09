"""Keep each kind as long as the clinic chooses, and list what is due before it is erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Everything is kept for ever until an admin chooses otherwise."""
    op.create_table(
        "retention",
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), primary_key=True),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("person", "record", "client", "grace")
        ),
        sa.Column("tried", sa.BigInteger()),
    )
    op.create_table(
        "leaving",
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("id", "kind")),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
    )
