"""Note who said which client a planned visit is of: one of the staff, or nobody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Visits planned before this day were linked by whoever planned them."""
    op.add_column("visit", sa.Column("known_by", sa.Text()))
