"""The places where a clinic's settings show, each looked at as whoever stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kiosk.serve import look_round
from kiosk.settings import Settings
from kiosk.store import clinics
from kiosk.store.access import staff
from kiosk.store.clinics import Clinic as Kept
from kiosk.store.records import notes
from kiosk.usecases.read_record import take_visit
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.walks.page import Page, sendable
from tests.walks.returning import was_here
from tests.walks.tablet import SHORTEST, Tablet
from tests.web.visits import posts, signs

ONCE = re.compile(
    r"\b[0-9a-f]{4}(?: [0-9a-f]{4})+\b|\b[0-9a-f]{12,}\b|Record \S+|Registro \S+"
    r"|Sign for the desk: \w+|\d+:\d\d(?::\d\d)? [ap]m"
)
"""What is another each time: numbers, signs, fingerprints, and the hour."""

EIGHTEEN = "2007-06-01"
"""Of age at eighteen, not at nineteen."""

SAYS = {"bones_joints": ["osteoporosis"], "support_list": "yes", "birth_date": EIGHTEEN}
"""What the client says whose paper is looked at: a rule fires, and a list is wanted."""


@dataclass
class Round:
    """Somebody goes round the clinic and looks at each place."""

    clinic: Clinic
    tablets: dict[str, Tablet] = field(default_factory=dict)
    earlier: str = ""

    @cached_property
    def mei(self) -> Staff:
        """A therapist, who is at the desk too."""
        return Staff(self.clinic).signs_in()

    def at(self, step: str, **answers: Any) -> Tablet:
        """A tablet whose client is at this step, as it is shown now."""
        name = f"{step} {answers}"
        if name not in self.tablets:
            self.tablets[name] = Tablet(self.clinic)
            self.tablets[name].is_at(step, **answers)
        self.tablets[name].opens()
        return self.tablets[name]

    def record(self) -> str:
        """A visit that was signed just now, and its note."""
        kept, who = signs(self.clinic, **SAYS), id_of(self.clinic, "Mei Tanaka")
        with self.clinic.store.writing() as tx:
            mei = staff.find(tx, who)
            notes.sign(tx, kept, {"note_minutes": "m60"}, who)
        take_visit(self.clinic.store, mei, kept)
        return kept


def seen_on(page: Page) -> str:
    """What of a page can be seen: its words, its language, its colour and mark, and its boxes."""
    shown = page.tree.xpath("//link[contains(@href, '/look/')]/@href | //img/@src")
    fields = sorted(sendable(page.tree)) if page.tree.xpath("//form") else []
    kinds = page.tree.get("lang"), page.tree.get("class"), *shown, *fields
    return ONCE.sub("", f"{page.words} {kinds}")


def welcome(here: Round) -> str:
    """The door of a tablet, and the page of whoever would rather write by hand."""
    if "door" not in here.tablets:
        here.tablets["door"] = Tablet(here.clinic)
    door = here.tablets["door"]
    return seen_on(door.opens("/")) + seen_on(door.opens("/on-paper"))


def tablet(here: Round) -> str:
    """A page of the walk with all it holds, and what is said to whoever would stop."""
    page = here.at("life").page
    idle = page.tree.xpath("//*[@id='idle']/@data-seconds")
    folded = page.tree.xpath("//details//@name")
    return f"{seen_on(page)} {sorted(page.questions)} {idle} {folded} {_stopping(here)}"


def _stopping(here: Round) -> str:
    """What is said to whoever would stop: whom to ask, and how long their answers are kept."""
    stopping = here.at("story")
    if stopping.step != "stop":
        stopping.presses("stop")
    return ONCE.sub("", stopping.page.words)


def staff_pages(here: Round) -> str:
    return seen_on(here.mei.opens("/staff/visits"))


def today(here: Round) -> str:
    """Today: which day it is, the visit signed last, and who stopped a while ago."""
    kept = here.record()
    stopped = Tablet(here.clinic)
    stopped.is_at("life")
    stopped.presses("stop")
    stopped.sends(stopped.fills("stop"))
    here.clinic.clock.goes_on(minutes=12)
    look_round(here.clinic.store, Settings())
    # Whoever was at work is by now asked again who they are.
    here.tablets, here.mei = {}, Staff(here.clinic).signs_in()
    page = here.mei.opens("/staff/")
    [row] = page.tree.xpath(f"//li[@id='visit-{kept}']")
    flags = re.findall(r"(?:Stop and ask|Caution): \d+", row.text_content())
    days = re.findall(r"\w+day, \d+ \w+ \d{4}", page.words)
    still_kept = page.tree.xpath(f"//li[@id='visit-{stopped.intake_id}']")
    return f"{days} {flags} {len(still_kept)}"


def paper(here: Round) -> str:
    """A new paper, from the screen."""
    page = Page(here.mei.gets(f"/staff/intakes/{here.record()}/sheet"))
    return seen_on(page)


def handout(here: Round) -> str:
    url = f"/staff/handouts/{here.record()}"
    here.mei.opens(url)
    return seen_on(Page(posts(here.mei, url, go="print")))


def blank(here: Round) -> str:
    """The form to fill in by hand, in one language."""
    return seen_on(Page(here.mei.gets("/staff/blank/en.pdf")))


def dates(here: Round) -> str:
    """How a birth date is asked, and which day it is."""
    order = [name for name in here.at("about_you").page.form if name.startswith("birth_date")]
    return f"{order} {staff_pages(here)}"


def grown_up(here: Round) -> str:
    """Whether somebody of eighteen needs a grown-up, and what that grown-up reads."""
    young = Tablet(here.clinic)
    young.is_at("about_you", filling_for="myself", birth_date=None)
    page = young.answers("about_you", full_name="Ann Lee", birth_date=EIGHTEEN, phone="555 0101")
    return f"{page.step} {here.at('guardian', filling_for='someone_else').page.words}"


def agreement(here: Round) -> str:
    """What is asked of somebody whose last visit was a hundred days ago."""
    if not here.earlier:
        here.earlier = was_here(here.clinic, {**SHORTEST, "phone": "555 0101"}, days_ago=100)
    back = Tablet(here.clinic)
    back.comes_back()
    url = f"/staff/waiting/{back.intake_id}/who"
    [client, *_] = here.mei.opens(url).tree.xpath("//button[@name='client']/@value")
    here.mei.does(url, client=client)
    clinic = current(here.clinic)
    visit = clinic.visit_at(here.clinic.clock.now, back.draft)
    return str([step.key for step in visit.asked_of(back.draft).steps])


def current(clinic: Clinic) -> Kept:
    """The clinic's settings as they are now."""
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    return mine


def page_of(step: str, **answers: Any) -> Callable[[Round], str]:
    """A step's page: what can be read and chosen on it."""

    def look(here: Round) -> str:
        page = here.at(step, **answers).page
        chosen = sorted(page.tree.xpath("//input/@value"))
        return f"{page.words} {sorted(page.questions)} {[v for v in chosen if len(v) < 20]}"

    return look


PLACES: Mapping[str, Callable[[Round], str]] = {
    "Welcome on the tablet": welcome,
    "Every page of a client": tablet,
    "The client's tablet": tablet,
    "The pages of staff": staff_pages,
    "Where visits are planned": staff_pages,
    "Today": today,
    "The therapist's paper": paper,
    "What clients take home": handout,
    "The form on paper": blank,
    "Every date": dates,
    "The page of whoever agrees for a client": grown_up,
    "Private areas: your choice": page_of("sensitive", any_sensitive="choose"),
    "Touch and pressure": page_of("touch"),
    "If feelings come up": page_of("feelings"),
    "Your agreement": agreement,
}
"""By the words in which a setting says where it shows."""
