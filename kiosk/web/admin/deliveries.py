"""Deliveries: which address was told what, and when the next try is. Ids and hours alone."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from ...frozen import dataclass
from ...languages import N_, format_time, with_commas
from ...store import Transaction
from ...store.access import webhooks
from ...store.access.webhooks import Message, Told
from ..http.layout import Layout, day_in_words
from ..http.viewer import Viewer

SHOWN = 10
"""The newest of each address."""

WHY = {
    "private": N_("Its host is no public one."),
    "lost": N_("It does not answer, or nobody vouches for its certificate."),
    "refused": N_("It answers something else than yes."),
    "secret": N_("The file of the secret is missing, or has fewer than 32 characters."),
}
EVENTS = {"signed": N_("Signed"), "read": N_("Read"), "done": N_("Done")}
DELIVERED, WAITING = N_("Delivered"), N_("Waiting")


@dataclass(frozen=True)
class Delivery:
    """One message, in words."""

    what: str
    record_id: str
    state: str


@dataclass(frozen=True)
class Address:
    """One address that is told, by its host: the rest may be its secret."""

    host: str
    state: str
    last: tuple[Delivery, ...]


def addresses(tx: Transaction, who: Viewer, urls: Iterable[str]) -> tuple[Address, ...]:
    """Each address of the settings, with the last that it was told or waits for."""
    return tuple(_address(tx, who, url) for url in urls)


def _address(tx: Transaction, who: Viewer, url: str) -> Address:
    host, told = urlsplit(url).netloc, webhooks.of(tx, url)
    if told is None:
        return Address(host, who.layout.translate("Nothing was sent yet."), ())
    last = webhooks.latest(tx, told, SHOWN)
    return Address(host, _state(tx, who, told), tuple(_row(who, told, each) for each in last))


def _state(tx: Transaction, who: Viewer, told: Told) -> str:
    layout = who.layout
    if not told.tries:
        return layout.translate("It takes what it is told.")
    at = _hour(who, layout, told, tx)
    later = layout.translate("Next try at %(time)s. Nothing is lost.", {"time": at})
    return f"{layout.translate(WHY[told.why])} {later}"


def _hour(who: Viewer, layout: Layout, told: Told, tx: Transaction) -> str:
    return format_time(tx.on_the_wall(told.next_at), who.clinic.time_zone, layout.language)


def _row(who: Viewer, told: Told, message: Message) -> Delivery:
    layout = who.layout
    day = day_in_words(layout, who.clinic.day(message.at))
    hour = format_time(message.at, who.clinic.time_zone, layout.language)
    state = DELIVERED if message.sequence <= told.passed else WAITING
    what = (
        f"{layout.translate(EVENTS[message.event])} · {with_commas((day, hour), layout.language)}"
    )
    return Delivery(what, message.record_id, layout.translate(state))
