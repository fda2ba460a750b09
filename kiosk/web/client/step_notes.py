"""Notes: what stands in calm boxes above a step's questions."""

from __future__ import annotations

from ...catalogue import CATALOGUE
from ...catalogue.questions import Step
from ...catalogue.regions import REGION
from ...intake.draft import Draft
from ...intake.said_on_map import left_alone
from ...intake.wording import fixed, prompt
from ...languages import translate, with_commas, with_semicolons
from ..http import current
from ..http.layout import Layout


def notes(step: Step, draft: Draft, layout: Layout) -> tuple[str, ...]:
    """The fixed texts of a step, and what was said on the map that matters to it."""
    said = tuple(fixed(note.key, layout.language) for note in step.notes) + _room_rule(step, layout)
    areas = [
        translate(REGION[mark["region"]].label, layout.language, f"region.{mark['region']}")
        for mark in draft.answers.get("body_marks") or ()
        if step.intro and REGION[mark["region"]].sensitive and mark["mark"] in ("work", "ask")
    ]
    listed = {"areas": with_commas(areas, layout.language)}
    marked = layout.translate("On the map you marked: %(areas)s.", listed)
    return said + ((marked,) if areas else ()) + _left_alone(step, draft, layout)


def _room_rule(step: Step, layout: Layout) -> tuple[str, ...]:
    """What the clinic says of a grown-up in the room, where one agrees for somebody."""
    clinic = current.clinic() if step.key == "guardian" else None
    rule = clinic.text(clinic.guardian_room_rule, layout.language) if clinic else ""
    return (rule,) if rule else ()


def _left_alone(step: Step, draft: Draft, layout: Layout) -> tuple[str, ...]:
    """The private areas that were asked to be left alone, to be confirmed on their page."""
    alone = left_alone(draft.answers) if step.intro else frozenset()
    names = [
        prompt(q, layout.language) for q in CATALOGUE.step(step.key).questions if q.key in alone
    ]
    listed = {"areas": with_semicolons(names, layout.language)}
    words = layout.translate("You asked us to leave alone: %(areas)s.", listed)
    return (words,) if names else ()
