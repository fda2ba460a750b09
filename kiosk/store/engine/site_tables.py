"""The tables of places: a clinic's sites, and the devices that stand at them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, Table, Text, false, true

from .columns import METADATA, Mark, Moment

FIRST = "first"
"""The id of the site a clinic began with: rows from before there were sites are its."""


def stands_at() -> Column[str]:
    """The site that a row belongs to."""
    return Column("site_id", Text, nullable=False, server_default=FIRST)


SITE = Table(
    "site",
    METADATA,
    Column("clinic_id", Text, ForeignKey("clinic.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("site_name", Text, nullable=False, server_default=""),
    Column("site_address", Text, nullable=False, server_default=""),
    Column("site_phone", Text, nullable=False, server_default=""),
    Column("site_open", Boolean, nullable=False, server_default=true()),
)

TABLET = Table(
    "tablet",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("paired_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("staffed", Boolean, nullable=False, server_default=false()),
    Column("prints", Boolean, nullable=False, server_default=false()),
    stands_at(),
)

PAIRING = Table(
    "pairing",
    METADATA,
    Column("code", LargeBinary, primary_key=True),
    Column("clinic_id", Text, ForeignKey("clinic.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("expires_at", Mark, nullable=False),
    stands_at(),
)
