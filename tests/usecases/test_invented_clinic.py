"""The clinic that figures are taken of: made fast, and to the letter what the product keeps."""

from __future__ import annotations

from sqlalchemy import select

from kiosk.store import Store, Transaction
from kiosk.store.engine.tables import ALIKE, CARD, PIECE
from kiosk.store.proving import proof
from kiosk.store.proving.proof import Findings
from kiosk.store.records import card_keeping, cards
from tools.bench_rows import synthetic
from tools.bench_rows.copies import LIGHT

VISITS = 130
"""Enough that somebody comes twice, and somebody is written down a second time."""


def kept_of_clients(tx: Transaction) -> tuple[object, ...]:
    """What lists and searches go by."""
    rows = tx.connection.execute(select(CARD).order_by(CARD.c.client_id)).all()
    pieces = tx.connection.execute(select(PIECE).order_by(*PIECE.c)).all()
    alike = tx.connection.execute(select(ALIKE).order_by(*ALIKE.c)).all()
    return [(row.client_id, row.newest, cards.visits_in(tx, row)) for row in rows], pieces, alike


def test_an_invented_clinic_is_what_the_product_would_have_kept(store: Store):
    synthetic.filled(store, VISITS, LIGHT)
    with store.writing() as tx:
        found = proof.verify_all(tx)
        made = kept_of_clients(tx)
        for client in tx.connection.scalars(select(CARD.c.client_id)).all():
            card_keeping.rewrite(tx, client)
        kept = kept_of_clients(tx)
    assert found == Findings((), (), None, ())
    assert made == kept
    assert kept[2]
