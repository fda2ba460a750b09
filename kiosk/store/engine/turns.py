"""Whose turn it is to write: one after the other, on PostgreSQL as on SQLite.

What is looked for and then written would otherwise be written by two who look at the same moment,
as after a double tap. Clients' steps need no turn: each holds its own intake before it looks.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

# Only one number, agreed among all processes, that says "whoever writes now is me".
_TAKE = text("SELECT pg_advisory_xact_lock(6120451178)")


def take(connection: Connection) -> None:
    """It is ours until this transaction ends. Waits for it as for any lock."""
    connection.execute(_TAKE)
