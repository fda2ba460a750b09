"""Sealing a paper: the clinic's seal goes on before it is kept. Better a paper without than none.

Here, and not in the press: what is drawn there is a client's words and what is checked there is
anybody's file, and neither should ever be where the key is. Finding the room and signing take less
than a thousandth of the drawing.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ..exports.seal_room import room_in
from ..store import Busy, Full, Store

if TYPE_CHECKING:
    from ..store.records.seals import Seal

log = logging.getLogger("kiosk.paper")


def seal_paper(store: Store, record_id: str, pdf: bytes) -> tuple[bytes, bool]:
    """The paper under the clinic's seal, and that it is; the same paper where that went wrong.

    Raises Busy or Full where the store is away: nothing can be kept then either.
    """
    try:
        room = room_in(pdf, store.now())
        return room.sealed(make_seal(store).sign(room.digest)), True
    except (Busy, Full):
        raise
    except Exception as fault:  # noqa: BLE001 - whatever keeps a seal off, the paper is needed
        log.warning("paper %s not sealed: %s", record_id, type(fault).__name__)
        return pdf, False


def make_seal(store: Store) -> Seal:
    """The clinic's seal, made with the first paper. Raises StoreError."""
    # X.509 takes 30 ms to load, and the kiosk starts without.
    from ..store.records import seals

    with store.reading() as tx:
        seal = seals.the_seal(tx)
    if seal:
        return seal
    with store.writing() as tx:
        return seals.make(tx)
