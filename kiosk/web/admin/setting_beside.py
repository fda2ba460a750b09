"""What a setting hangs on besides itself: who is trained for it, and what each therapist offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import url_for

from ...languages import N_
from ...store.access import offers, staff
from ...store.access.offers import Offer
from ..http import current
from ..http.layout import day_in_words
from ..http.page_parts import Link
from ..http.viewer import Viewer

TRAINED = {
    "no": N_("%(name)s: no training is written down"),
    "not yet": N_("%(name)s: trained from %(since)s"),
    "over": N_("%(name)s: the training counted until %(until)s"),
    "until": N_("%(name)s: trained, until %(until)s"),
    "yes": N_("%(name)s: trained since %(since)s"),
}
"""What is said of a therapist's training for slow, listening touch."""


def beside(key: str, who: Viewer) -> tuple[Link, ...]:
    """The therapists, where a setting or a group hangs on them."""
    if key == "gentle_release":
        return tuple(_trained(who))
    if key == "people":
        return tuple(Link(_url(person), person.name) for person in _therapists())
    return ()


def _trained(who: Viewer) -> Iterator[Link]:
    with current.store().reading() as tx:
        known, today = offers.of_all(tx), who.clinic.day(tx.now).isoformat()
    for person in _therapists():
        offer = known.get(person.id, Offer())
        days = {"since": offer.release_since, "until": offer.release_until}
        said: dict[str, Any] = {k: day_in_words(who.layout, v) for k, v in days.items() if v}
        words = TRAINED[_state(offer, today)]
        yield Link(_url(person), who.layout.translate(words, {"name": person.name, **said}))


def _state(offer: Offer, today: str) -> str:
    if not offer.release_since:
        return "no"
    if offer.release_since > today:
        return "not yet"
    if offer.release_until:
        return "over" if offer.release_until < today else "until"
    return "yes"


def _therapists() -> list[staff.Staff]:
    with current.store().reading() as tx:
        every = staff.everyone(tx)
    return [each for each in every if "therapist" in each.roles and not each.disabled]


def _url(person: staff.Staff) -> str:
    return url_for("setting_form.offers", staff_id=person.id)
