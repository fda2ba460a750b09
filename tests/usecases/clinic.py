"""A small clinic for use cases: a tablet, an intake at a step, a post of it; no app."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.intake.draft import Draft, as_json
from kiosk.store import Store, clinics
from kiosk.store.clinics import Clinic
from kiosk.store.intakes import intakes
from kiosk.store.intakes.drafts import Intake
from kiosk.usecases.posts import Post, Reading
from tests.store.house import House, a_house


class Small(House):
    """The clinic of the store's tests, as use cases are handed it."""

    @property
    def clinic(self) -> Clinic:
        with self.store.reading() as tx:
            clinic = clinics.the_clinic(tx)
        assert clinic
        return clinic

    def is_at(self, step: str, draft: Draft | None = None, **answers: Any) -> Intake:
        """An intake on the tablet, at this step."""
        draft = draft or Draft()
        draft = replace(draft, answers={"language": "en", "visit_kind": "new", **answers})
        with self.store.writing() as tx:
            return intakes.start(tx, self.tablet, as_json(draft), step)[0]

    def now(self, here: Intake) -> Intake:
        """The intake as it is by now."""
        with self.store.reading() as tx:
            return intakes.find(tx, here.id)


def small(store: Store) -> Small:
    """The clinic, founded, with a paired tablet."""
    house = a_house(store)
    return Small(house.store, house.tablet)


def a_post(here: Intake, go: str = "next", **given: Any) -> Post:
    """A post of the page the client is on, with valid answers."""
    return Post(here.step, str(here.rev), go, f"{here.rev} {go} {given}", Reading(given))
