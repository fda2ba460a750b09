"""Know what each therapist offers, and since when and until when they are trained for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

SAID = ("working_name", "pressures", "trained_for", "speaks", "release_since", "release_until")


def upgrade() -> None:
    """Nobody has said anything yet."""
    op.create_table(
        "offer",
        sa.Column(
            "staff_id", sa.Text(), sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in SAID),
    )
