"""Know which devices print, and which papers they still have to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """No paper that is there already goes to a printer: only what is drawn from now on."""
    op.add_column(
        "tablet", sa.Column("prints", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "print_job",
        sa.Column(
            "record_id", sa.Text(), sa.ForeignKey("record.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("state", "why", "claimed_by")),
        sa.Column("printer_job", sa.Integer()),
        *(
            sa.Column(n, sa.BigInteger(), nullable=False)
            for n in ("since", "not_before", "told_at")
        ),
    )
    op.create_index("ix_print_job_state_since", "print_job", ["state", "since"])
