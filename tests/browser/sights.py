"""Every page there is to look at, and how to come to it without walking all the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import BrowserContext

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.pages import paged
from kiosk.intake import carry
from kiosk.intake.draft import Draft, as_json
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.path import FIRST, path
from kiosk.intake.visit import Visit
from kiosk.store.access import setup_link, stations, tablets
from kiosk.store.intakes import intakes, planned_visits
from kiosk.store.intakes.drafts import Intake
from kiosk.store.intakes.planned_visits import Planned
from kiosk.store.records import clients, owed, papers
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.browser.chromium import cookie
from tests.browser.clinic import MORNING, Clinic
from tests.browser.personas import persona
from tests.browser.sights_after import asking_sights
from tests.browser.sights_of_imports import import_sights
from tests.browser.sights_of_programs import programs_sights
from tests.browser.sights_of_rights import restricted_sights, retention_sights
from tests.browser.sights_of_sessions import sessions_sights
from tests.browser.sights_of_settings import settings_sights
from tests.browser.sights_of_sites import site_sights
from tests.builders.records import FIRST_VISIT, last_visit_of
from tests.store.house import keeps_paper, next_issue
from tests.walks.returning import ATHLETE

ASIDE = ("tell_desk", "stop", "person", "returning", "earlier")
SIGNED = {"review_ok": "yes", "signature": {"method": "typed", "name": "A. Client"}}
UNFINISHED = ("about_you", "sign", "agree")
"""Steps that are looked at once more with nothing in them and Next pressed."""


def sight_answers() -> dict[str, Any]:
    """A client with much to say: another's hip and stress, and a grown-up beside them."""
    guardian = {key: persona("p4")[key] for key in persona("p4") if key.startswith("guardian")}
    areas = next(step for step in CATALOGUE.steps if step.key == "sensitive").questions
    return {
        **persona("p6"),
        **guardian,
        "filling_for": "someone_else",
        "any_sensitive": "choose",
        "signer": "guardian",
        **{area.key: area.choices[-1].key for area in areas[1:4] if hasattr(area, "choices")},
    }


@dataclass
class Walk:
    """One intake that is put on step after step, as a client's own Next would put it."""

    clinic: Clinic
    intake: Intake
    token: str

    @classmethod
    def begins(cls, clinic: Clinic, tablet: str) -> Walk:
        """Start it on this tablet."""
        with clinic.store.writing() as tx:
            known = tablets.by_token(tx, tablet)
            assert known
            return cls(clinic, *intakes.start(tx, known, as_json(Draft()), FIRST))

    def steps(self, language: str = "en") -> tuple[str, ...]:
        """The steps of this client's path that have a page of their own."""
        asked = Visit(ClinicFacts(language), MORNING.date()).asked(sight_answers())
        return path(paged(asked))[1:]

    def stands_on(self, step: str, **draft: Any) -> str:
        """Put it on a step; its address."""
        way = self.steps()
        passed = way[: way.index(step)] if step in way else way[:4]
        kept = {"passed": passed, "came_from": "reason", "return_to": "body_map", **draft}
        with self.clinic.store.writing() as tx:
            self.intake = intakes.keep(tx, self.intake, as_json(Draft(**kept)), step)
        return f"/i/{self.intake.id}"


def walk_sights(
    clinic: Clinic, context: BrowserContext, language: str = "en", **display: str
) -> Iterator[tuple[str, str]]:
    """The name and the address of each page of the walk, which must be opened before the next.

    ``display`` is the client's text size and theme.
    """
    tablet = clinic.paired()
    context.add_cookies([cookie(clinic.address, "tablet", tablet)])
    yield "welcome", f"/?language={language}"
    yield "code", f"/code?language={language}"
    yield "on paper", f"/on-paper?language={language}"
    walk = Walk.begins(clinic, tablet)
    context.add_cookies([cookie(clinic.address, "intake", walk.token)])
    said = {**sight_answers(), "language": language}
    for step in (*walk.steps(), *ASIDE):
        yield step, walk.stands_on(step, answers=said, **display)
    bare = {key: said[key] for key in ("language", "visit_kind")}
    for step in UNFINISHED:
        typed = {step: {f"{step}-nothing": [""]}}
        yield f"{step} unfinished", walk.stands_on(step, answers=bare, typed=typed, **display)
    for name, step, draft in again(clinic, said):
        yield name, walk.stands_on(step, **draft, **display)
    yield "done", f"/thanks?language={language}"
    yield "left on a phone", f"/own?kept=home&language={language}"
    yield "nothing here", "/i/nothing/here"


def again(clinic: Clinic, said: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The steps of a client who comes back: name, step, and what is kept of them."""
    client = clinic.signs(clinic.paired(), {**FIRST_VISIT, **SIGNED, **last_visit_of(ATHLETE)})
    with clinic.store.reading() as tx:
        before = clients.carried(tx, client)
    words = {"text": "I want a massage: work on muscles.", "language": said["language"]}
    changed = {"consent_treatment": {**words, "on": "2026-01-20"}}
    before = replace(before, reworded=changed, due=("consent_treatment",))
    answers = {"language": said["language"], "visit_kind": "returning", "changed": ["nothing"]}
    known = {"answers": answers, "client": client, "carried": carry.as_json(before)}
    for step in ("hello_again", "changes", "today", "agree", "still_true"):
        yield f"{step} for a client known again", step, known
    yield "hello_again without a code", "hello_again", {"answers": answers, "walk_up": True}
    closed = {"answers": answers, "client": client, "closed": True, "came_from": "hello_again"}
    yield "earlier answers closed", "earlier", closed
    let_in = {**known, "passed": ("welcome", "hello_again"), "came_from": "today"}
    yield "stop for a client known again", "stop", let_in
    yield "what I agreed to", "agreed", let_in


def staff_sights(clinic: Clinic, context: BrowserContext) -> Iterator[tuple[str, str]]:
    """The same for the pages of staff, on a day on which something happens."""
    yield "unpaired", "/"
    yield "pair", "/pair"
    yield "sign in", "/staff/sign-in"
    with clinic.store.writing() as tx:
        link = setup_link.setup_link(tx)
    yield "set up", f"/setup/{link}"
    yield "set up by a link that was replaced", "/setup/replaced"
    signed = a_day(clinic)
    context.add_cookies([cookie(clinic.address, "staff", clinic.signed_in())])
    yield "today", "/staff/"
    gives_up(clinic)
    yield "today with papers that could not be drawn", "/staff/"
    yield "visits", "/staff/visits"
    yield "waiting", f"/staff/waiting/{signed}"
    with clinic.store.reading() as tx:
        yield "waiting, unsigned", f"/staff/waiting/{intakes.waiting(tx)[0].id}"
    yield "who is it", f"/staff/waiting/{_walks_up(clinic)}/who"
    yield "the same person", "/staff/clients/same"
    often = _came_often(clinic)
    yield "over the visits", f"/staff/clients/{often}"
    yield "visits of one", f"/staff/clients/{often}/visits"
    yield "another child", f"/staff/visits/{_family(clinic)}/family"
    yield "put right", f"/staff/corrections/{signed}"
    yield "put one answer right", f"/staff/corrections/{signed}?question=medicine_kinds"
    yield "intake", f"/staff/intakes/{signed}"
    yield from sessions_sights(clinic, signed)
    yield from asking_sights(clinic)
    _is_written_about(clinic, signed)
    yield "intake that was written about", f"/staff/intakes/{signed}"
    yield "today with words that could not be printed", "/staff/"
    yield "copy to take along", f"/staff/copies/{signed}"
    yield "what the client agreed to", f"/staff/agreements/{signed}"
    yield "sheet", f"/staff/intakes/{signed}/sheet"
    yield "tablets", "/staff/devices"
    with clinic.store.writing() as tx:
        token = stations.begin(tx, "Desk", "setup")
    context.add_cookies([cookie(clinic.address, "station", token)])
    yield "print station", "/station"
    context.add_cookies([cookie(clinic.address, "trusted", clinic.trusted())])
    yield "unlock", "/staff/sign-in/unlock"
    yield from _admins_sights(clinic, signed)
    yield "no such page", "/staff/nothing"


def _admins_sights(clinic: Clinic, signed: str) -> Iterator[tuple[str, str]]:
    """The clinic's own pages, about everybody and about one signed intake."""
    yield "check a paper", "/staff/papers/check"
    yield "search", "/staff/clients"
    yield "account", "/staff/me"
    yield "trust", "/staff/me/unlock"
    yield "export", "/admin/export"
    yield "columns of exports", "/admin/export/dictionary"
    yield from programs_sights(clinic)
    yield "clinic", "/admin/clinic"
    yield "review of texts", "/admin/review"
    yield "figures", "/admin/figures"
    yield "agreements", "/admin/agreements"
    yield "an agreement", "/admin/agreements/consent_stop"
    yield "an agreement of their own", "/admin/agreements/new"
    yield from settings_sights(clinic)
    yield "first steps", "/admin/first-steps"
    yield "recovery sheet", "/admin/recovery-sheet"
    yield "staff", "/admin/staff"
    yield "invitations", "/admin/invitations"
    yield "copy or erase", f"/admin/intakes/{signed}"
    yield "legal hold", f"/admin/intakes/{signed}/hold"
    yield "audit", "/admin/audit"
    yield "week report", "/admin/audit/week"
    yield "restriction", f"/admin/intakes/{signed}/restriction"
    yield from restricted_sights(clinic)
    yield from retention_sights(clinic)
    yield "health", "/admin/health"
    yield from import_sights(clinic)
    yield "openings", f"/admin/intakes/{signed}/openings"
    yield from site_sights(clinic)


def gives_up(clinic: Clinic) -> None:
    """Two papers were tried in vain, each for a reason of its own; the others are still owed."""
    tablet = clinic.paired("Sun room")
    for who, why in (("p3", "time"), ("p4", "fault")):
        signed = clinic.signs(tablet, {**persona(who), **SIGNED})
        with clinic.store.writing() as tx:
            for _ in range(owed.TRIES):
                tried = owed.claim(tx, "here", wanted=signed)
                assert tried
                owed.failed(tx, tried, why)


def _is_written_about(clinic: Clinic, signed: str) -> None:
    """Put right and taken back since, with a paper for each and words that no face could draw."""
    with clinic.store.writing() as tx:
        # The clinic's own press may have drawn the first one by now.
        if owed.reason(tx, signed) is not None:
            keeps_paper(tx, signed, b"%PDF")
        correct_record(tx, signed, "medicine_kinds", ["blood_thinner"], "misheard", "setup")
        keeps_paper(tx, signed, b"%PDF")
        withdraw_agreement(tx, signed, "consent_treatment", "client", "by_phone", "setup")
        claim = owed.claim(tx, "here", wanted=signed)
        assert claim
        papers.keep_paper(tx, claim, b"%PDF", next_issue(tx, signed), ("ᚠᚢᚦ", "ᚨᚱ"))


def _walks_up(clinic: Clinic) -> str:
    """Somebody who has been here twice, once under another name, and waits to be known."""
    tablet = clinic.paired("Garden room")
    before = {**FIRST_VISIT, **SIGNED, **last_visit_of(ATHLETE)}
    clinic.signs(tablet, before)
    clinic.signs(tablet, {**before, "full_name": "Tomas Okafor Mensah"})
    said = {"find_birth_date": before["birth_date"], "find_phone_end": "0102"}
    answers = {"language": "en", "visit_kind": "returning", **said}
    return clinic.stands_at(tablet, "returning", answers=answers, walk_up=True)[0]


def _came_often(clinic: Clinic) -> str:
    """A client of seven visits, whose calf returns."""
    tablet = clinic.paired("Sun room")
    client = clinic.signs(tablet, {**FIRST_VISIT, **SIGNED, **last_visit_of(ATHLETE)})
    for pain in range(6):
        said = {**ATHLETE.answers, "today_pain": pain}
        with clinic.store.reading() as tx:
            before = carry.as_json(clients.carried(tx, client))
        clinic.signs(tablet, said, client=client, carried=before)
    return client


def _family(clinic: Clinic) -> str:
    told = {"full_name": "Jordan Reyes", "filling_for": "someone_else", "phone": "555-0104"}
    with clinic.store.writing() as tx:
        return planned_visits.plan(tx, Planned(MORNING.date(), "15:00", "", told), "desk")[0].id


def a_day(clinic: Clinic) -> str:
    """Somebody in every state there is: the id of a signed intake with much to read."""
    waiting, quiet = clinic.paired("Waiting room"), clinic.paired("Quiet room")
    clinic.signs(waiting, persona("p1"))
    much = clinic.signs(waiting, persona("p5"))
    stopped, _ = clinic.stands_at(quiet, "health", answers=persona("p8"))
    clinic.parks(stopped)
    young, _ = clinic.stands_at(quiet, "guardian", answers=persona("p4"))
    walking, _ = clinic.stands_at(waiting, "story", answers=persona("p7"))
    coming = Planned(MORNING.date(), "14:15", "", {"full_name": "Aurelia Featherstonehaugh"})
    with clinic.store.writing() as tx:
        planned_visits.plan(tx, coming, "desk")
    clinic.calls_for(young, "grown_up", "Jordan R.")
    clinic.calls_for(walking, "desk", "Lucía F.")
    return much
