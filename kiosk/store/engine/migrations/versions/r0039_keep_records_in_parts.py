"""Let no older kiosk open a database in which records lie in two parts: it could not read them."""

from __future__ import annotations

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    """No table changes, and no row: records of before are read as they are."""
