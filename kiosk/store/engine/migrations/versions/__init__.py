"""Migrations of the schema, applied by Alembic."""
