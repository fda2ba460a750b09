"""Answering: what happens when a client answers a step of the walk, or leaves it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from ..catalogue.questions import Card
from ..changed import replace
from ..intake.changing import CHANGES_FROM, change, may_change
from ..intake.display import looks_of, with_display
from ..intake.draft import Draft, as_json
from ..intake.follow_ups import questions_of
from ..intake.move import Move
from ..intake.needs import made_easier
from ..intake.one_by_one import arrived, on_from, on_page
from ..intake.own_buttons import OWN, news_of, pressed
from ..intake.path import ASIDE, standing_at
from ..intake.said_back import said_back
from ..intake.shown_cards import read_aloud, was_shown
from ..intake.visit import Visit
from ..intake.walk import answer, known_as
from ..store import Store, Transaction
from ..store.access import throttle
from ..store.clinics import Clinic
from ..store.intakes import intakes
from ..store.intakes.drafts import Intake
from .check_client import ANOTHER_DATE, finds, is_somebody_else, looks_again, may_try
from .count_steps import count_step
from .give_copy import offer_copy
from .keep_step import as_typed, call_staff, keep_step
from .leave_aside import keep_for_the_day, leave_aside
from .lie_still import nobody_there
from .open_earlier import open_earlier
from .posts import Left, Moved, NotOffered, Outcome, Post, Signed, Stayed, fits
from .sign_intake import iso, sign_intake

SAVES = frozenset({"next", "back", "skip", "person", "stop", "agreed"})
"""Buttons that save the step and move; the rest save it and stay."""


def answer_step(store: Store, here: Intake, clinic: Clinic, post: Post) -> Outcome:
    """Keep one post and go where its button says. On disk when it returns.

    The same post again, or one of a page that is no longer the client's, changes no answer.
    Raises ContinuedElsewhere or Over where another tab was first, NotOffered for what the page
    does not have.
    """
    if post.go == "away":
        return nobody_there(store, here, clinic, post)
    if here.last_digest and here.last_digest == post.id:
        return Moved()
    if post.step != here.step or not fits(here, post):
        return _continue_elsewhere(store, here, clinic, post)
    if post.strange:
        raise NotOffered(here.step)
    return _take(store, here, clinic, post)


def _take(store: Store, here: Intake, clinic: Clinic, post: Post) -> Outcome:
    looked_for, may_look = finds(store, here, post.go), may_try(store, here, post.go)
    with store.writing(beside=True) as tx:
        draft = replace(here.as_left, not_looked_for=not looked_for)
        if (here.step, post.go) == ("earlier", "next") and may_look:
            return _opened(tx, here, draft, clinic, post)
        if here.step in ASIDE:
            return leave_aside(tx, here, draft, clinic, post)
        if post.said.errors:
            return _ask_again(tx, here, draft, post, post.said.errors)
        if is_somebody_else(tx, here, draft, post.said, post.go):
            return _not_them(tx, here, draft, post, may_try=may_look)
        if post.said.opens and post.go == "next":
            return _open_choices(tx, here, draft, clinic, post)
        return _go_on(tx, here, draft, clinic, post)


def _open_choices(tx: Transaction, here: Intake, draft: Draft, clinic: Clinic, post: Post) -> Moved:
    """A yes whose choices were not on the screen: all is kept, and they open on the same page."""
    visit, said = clinic.visit_at(tx.now, draft), post.said
    moved = answer(visit, draft, here.step, said.given, "stay", now=iso(tx.now), shown=said.shown)
    typed = {**moved.draft.typed, here.step: post.typed}
    kept = replace(moved.draft, typed=typed, news=f"opened:{said.opens}")
    keep_step(tx, here, replace(moved, draft=kept), post.id)
    return Moved()


def _go_on(tx: Transaction, here: Intake, draft: Draft, clinic: Clinic, post: Post) -> Outcome:
    visit = clinic.visit_at(tx.now, draft).remembering(post.visit)
    mark = tx.steady.microseconds
    helper = post.helper.name if post.helper else ""
    draft = was_shown(draft, _on_page(visit, draft, here.step), iso(tx.now), mark, helper)
    moved = as_typed(_moved(visit, draft, here.step, post, iso(tx.now), clinic.offered), here, post)
    moved = arrived(visit, said_back(draft, moved, here.step), here.step, post.go)
    count_step(tx, clinic, here, draft, moved, post.go)
    if moved.ends:
        intakes.erase(tx, here, by="client", reason="somebody else")
        return _somebody_else(tx, here, moved.draft)
    if moved.signed and moved.draft.home == "there":
        return keep_for_the_day(tx, here, moved, post)
    if moved.signed:
        signed = sign_intake(tx, here, visit, moved.draft, clinic)
        if not post.helper:
            offer_copy(tx, signed, here.tablet_id)
        return Signed(signed, moved.draft)
    kept = keep_step(tx, here, moved, post.id)
    return Moved(looks_of(moved.draft) != looks_of(draft), kept, visit)


def _moved(
    visit: Visit, draft: Draft, step: str, post: Post, now: str, offered: Container[str]
) -> Move:
    if post.go == "agreed" and not draft.is_let_in:
        raise NotOffered(post.go)
    way: Any = post.go if post.go in SAVES else "stay"
    kind, _, value = post.go.partition(":")
    given, shown = post.said.given, post.said.shown
    if kind == "need":
        easier = made_easier(visit, draft, step, given, value, now=now, shown=shown)
        if easier is None:
            raise NotOffered(post.go)
        return easier
    if (step, kind) in OWN:
        moved = answer(
            visit, draft, step, pressed(visit, draft, given, post.go), "stay", now=now, shown=shown
        )
        news = news_of(visit, draft, given, post.go)
        return replace(moved, draft=replace(moved.draft, news=news))
    if one := on_from(visit, draft, step, given, post.go, now=now):
        return one
    moved = answer(visit, draft, step, given, way, now=now, shown=shown)
    return moved if post.go in SAVES else _pressed(visit, moved, step, post, offered)


def _pressed(visit: Visit, moved: Move, step: str, post: Post, offered: Container[str]) -> Move:
    """What a button beside going on does to the page, whose answers are kept. Raises NotOffered."""
    kind, _, value = post.go.partition(":")
    if kind == "change" and step in CHANGES_FROM and value in may_change(visit, moved.draft, step):
        return replace(change(visit, moved.draft, step, value), calls=moved.calls)
    if (kind, step) == ("change", "hello_again"):
        return replace(moved, draft=replace(moved.draft, news="first_yes"))
    if display := with_display(moved.draft, kind, value, offered):
        return replace(moved, draft=display)
    if post.go == "aloud" and post.helper and _on_page(visit, moved.draft, step):
        noted = read_aloud(moved.draft, _on_page(visit, moved.draft, step), post.helper.name)
        return replace(moved, draft=replace(noted, news="read_aloud"))
    raise NotOffered(post.go)


def _on_page(visit: Visit, draft: Draft, step: str) -> tuple[Card, ...]:
    """The cards that are read on the page of a step."""
    here, shown = questions_of(visit.asked_of(draft), step), on_page(visit, draft, step)
    return tuple(q for q in here if isinstance(q, Card) and q.key in shown)


def _opened(tx: Transaction, here: Intake, draft: Draft, clinic: Clinic, post: Post) -> Moved:
    """Their own tap on what they said before: it is open from now on, if the birth date fits."""
    known = open_earlier(tx, draft, here, post.helper)
    moved = Move(known, here.step)
    if not known.closed:
        throttle.clear(tx, throttle.birth_date(known.client))
        moved = known_as(clinic.visit_at(tx.now, known), known)
    keep_step(tx, here, moved, post.id)
    return Moved()


def _not_them(tx: Transaction, here: Intake, draft: Draft, post: Post, *, may_try: bool) -> Outcome:
    """The birth date is another one than the desk expects: once more, and then no more."""
    kept = looks_again(tx, here, draft, may_try=may_try)
    if kept is None:
        return _somebody_else(tx, here, draft)
    return _ask_again(tx, kept, kept.as_left, post, {"find_birth_date": ANOTHER_DATE})


def _somebody_else(tx: Transaction, here: Intake, draft: Draft) -> Left:
    """It is not whom the desk expects: nothing is kept, and the desk is told."""
    call_staff(tx, here, draft, ("not_me",))
    return Left("other")


def _ask_again(
    tx: Transaction, here: Intake, draft: Draft, post: Post, errors: Mapping[str, str]
) -> Outcome:
    """The page again, with what was typed and what to do about it.

    One that waits for it gets it at once. Any other is sent to it: a page made from a post would
    stay in the browser's history, and a reload would send the answers again.
    """
    if post.in_place and not post.said.void:
        return Stayed(here, draft, post.typed, errors)
    kept = replace(draft, typed={**draft.typed, here.step: post.typed}, news="")
    intakes.keep(tx, here, as_json(kept), here.step, post.id)
    return Moved()


def _continue_elsewhere(store: Store, here: Intake, clinic: Clinic, post: Post) -> Outcome:
    """Where the client is now. What a stale page carried waits, as typed, at its own step."""
    if post.step in ASIDE:
        # Nothing was typed there; where the client waited for staff, they have moved it on.
        return Moved()
    draft = here.as_left
    waiting = {**draft.typed, post.step: post.typed} if post.typed else draft.typed
    fresh = replace(draft, typed=waiting, news="continue_elsewhere")
    stands = standing_at(clinic.visit_at(store.now(), fresh), fresh, here.step) == post.step
    if post.in_place and stands and post.typed:
        return Stayed(here, fresh, post.typed)
    with store.writing(beside=True) as tx:
        intakes.keep(tx, here, as_json(fresh), here.step)
    return Moved()
