"""Admins: whoever manages the clinic now."""

from __future__ import annotations

from ..engine.transaction import Transaction
from . import staff


def ids(tx: Transaction) -> frozenset[str]:
    """The ids of those who are in service."""
    everyone = staff.everyone(tx)
    return frozenset(each.id for each in everyone if "admin" in each.roles and not each.disabled)
