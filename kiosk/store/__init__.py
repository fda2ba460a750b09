"""What is kept: sealed, signed and audited, on SQLite or PostgreSQL alike."""

from .book import Book
from .database import Store
from .errors import (
    Busy,
    ContinuedElsewhere,
    Full,
    Missing,
    Over,
    Refused,
    StoreError,
    Throttled,
    TooMuch,
    Unfit,
    Unreadable,
)
from .keys import Keys
from .opening import open_store

__all__ = [
    "Book",
    "Busy",
    "ContinuedElsewhere",
    "Full",
    "Keys",
    "Missing",
    "Over",
    "Refused",
    "Store",
    "StoreError",
    "Throttled",
    "TooMuch",
    "Unfit",
    "Unreadable",
    "open_store",
]
