"""Let a clinic raise the severity of a rule, or lower it with a reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Every rule is as urgent as it ships."""
    op.add_column("clinic", sa.Column("severities", sa.Text(), nullable=False, server_default=""))
