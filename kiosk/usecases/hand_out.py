"""Handing out: what a client takes home after a session, on paper or by a link that opens once."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..clinic.texts import by_language
from ..frozen import dataclass
from ..intake.comfort_card import comfort_card
from ..intake.handout import Handout, OfClinic, handout_of
from ..languages import LANGUAGES
from ..store import Missing, Refused, Store, Transaction, sites
from ..store.access import one_time_links
from ..store.access.one_time_links import Link
from ..store.access.staff import Staff
from ..store.clinics import Clinic, the_clinic
from ..store.records import marks, notes
from ..store.records.standing import Standing
from .read_answers import may_give, may_hand_out, opens_by_link
from .reflect_by_link import invitation


@dataclass(frozen=True)
class Wanted:
    """How somebody wants it."""

    card: str = ""
    """The other language of the comfort card; empty for no card."""
    large: bool = False
    whole: bool = True
    """With what the client said at the intake: the card, and the list they asked for."""

    @property
    def has_card(self) -> bool:
        """Whether a comfort card is on its back: never on a page that the desk may print."""
        return self.whole and self.card in LANGUAGES


@dataclass(frozen=True)
class OpenedOnce:
    """What a link brought, and a short-lived one for the same as a file."""

    handout: Handout
    wanted: Wanted
    file_token: str = ""
    ask_token: str = ""
    """Of a link by which the client says how it was; empty where they are not to be asked so."""


@dataclass(frozen=True)
class HandedOut:
    """What is to be printed, and with which link to ask how it was."""

    handout: Handout
    ask_token: str = ""


@dataclass(frozen=True)
class Ready:
    """How far it is."""

    is_signed: bool
    """Whether there is a signed note, and so something to hand out."""
    whole: bool
    """Whether it is theirs with what the client said at the intake."""


def look_at_handout(store: Store, who: Staff, record_id: str) -> Ready:
    """How far it is, for somebody who may hand it out. Raises as the gate does."""
    with store.reading() as tx:
        may_give(tx, who, record_id, whole=_reads(who))
        return Ready(notes.of(tx, record_id) is not None, _reads(who))


def hand_out(
    store: Store, who: Staff, record_id: str, wanted: Wanted, *, by_phone: bool = False
) -> HandedOut:
    """What is to be printed; noted. Raises as above; Refused where no note is signed.

    ``by_phone``: phones reach this kiosk, so that a client may be asked on theirs how it was.
    """
    with store.writing() as tx:
        stands = may_hand_out(tx, who, record_id, "paper", whole=_reads(who))
        handout = _handout(tx, stands, _within(who, wanted))
        return HandedOut(handout, invitation(tx, stands) if by_phone else "")


def link_to_handout(store: Store, who: Staff, record_id: str, wanted: Wanted) -> str:
    """The token of a link that opens it once, within a day; an earlier one is dead. Raises as
    above."""
    with store.writing() as tx:
        stands = may_hand_out(tx, who, record_id, "link", whole=_reads(who))
        _note(tx, record_id)
        one_time_links.revoke(tx, record_id, "handout", "handout_file")
        how = asdict(_within(who, wanted))
        return one_time_links.make(tx, record_id, "handout", how, _language(stands))


def open_once(store: Store, token: str) -> OpenedOnce:
    """Spend a link. Raises Missing where it is spent, over or of nobody; Restricted, Unreadable."""
    with store.writing() as tx:
        link = one_time_links.spend(tx, token)
        stands = opens_by_link(tx, link.record_id, link.purpose)
        wanted = _wanted(link)
        handout = _handout(tx, stands, wanted)
        if link.purpose == "handout_file":
            return OpenedOnce(handout, wanted)
        file = one_time_links.make(
            tx, link.record_id, "handout_file", asdict(wanted), link.language, one_time_links.SHORT
        )
        return OpenedOnce(handout, wanted, file, invitation(tx, stands))


def _reads(who: Staff) -> bool:
    return "therapist" in who.roles


def _within(who: Staff, wanted: Wanted) -> Wanted:
    return Wanted(wanted.card, wanted.large, _reads(who))


def _wanted(link: Link) -> Wanted:
    said: dict[str, Any] = dict(link.how)
    return Wanted(str(said["card"]), bool(said["large"]), bool(said["whole"]))


def _note(tx: Transaction, record_id: str) -> notes.Note:
    note = notes.of(tx, record_id)
    if note is None:
        raise Refused("note", "Sign the session's note first: it says what is taken home.")
    return note


def _language(stands: Standing) -> str:
    return str(stands.kept["language"])


def _of_clinic(tx: Transaction, clinic: Clinic, language: str, site_id: str) -> OfClinic:
    texts = by_language(clinic.support_list_text)
    here = sites.reached_at(tx, clinic, site_id)
    return OfClinic(
        here.name,
        language if language in texts else clinic.language,
        phone=here.phone,
        address=here.address,
        people=clinic.text(clinic.support_list_text, language),
        mark=marks.on_paper(tx),
    )


def _handout(tx: Transaction, stands: Standing, wanted: Wanted) -> Handout:
    clinic, language, says = the_clinic(tx), _language(stands), stands.says
    if clinic is None:
        raise Missing(stands.id)
    return handout_of(
        language,
        _note(tx, stands.id).answers,
        _of_clinic(tx, clinic, language, stands.signed.site_id),
        visit_day=stands.visit_day,
        with_people=wanted.whole and says.get("support_list") == "yes",
        card=comfort_card(says, (language, wanted.card)) if wanted.has_card else None,
    )
