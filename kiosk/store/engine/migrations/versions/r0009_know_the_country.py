"""Know the clinic's country: it says in which order day, month and year stand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from babel.core import get_global

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Propose the country that the clinic's time zone lies in; an admin may say another."""
    op.add_column("clinic", sa.Column("country", sa.Text(), nullable=False, server_default=""))
    clinic = sa.table("clinic", sa.column("time_zone", sa.Text), sa.column("country", sa.Text))
    zones = op.get_bind().scalars(sa.select(clinic.c.time_zone)).all()
    for zone in zones:
        country = get_global("zone_territories").get(zone, "")
        if len(country) == 2 and country.isalpha() and country != "ZZ":
            mine = sa.update(clinic).where(clinic.c.time_zone == zone)
            op.execute(mine.values(country=country))
