"""What is kept: sealed, signed and audited, on SQLite or PostgreSQL alike."""

from .engine.database import Store
from .engine.keys import Keys
from .engine.transaction import Transaction
from .errors import (
    Away,
    BadBackup,
    Busy,
    ContinuedElsewhere,
    Full,
    Missing,
    NoBackup,
    OnHold,
    Over,
    Refused,
    StoreError,
    Throttled,
    TooMuch,
    Unfit,
    Unreadable,
)
from .opening import open_kept, open_store

__all__ = [
    "Away",
    "BadBackup",
    "Busy",
    "ContinuedElsewhere",
    "Full",
    "Keys",
    "Missing",
    "NoBackup",
    "OnHold",
    "Over",
    "Refused",
    "Store",
    "StoreError",
    "Throttled",
    "TooMuch",
    "Transaction",
    "Unfit",
    "Unreadable",
    "open_kept",
    "open_store",
]
