"""How long a tablet may lie untouched: what the settings say, else the clinic's own."""

from __future__ import annotations

from ..settings import Idle, Settings
from ..store.clinics import Clinic


def idle_limits(clinic: Clinic | None, settings: Settings) -> Idle:
    """The limits as they are now; the usual ones before there is a clinic."""
    if settings.idle_seconds is not None:
        return Idle(settings.idle_seconds)
    return Idle(clinic.idle_seconds) if clinic else Idle()
