"""Where Alembic meets the open transaction it is handed."""

from __future__ import annotations

from alembic import context

from kiosk.store.engine.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
