"""A copy to take along: the client says on the way out that they want one, and staff see to it.

A therapist prints it; on the client's own phone a link opens it once, which the desk may make:
nothing of the answers is shown for that.
"""

from __future__ import annotations

from datetime import timedelta

from ..store import Missing, Store, Transaction
from ..store.access import one_time_links
from ..store.access.staff import Staff
from ..store.records import records
from ..store.records.standing import Standing
from .read_answers import may_give, may_hand_out, opens_by_link

OFFERED_FOR = timedelta(minutes=5)
"""The thank-you makes room for the next client: whoever wants a copy later asks for it."""


def offer_copy(tx: Transaction, signed: records.Signed, tablet_id: str) -> None:
    """The thank-you of this tablet offers its client a copy, for a few minutes."""
    how, language = {"tablet": tablet_id}, str(signed.record["language"])
    one_time_links.make(tx, signed.id, "copy_offer", how, language, OFFERED_FOR)


def is_offered(tx: Transaction, tablet_id: str) -> bool:
    """Whether somebody has just signed on this tablet, and may want a copy."""
    return _offered(tx, tablet_id) is not None


def wish_copy(store: Store, tablet_id: str) -> bool:
    """Whoever has just signed on this tablet wants one: Today says so from now on.

    False where nobody has, or the offer is over.
    """
    with store.writing() as tx:
        offer = _offered(tx, tablet_id)
        if offer is None:
            return False
        one_time_links.revoke(tx, offer.record_id, "copy_offer")
        one_time_links.make(tx, offer.record_id, "copy_wish", {}, offer.language)
    return True


def _offered(tx: Transaction, tablet_id: str) -> one_time_links.Link | None:
    return one_time_links.newest(tx, "copy_offer", {"tablet": tablet_id})


def look_at_copy(store: Store, who: Staff, record_id: str) -> None:
    """Pass whoever may give it. Raises as the gate does."""
    with store.reading() as tx:
        records.find(tx, record_id)
        may_give(tx, who, record_id, whole=_reads(who))


def link_to_copy(store: Store, who: Staff, record_id: str) -> str:
    """The token of a link that opens it once, within a day; an earlier one is dead. Noted."""
    with store.writing() as tx:
        stands = may_hand_out(tx, who, record_id, "copy by link", whole=_reads(who))
        one_time_links.revoke(tx, record_id, "copy", "copy_wish")
        language = str(stands.kept["language"])
        return one_time_links.make(tx, record_id, "copy", {}, language)


def gave_copy(store: Store, record_id: str) -> None:
    """It was printed for them: nobody waits for it any more."""
    with store.writing() as tx:
        one_time_links.revoke(tx, record_id, "copy_wish")


def open_copy(store: Store, token: str) -> Standing:
    """Spend a link. Raises Missing where it is spent, over or of something else; Restricted."""
    with store.writing() as tx:
        link = one_time_links.spend(tx, token)
        if link.purpose != "copy":
            raise Missing("link")
        return opens_by_link(tx, link.record_id, "copy")


def _reads(who: Staff) -> bool:
    return "therapist" in who.roles
