"""Sign in in two steps, by invitation, and ask for a reason before another's visit is opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make room for apps, codes on paper and invitations; nobody has any of them yet."""
    _codes()
    _invitations()
    op.add_column("session", sa.Column("confirmed_at", sa.BigInteger()))
    asks: sa.Column[bool] = sa.Column(
        "asks_reason", sa.Boolean(), nullable=False, server_default=sa.true()
    )
    op.add_column("clinic", asks)


def _in_clinic() -> sa.Column[str]:
    return sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False)


def _of_staff(name: str, *, is_key: bool = False) -> sa.Column[str]:
    there = sa.ForeignKey("staff.id", ondelete="CASCADE")
    index = None if is_key else True
    return sa.Column(name, sa.Text(), there, primary_key=is_key, nullable=False, index=index)


def _codes() -> None:
    op.create_table(
        "code_app",
        _of_staff("staff_id", is_key=True),
        _in_clinic(),
        sa.Column("secret", sa.LargeBinary()),
        sa.Column("waiting", sa.LargeBinary()),
        sa.Column("since", sa.BigInteger()),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code", sa.LargeBinary(), primary_key=True),
        _in_clinic(),
        _of_staff("staff_id"),
    )


def _invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("token", sa.LargeBinary(), primary_key=True),
        _in_clinic(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        _of_staff("made_by"),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )
