"""The size of the paper in the printer: what the settings say, else the clinic's own."""

from __future__ import annotations

from contextlib import suppress

from ..settings import Settings
from ..store import Store, StoreError, clinics


def paper_size(store: Store, settings: Settings) -> str:
    """A4 or Letter, as it is now. A4 before there is a clinic, and while nothing can be read."""
    if settings.paper_size:
        return settings.paper_size
    with suppress(StoreError), store.reading() as tx:
        clinic = clinics.the_clinic(tx)
        return clinic.paper_size if clinic else "A4"
    return "A4"
