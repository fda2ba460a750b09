"""Know which planned visit an event of the clinic's calendar became."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """No calendar was read yet."""
    op.create_table(
        "calendar_entry",
        sa.Column("mark", sa.LargeBinary(), primary_key=True),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
    )
    op.create_index("ix_calendar_entry_day", "calendar_entry", ["day"])
    op.create_index("ix_calendar_entry_visit_id", "calendar_entry", ["visit_id"])
