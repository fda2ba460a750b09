"""Keep a card of each client, and find it by pieces of what is on it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make room for the cards, and note which are to be written: that takes a while, and goes on
    where it was stopped. The indexes on records go: they told more, and knew of no correction.
    """
    _cards()
    op.create_table("card_due", _client("client_id"))
    op.execute("INSERT INTO card_due (client_id) SELECT id FROM client WHERE merged_into IS NULL")
    for column in ("who", "born"):
        op.drop_index(f"ix_record_{column}", "record")
        op.drop_column("record", column)


def _client(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), sa.ForeignKey("client.id"), primary_key=True)


def _number(name: str, *, is_key: bool = False) -> sa.Column[int]:
    kind = sa.BigInteger() if name == "newest" else sa.Integer()
    if is_key:
        return sa.Column(name, kind, primary_key=True, autoincrement=False)
    return sa.Column(name, kind, nullable=False)


def _cards() -> None:
    op.create_table(
        "card",
        _client("client_id"),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("newest", sa.BigInteger()),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("newest"),
    )
    op.create_table(
        "piece",
        _number("value", is_key=True),
        _number("newest", is_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_piece_newest", "piece", ["newest"])
    op.create_table("alike", _client("one"), _client("other"), _number("newest"))
    op.create_index("ix_alike_newest_one_other", "alike", ["newest", "one", "other"])
    op.create_index("ix_alike_other", "alike", ["other"])
