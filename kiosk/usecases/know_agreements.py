"""Knowing agreements: what a client agreed to over the visits, and taking one of them back."""

from __future__ import annotations

from contextlib import suppress

from ..frozen import dataclass
from ..intake.agreed import Agreed, agreed_to
from ..intake.withdrawn import HEARD, Asker, Way
from ..languages import N_
from ..store import Missing, Refused, Store, Transaction
from ..store.access.staff import Staff
from ..store.clinics import Clinic
from ..store.records import client_links, clients, standing
from .read_answers import may_know_agreements
from .withdraw_agreement import withdraw_agreement


@dataclass(frozen=True)
class Known:
    """What one client agreed to, for somebody of the staff who may know it."""

    stands: standing.Standing
    cards: tuple[Agreed, ...]


def know_agreements(store: Store, who: Staff, clinic: Clinic, record_id: str) -> Known:
    """Every card of this record's client as it was answered last; noted.

    Private areas are told to whoever may read the record. Raises as the gate does.
    """
    with store.writing() as tx:
        return _known(tx, who, clinic, record_id)


def take_back(
    store: Store,
    who: Staff,
    clinic: Clinic,
    record_id: str,
    card: str,
    asked_by: Asker | None,
    how: Way | None,
) -> bool:
    """Take back a card for whoever asked this member of the staff. False where it was so before.

    Raises Refused where it is not said who asked and how, or where there is nothing to take back.
    """
    with store.writing() as tx:
        known = _known(tx, who, clinic, record_id)
        if asked_by is None:
            raise Refused("asked_by", N_("Say who asked for it."))
        if how not in HEARD:
            raise Refused("how", N_("Say how they asked for it."))
        return _take_back(tx, known.cards, card, asked_by, how, who.id)


def own_agreements(tx: Transaction, client_id: str, clinic: Clinic) -> tuple[Agreed, ...]:
    """The same for the client at the tablet, who is known there and has been let in. Unnoted: it is
    their own; nothing for whoever is restricted."""
    visits = [visit.in_full for visit in clients.visits_of(tx, client_id)]
    today = clinic.day(tx.now)
    return agreed_to(visits, today, clinic.facts_on(today))


def take_back_own(
    tx: Transaction, client_id: str, clinic: Clinic, card: str, asked_by: Asker, by: str
) -> bool:
    """Take back a card at the client's own tap. False where there is nothing to take back."""
    cards = own_agreements(tx, client_id, clinic)
    with suppress(Refused, Missing):
        return _take_back(tx, cards, card, asked_by, "on_tablet", by)
    return False


def _known(tx: Transaction, who: Staff, clinic: Clinic, record_id: str) -> Known:
    whole = may_know_agreements(tx, who, record_id)
    stands = standing.find(tx, record_id)
    client = client_links.client_of(tx, record_id)
    visits = [visit.in_full for visit in clients.all_visits_of(tx, client)] or [stands.in_full]
    private = record_id if whole else ""
    today = clinic.day(tx.now)
    return Known(stands, agreed_to(visits, today, clinic.facts_on(today), private=private))


def _take_back(
    tx: Transaction, cards: tuple[Agreed, ...], card: str, asked_by: Asker, how: Way, by: str
) -> bool:
    this = next((each for each in cards if each.card == card), None)
    if this is None:
        raise Refused("card", N_("There is no such agreement."))
    if this.stands == "back":
        return False
    if not this.may_be_taken_back:
        raise Refused("card", N_("There is nothing to take back here."))
    return withdraw_agreement(tx, this.record_id, card, asked_by, how, by)
