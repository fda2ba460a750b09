"""Unlock a device of the staff with a short code, for the rest of a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """No device is trusted yet."""
    op.add_column("session", sa.Column("code", sa.LargeBinary()))
    op.add_column("session", sa.Column("tries", sa.Integer()))
