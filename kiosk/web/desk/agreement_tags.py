"""How a visit's agreements stand, in words that a waiting room may read: how many, never which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from flask import url_for

from ...intake import carry
from ...intake.agreement_words import CONTENT, SLOTS
from ...intake.carried_cards import missing
from ...intake.draft import Draft
from ...languages import N_
from ...store import Transaction
from ...store.clinics import Clinic
from ...store.intakes.planned_visits import Visit
from ...store.records import cards, client_links
from ...store.records.record_rows import Listed
from ..http.layout import Layout
from ..http.page_parts import Link, Tag

BACK = N_("Taken back: %(count)d")
DUE = N_("Agreements due: %(count)d")
WAIT = N_("Agreements to talk about: %(count)d")


def signed_tags(kept: Listed, layout: Layout) -> Iterator[Tag]:
    """Of a signed visit: what was taken back since, and what waits for a talk."""
    if kept.taken_back:
        yield Tag(layout.translate(BACK, {"count": kept.taken_back}), "alert")
    waiting = sum(kept.answers.get(key) == "talk_first" for key in (*CONTENT, *SLOTS))
    if waiting:
        yield Tag(layout.translate(WAIT, {"count": waiting}), "alert")


def walking_tags(draft: Draft, layout: Layout) -> Iterator[Tag]:
    """Of somebody who has come back: what was taken back, and what is still to be answered."""
    known = carry.from_json(draft.carried)
    if not known:
        return
    if known.taken_back:
        yield Tag(layout.translate(BACK, {"count": len(known.taken_back)}), "alert")
    yearly = {key for key, card in (CONTENT | SLOTS).items() if card.valid == "year"}
    due = yearly & {*known.due} - draft.answers.keys()
    if due:
        yield Tag(layout.translate(DUE, {"count": len(due)}))


def planned_tags(
    tx: Transaction, plan: Iterable[Visit], clinic: Clinic, day: date, layout: Layout
) -> Mapping[str, Tag]:
    """By visit, of those whose client is known and has not begun: how many cards will be asked."""
    to_come = {v.id: v.client_id for v in plan if v.state == "planned" and v.client_id}
    ends = client_links.together(tx, to_come.values()) if to_come else {}
    found = cards.these(tx, set(ends.values())) if ends else {}
    tags = {}
    for visit_id, client in to_come.items():
        card = found.get(ends.get(client, client))
        due = missing(card.agreed, day, clinic.facts_on(day)) if card and card.agreed else 0
        if due:
            tags[visit_id] = Tag(layout.translate(DUE, {"count": due}))
    return tags


def agreements_link(intake_id: str, layout: Layout) -> Link | None:
    """The desk's way to what a client agreed to; others come to it from the record."""
    if "desk" not in layout.roles or "therapist" in layout.roles:
        return None
    url = url_for("agreements.cards", intake_id=intake_id)
    return Link(url, layout.translate("Agreements"))
