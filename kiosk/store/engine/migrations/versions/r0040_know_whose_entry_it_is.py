"""Know by a digest whose an entry of the clinic's calendar was, and of which series."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    """Entries of before say nothing of it: they are told by their visit's name."""
    op.add_column("calendar_entry", sa.Column("series", sa.LargeBinary()))
    op.add_column("calendar_entry", sa.Column("called", sa.LargeBinary()))
