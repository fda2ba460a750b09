"""A copy to take along: the client says on the way out that they want one, and staff see to it.

A therapist prints it; on the client's own phone a link opens it once, which the desk may make:
nothing of the answers is shown for that.
"""

from __future__ import annotations

from ..store import Missing, Store, Transaction
from ..store.access import one_time_links
from ..store.access.staff import Staff
from ..store.records import records
from ..store.records.standing import Standing
from .read_answers import may_give, may_hand_out, opens_by_link


def offer_copy(tx: Transaction, signed: records.Signed) -> str:
    """What the thank-you sends back where its client wants a copy. It opens nothing."""
    language = str(signed.record["language"])
    return one_time_links.make(tx, signed.id, "copy_offer", {}, language, one_time_links.SHORT)


def wish_copy(store: Store, token: str) -> bool:
    """The client wants one: Today says so from now on. False where the offer is over."""
    with store.writing() as tx:
        found = one_time_links.find(tx, token)
        if found is None or found.purpose != "copy_offer":
            return False
        one_time_links.spend(tx, token)
        one_time_links.make(tx, found.record_id, "copy_wish", {}, found.language)
    return True


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
