"""Keep what is left of old keys, and let what was signed be sealed anew, and nothing else of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

ANEW = ("key_id", "signature", "content")
"""What of a record or an entry is new when the key is turned; its hash says what was signed."""

FIRM = {
    "record": ("sequence", "id", "clinic_id", "tablet_id", "visit_day", "signed_at",
               "catalogue_version", "hash", "therapist_id", "read_at", "read_by", "client_id"),
    "entry": ("sequence", "id", "record_id", "clinic_id", "kind", "made_at", "made_by", "hash"),
}  # fmt: skip
"""By table, what stays as it is even then."""

SIGNED = {"record": ("sequence", "id", "clinic_id", "tablet_id", "visit_day", "signed_at",
                     "catalogue_version", "hash", *ANEW)}  # fmt: skip
"""By table, the columns whose change is looked at; all of them where none are named."""


def upgrade() -> None:
    """No key was turned before."""
    op.create_table(
        "old_key",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("clinic_id", sa.Text(), sa.ForeignKey("clinic.id"), nullable=False),
        sa.Column("turned_at", sa.BigInteger(), nullable=False),
        sa.Column("under_way", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_table("resealing", sa.Column("id", sa.Text(), primary_key=True))
    on_sqlite = op.get_context().dialect.name == "sqlite"
    for table, firm in FIRM.items():
        op.execute(f"DROP TRIGGER {table}_refuses_update" + ("" if on_sqlite else f" ON {table}"))
        change = f"BEFORE UPDATE{_of(table)} ON {table}"
        refuse = _on_sqlite if on_sqlite else _on_postgresql
        op.execute(f"CREATE TRIGGER {table}_refuses_update {change} {refuse(table, firm)}")
    if not on_sqlite:
        op.execute("DROP FUNCTION signed_never_changes()")


def _of(table: str) -> str:
    return f" OF {', '.join(SIGNED[table])}" if table in SIGNED else ""


def _on_sqlite(table: str, firm: tuple[str, ...]) -> str:
    same = " AND ".join(f"OLD.{name} IS NEW.{name}" for name in firm)
    anew = "OLD.id IN (SELECT id FROM resealing) AND NEW.key_id >= OLD.key_id"
    refuses = f"SELECT RAISE(ABORT, 'what was signed never changes: {table}')"
    return f"WHEN NOT ({anew} AND {same}) BEGIN {refuses}; END"


def _on_postgresql(table: str, firm: tuple[str, ...]) -> str:
    op.execute(
        f"CREATE FUNCTION {table}_is_only_sealed_anew() RETURNS trigger LANGUAGE plpgsql AS $$ "  # noqa: S608 - ours
        "BEGIN IF NOT EXISTS (SELECT 1 FROM resealing WHERE id = OLD.id) "
        f"OR NEW.key_id < OLD.key_id OR {_differ(firm)} THEN "
        "RAISE EXCEPTION 'what was signed never changes: %', TG_TABLE_NAME; END IF; "
        "RETURN NEW; END $$"
    )
    return f"FOR EACH ROW EXECUTE FUNCTION {table}_is_only_sealed_anew()"


def _differ(firm: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in firm)
