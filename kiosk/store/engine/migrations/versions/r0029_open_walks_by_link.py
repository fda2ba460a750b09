"""Let a link that opens once lead to an intake or to a planned visit, and not only to a record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

KEPT = "token, record_id, clinic_id, purpose, how, language, expires_at"


def upgrade() -> None:
    """Links that are out stay good: each leads to its record as before."""
    op.execute(f"CREATE TABLE links_before AS SELECT {KEPT} FROM one_time_link")  # noqa: S608
    op.drop_table("one_time_link")
    op.create_table(
        "one_time_link",
        sa.Column("token", sa.LargeBinary(), primary_key=True),
        _of("record"),
        _of("intake"),
        _of("visit"),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )
    op.execute(
        f"INSERT INTO one_time_link ({KEPT}) SELECT {KEPT} FROM links_before"  # noqa: S608
    )
    op.drop_table("links_before")
    for each in ("record_id", "intake_id", "visit_id"):
        op.create_index(f"ix_one_time_link_{each}", "one_time_link", [each])


def _of(table: str) -> sa.Column[str]:
    gone = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Text(), gone)
