"""Find what the audit says of one thing, or one kind of event, without reading all of it."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Index the audit by subject and by event, newest last."""
    for column in ("subject", "event"):
        op.create_index(f"ix_audit_{column}_sequence", "audit", [column, "sequence"])
