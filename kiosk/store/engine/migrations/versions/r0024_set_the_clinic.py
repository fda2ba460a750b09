"""Let the clinic say where it is, which languages it offers, and how long a tablet waits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """As it was until now: no address, every language, two minutes and half an hour."""
    for name, before in (("address", ""), ("languages", "")):
        op.add_column("clinic", sa.Column(name, sa.Text(), nullable=False, server_default=before))
    for name, so_many in (("idle_seconds", "120"), ("parked_minutes", "30")):
        op.add_column(
            "clinic", sa.Column(name, sa.Integer(), nullable=False, server_default=so_many)
        )
