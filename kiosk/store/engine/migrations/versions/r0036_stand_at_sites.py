"""Know the sites of a clinic, and at which of them tablets, staff, visits and records are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

STAND = ("tablet", "pairing", "intake", "visit", "record")
FIGURES = "clinic_id, week, kind, what, times, seconds"


def upgrade() -> None:
    """All there is belongs to the one site a clinic began with: no row is written anew."""
    _sites()
    for table in STAND:
        op.add_column(table, _first())
    for name in ("sites", "site_id"):
        op.add_column("staff", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    _figures()
    _one_clinic()


def _first() -> sa.Column[str]:
    return sa.Column("site_id", sa.Text(), nullable=False, server_default="first")


def _sites() -> None:
    said = ("site_name", "site_address", "site_phone")
    op.create_table(
        "site",
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), primary_key=True),
        sa.Column("id", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in said),
        sa.Column("site_open", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    op.execute("INSERT INTO site (clinic_id, id) SELECT id, 'first' FROM clinic")


def _figures() -> None:
    """Counters by site: the site is part of the key, which no database lets grow in place."""
    op.execute(f"CREATE TABLE figure_before AS SELECT {FIGURES} FROM figure")  # noqa: S608 - ours
    op.drop_table("figure")
    keys = ("week", "kind", "what")
    op.create_table(
        "figure",
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), primary_key=True),
        *(sa.Column(name, sa.Text(), primary_key=True) for name in keys),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.BigInteger(), nullable=False),
        sa.Column("site_id", sa.Text(), primary_key=True, server_default="first"),
    )
    op.execute(f"INSERT INTO figure ({FIGURES}) SELECT {FIGURES} FROM figure_before")  # noqa: S608 - ours
    op.drop_table("figure_before")


def _one_clinic() -> None:
    """No statement says whose clinic it asks for, so a second one must never come to be."""
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER clinic_refuses_second BEFORE INSERT ON clinic "
            "WHEN EXISTS (SELECT 1 FROM clinic) "
            "BEGIN SELECT RAISE(ABORT, 'one database keeps one clinic'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION one_clinic() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF EXISTS (SELECT 1 FROM clinic) THEN "
        "RAISE EXCEPTION 'one database keeps one clinic'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER clinic_refuses_second BEFORE INSERT ON clinic "
        "FOR EACH ROW EXECUTE FUNCTION one_clinic()"
    )
