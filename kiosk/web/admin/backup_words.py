"""How long backups keep what was erased here, in words."""

from __future__ import annotations

from flask import current_app

from ..http import current
from ..http.layout import Layout


def how_long_backups_keep(layout: Layout) -> str:
    """What was erased lives on in sealed backups until they are thrown away: for how long."""
    if current_app.config["BACKUPS"] == "off":
        return layout.translate("The demo is not backed up.")
    months = current.settings().backup_months
    if not months:
        return layout.translate(
            "A backup that was made before holds it, sealed, until it is thrown away: for four "
            "weeks at the most. Restored, it is erased again."
        )
    return layout.translate_count(
        "A backup that was made before holds it, sealed, until it is thrown away. This kiosk keeps "
        "%(count)d monthly backup: for so many months at the most. Restored, it is erased again.",
        "A backup that was made before holds it, sealed, until it is thrown away. This kiosk keeps "
        "%(count)d monthly backups: for so many months at the most. Restored, it is erased again.",
        months,
    )
