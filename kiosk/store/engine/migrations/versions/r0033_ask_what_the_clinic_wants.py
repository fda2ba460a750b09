"""Let a clinic say which optional questions it asks, and which stand behind "Add more"."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """All are asked, and folded as they were."""
    for name in ("questions_off", "questions_folded"):
        op.add_column("clinic", sa.Column(name, sa.Text(), nullable=False, server_default=""))
