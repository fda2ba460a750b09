"""Let the audit hold fast what it tells of, say where it ends, and guard what was signed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

SIGNED = (
    "sequence, id, clinic_id, tablet_id, visit_day, signed_at, catalogue_version, key_id, hash, "
    "signature, content"
)
"""The columns of a record that never change."""
FIRM = {"record": (f"UPDATE OF {SIGNED}", "id"), "entry": ("UPDATE", "record_id")}
"""By table, what of it is refused, and the record that a row goes with."""


def upgrade() -> None:
    """Rows of before tell of no state: stock is taken once, when the kiosk opens."""
    op.add_column("audit", sa.Column("held", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "chain_end",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
    )
    op.create_table("erasing", sa.Column("record_id", sa.Text(), primary_key=True))
    if op.get_context().dialect.name == "sqlite":
        _guard_on_sqlite()
    else:
        _guard_on_postgresql()


def _guard_on_sqlite() -> None:
    for table, (change, record) in FIRM.items():
        refuses = f"BEGIN SELECT RAISE(ABORT, 'what was signed never changes: {table}'); END"
        op.execute(f"CREATE TRIGGER {table}_refuses_update BEFORE {change} ON {table} {refuses}")
        unless = f"WHEN OLD.{record} NOT IN (SELECT record_id FROM erasing)"  # noqa: S608 - ours
        deleting = f"BEFORE DELETE ON {table} {unless}"
        op.execute(f"CREATE TRIGGER {table}_refuses_delete {deleting} {refuses}")


def _guard_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION signed_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'what was signed never changes: %', TG_TABLE_NAME; END $$"
    )
    op.execute(
        "CREATE FUNCTION only_erasing_deletes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF NOT EXISTS (SELECT 1 FROM erasing WHERE record_id = to_jsonb(OLD) ->> TG_ARGV[0]) THEN "
        "RAISE EXCEPTION 'what was signed never changes: %', TG_TABLE_NAME; END IF; "
        "RETURN OLD; END $$"
    )
    for table, (change, record) in FIRM.items():
        op.execute(
            f"CREATE TRIGGER {table}_refuses_update BEFORE {change} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION signed_never_changes()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION only_erasing_deletes('{record}')"
        )
