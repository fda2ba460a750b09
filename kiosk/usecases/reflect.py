"""Reflecting: a client says, after the session, how it was. Nothing of the intake is shown.

Whatever a client comes by, a tablet that was handed over or a link that opens once, ends here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ..frozen import dataclass
from ..intake.reflection import asks_to_speak, wants_support
from ..languages import N_
from ..store import Missing, Refused, Store, Transaction
from ..store.access import one_time_links
from ..store.access.staff import Staff
from ..store.access.tablets import Tablet
from ..store.clinics import Clinic
from ..store.records import hand_overs, records, reflections, restrictions, standing
from ..store.records.hand_overs import HandOver
from .read_answers import Restricted, is_managed_by_therapist

ONLY_TODAY = N_("Only a visit of today can be asked about on a tablet.")
ANSWERED = N_("The client has answered already.")


@dataclass(frozen=True)
class Asking:
    """A client who is asked how it was: no more of them than the page needs."""

    record_id: str
    language: str
    manager_is_therapist: bool
    """Whether whoever manages the clinic also had the session: the page says so."""


@dataclass(frozen=True)
class AfterIt:
    """What a client is told when they have answered."""

    speak_first: bool
    """Whether they are asked to speak with the therapist before they leave."""
    support: bool
    """Whether they would like more support."""


def hand_over(store: Store, who: Staff, clinic: Clinic, record_id: str, tablet_id: str) -> None:
    """A tablet asks the client of this visit of today, once.

    Raises Missing, Refused or Restricted.
    """
    with store.writing() as tx:
        signed = records.find(tx, record_id)
        if restrictions.of_record(tx, record_id):
            raise Restricted(record_id)
        if str(signed.record["visit_day"]) != clinic.day(tx.now).isoformat():
            raise Refused("tablet", ONLY_TODAY)
        if reflections.given(tx, [record_id]):
            raise Refused("tablet", ANSWERED)
        hand_overs.hand(tx, record_id, tablet_id, who.id)


def asked_on(tx: Transaction, tablet: Tablet, quiet: timedelta) -> HandOver | None:
    """What this tablet was handed over for; None where that is nothing, or lies there too long."""
    return hand_overs.on_tablet(tx, tablet.id, quiet)


def asking(tx: Transaction, record_id: str) -> Asking:
    """What the page needs that asks a client how it was. Raises Missing."""
    signed = records.find(tx, record_id)
    language = str(signed.record["language"])
    return Asking(record_id, language, is_managed_by_therapist(tx, record_id))


def still_there(store: Store, tablet: Tablet, quiet: timedelta) -> None:
    """The client is at it. Raises Missing where the tablet asks no longer."""
    with store.writing() as tx:
        hand_overs.touch(tx, _asked(tx, tablet, quiet))


def leave_it(store: Store, tablet: Tablet, quiet: timedelta) -> None:
    """The client would rather not, or has gone: nothing is kept."""
    with store.writing() as tx:
        if found := asked_on(tx, tablet, quiet):
            hand_overs.take_back(tx, found.record_id)


def reflect_on_tablet(
    store: Store, tablet: Tablet, quiet: timedelta, answers: Mapping[str, Any]
) -> AfterIt:
    """Keep what was tapped on this tablet. Raises Missing where it asks no longer."""
    with store.writing() as tx:
        return reflect(tx, _asked(tx, tablet, quiet).record_id, answers, tablet.id)


def reflect(tx: Transaction, record_id: str, answers: Mapping[str, Any], by: str) -> AfterIt:
    """Keep how it was, once, and say what the client is told now. Raises Missing."""
    reflections.keep(tx, record_id, answers, by)
    one_time_links.revoke(tx, record_id, "reflection", "reflection_form")
    says = standing.find(tx, record_id).says
    return AfterIt(asks_to_speak(answers, says), wants_support(answers))


def _asked(tx: Transaction, tablet: Tablet, quiet: timedelta) -> HandOver:
    found = asked_on(tx, tablet, quiet)
    if found is None:
        raise Missing(tablet.id)
    return found
