"""Find in a large clinic what was found by reading through all of it."""

from __future__ import annotations

from alembic import op

revision = "0038"
down_revision = "0037"

INDEXES = {
    "audit": (("subject", "event", "sequence"), ("at",)),
    "record": (("catalogue_version", "visit_day"),),
    "entry": (("kind", "sequence"), ("kind", "made_at")),
}


def upgrade() -> None:
    """Nothing is written anew; each index is made in one look through its table."""
    for table, indexes in INDEXES.items():
        for columns in indexes:
            op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
