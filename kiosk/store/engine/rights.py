"""What the role that serves may do on PostgreSQL: keep and read, and never change what guards."""

from __future__ import annotations

from sqlalchemy import inspect, text

from ..errors import Unfit
from .tables import AUDIT, METADATA, TOMBSTONE
from .transaction import Transaction

ONLY_GROW = (AUDIT.name, TOMBSTONE.name)
"""Tables in which it may add rows, and change none."""

_KEEPS = "SELECT, INSERT, UPDATE, DELETE"
_ADDS = "SELECT, INSERT"
_READS = "SELECT"
"""Nobody but the owner truncates, refers to, or hangs a trigger on a table."""

_WHO = text(
    "SELECT rolsuper OR pg_has_role(oid, current_user, 'MEMBER') FROM pg_roles WHERE rolname = :it"
)
_OWNS = text(
    "SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class "
    "WHERE oid = 'audit'::regclass"
)
_SERVING = text(
    "SELECT DISTINCT grantee FROM information_schema.role_table_grants "
    "WHERE table_name = 'audit' AND privilege_type = 'INSERT' AND grantee <> current_user"
)


def give(tx: Transaction, role: str) -> None:
    """Let this role serve, and take every other right on our tables from it. Asked by the owner.

    Raises Unfit where there is no such role, or where it could do all that the owner can.
    """
    mighty = tx.connection.scalar(_WHO, {"it": role})
    if mighty is None:
        raise Unfit(f"There is no role {role} on this server: make it first (docs/install.md).")
    if mighty:
        raise Unfit(f"{role} may do all that the owner may: name a role of its own.")
    for statement in _statements(tx, role):
        tx.connection.execute(text(statement))


def let_in(tx: Transaction, *more: str) -> list[str]:
    """Let all roles serve that did before, and these. Who they are. As ``give``, by the owner."""
    roles = sorted({*serving(tx), *filter(None, more)})
    for role in roles:
        give(tx, role)
    return roles


def may_change_tables(tx: Transaction) -> bool:
    """Whether whoever asks could change the tables themselves, and what guards them."""
    return bool(tx.connection.scalar(_OWNS))


def serving(tx: Transaction) -> list[str]:
    """The roles that were let in before, besides the owner."""
    return sorted(tx.connection.scalars(_SERVING))


def _statements(tx: Transaction, role: str) -> list[str]:
    quote = tx.connection.dialect.identifier_preparer.quote_identifier
    schema, to = quote(inspect(tx.connection).default_schema_name or "public"), quote(role)
    rights = {name: _ADDS if name in ONLY_GROW else _KEEPS for name in METADATA.tables}
    rights["alembic_version"] = _READS
    return [
        f"GRANT USAGE ON SCHEMA {schema} TO {to}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {to}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {to}",
        *(f"GRANT {which} ON {quote(name)} TO {to}" for name, which in rights.items()),
    ]
