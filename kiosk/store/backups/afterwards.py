"""After a restore: what must not come to life again with the day it was copied on."""

from __future__ import annotations

from sqlalchemy import delete

from ..engine.tables import INVITATION, ONE_TIME_LINK, PAIRING, SESSION, SETUP_LINK
from ..engine.transaction import Transaction


def end_what_was_open(tx: Transaction) -> None:
    """Sign everybody out; codes and links that work once may have been used since. Tablets stay."""
    tx.connection.execute(delete(SESSION).where(SESSION.c.kind != "tablet"))
    for once in (INVITATION, ONE_TIME_LINK, PAIRING, SETUP_LINK):
        tx.connection.execute(delete(once))
