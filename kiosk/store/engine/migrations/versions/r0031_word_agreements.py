"""Keep agreements in the clinic's own words, who agreed to what on cards, and figures by week."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Nothing is published or counted yet. Cards are written anew: lists tell from them what is
    due."""
    words = sa.Column("agreement_words", sa.Text(), nullable=False, server_default="")
    op.add_column("clinic", words)
    op.execute(
        "INSERT INTO card_due (client_id) SELECT id FROM client WHERE merged_into IS NULL "
        "AND id NOT IN (SELECT client_id FROM card_due)"
    )
    op.create_table(
        "figure",
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), primary_key=True),
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("week", "kind", "what")),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("times", "seconds")),
    )
