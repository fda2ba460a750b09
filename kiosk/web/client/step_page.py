"""The pages of the walk, as their templates draw them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request

from ...catalogue import CATALOGUE, Catalogue
from ...catalogue.questions import Card, Question, Step
from ...changed import replace
from ...frozen import dataclass
from ...intake.draft import WAITING, Draft, Typed
from ...intake.follow_ups import questions_of
from ...intake.needs import NEEDS, asks_needs
from ...intake.one_by_one import Place, place_of
from ...intake.path import ASIDE, CHECKS, FIRST
from ...intake.replies import REPLIES
from ...intake.visit import Visit
from ...intake.wording import fixed, prompt, title
from ...languages import translate, with_semicolons
from ...store.intakes.drafts import Intake
from ..http.form_page import FormPage
from ..http.layout import Layout
from ..questions.agreed_cards import AgreedCard
from ..questions.body_map import MapView, map_view
from ..questions.draped import DrapedView, draped
from ..questions.field_views import FieldView, as_typed, field_view
from ..questions.follow_ups import FollowUps, asks_of, laid_out, opened_by
from ..questions.step_form import with_typed
from .aside_words import aside_words, kept_note, phone_url
from .at_a_glance import Part
from .news import OWN_NEWS, born_today, news
from .post_check import as_posted
from .progress import Ahead, part, thread
from .review_page import Group, matters, shown_again
from .signing import signing
from .step_errors import errors_of, in_words
from .step_notes import notes
from .step_questions import Drawing

WIDE = ("welcome", "body_map", "story", "health", "draping", "feelings", "review", "still_true")

AT_A_GLANCE = ("review", "still_true")
"""Steps that show what matters most, and all the rest where it is opened."""

OWN_TEMPLATE = {
    "body_map": "map",
    "draping": "draping",
    "review": "check",
    "still_true": "check",
    "hello_again": "review",
}


@dataclass(frozen=True, kw_only=True)
class StepPage(FormPage):
    """One step as drawn."""

    here: str
    step: str
    rev: int
    heading: str
    lede: str
    part: str
    thread: tuple[Ahead, ...]
    notes: tuple[str, ...] = ()
    news: str = ""
    heard: bool = False
    """Whether it stood beside the choice already, where the browser can show it there."""
    core: tuple[FieldView, ...] = ()
    more: tuple[FieldView, ...] = ()
    more_open: bool = False
    folded: str = ""
    """Names the agreements behind the line; empty where it has other questions."""
    all_no: bool = False
    """Whether all of them are on no."""
    which: str = ""
    """Which question of how many it is, where they are asked one at a time."""
    adds: bool = False
    """Whether the optional questions are a press away, each on a page of its own."""
    opened: str = ""
    """The question that the last post opened, where to go on."""
    follow_ups: FollowUps | None = None
    """What opens further questions on the tap; nothing where no answer opens any."""
    wide: bool = False
    can_skip: bool = False
    can_back: bool = True
    starred: bool = False
    skip_label: str = ""
    next_label: str = ""
    aside: bool = False
    agreed: tuple[AgreedCard, ...] = ()
    is_let_in: bool = False
    """Whether the client has shown who they are, so that what they agreed to opens."""
    phone_url: str = ""
    """Where the client takes it to their own phone; empty where that cannot be."""
    kept_note: str = ""
    """Until when it is kept where the client stops, if that is not as long as on a tablet."""
    map: MapView | None = None
    draped: DrapedView | None = None
    groups: tuple[Group, ...] = ()
    later: bool = False
    """Whether all that was said comes once somebody opens it: the page has the script for that."""
    needs: FieldView | None = None
    """What would make it easier, where it is asked beside the step's own questions."""
    """All that was said."""
    read_with: bool = False
    """Whether a person is offered to read with the client: agreements are never pictures alone."""
    reads_aloud: bool = False
    """Whether somebody of the staff helps, who may have read these cards aloud."""
    glance: tuple[Part, ...] = ()
    """What matters most of it."""

    @property
    def check(self) -> FieldView:
        """The one question of a page that shows everything, which its bar answers."""
        return self.core[0]


def template_of(step: str) -> str:
    """The template that draws a step."""
    own = OWN_TEMPLATE.get(step) or (step if step in ASIDE else "step")
    return f"client/{own}.html"


def aside_page(intake: Intake, draft: Draft, layout: Layout, visit: Visit) -> StepPage:
    """A page that asks nothing: tell-the-desk, stop, person, ask-the-desk."""
    heading, lede = aside_words(intake.step, draft, layout)
    return StepPage(
        here=request.path,
        step=intake.step,
        rev=intake.rev,
        title=heading,
        heading=heading,
        lede=lede,
        part="",
        thread=thread(visit.asked_of(draft), draft.came_from, layout.language),
        news=news(draft.news, layout) if intake.step in WAITING else "",
        aside=True,
        is_let_in=draft.is_let_in,
        phone_url=phone_url(intake),
        kept_note=kept_note(draft, layout),
    )


def step_page(
    intake: Intake,
    draft: Draft,
    layout: Layout,
    visit: Visit,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
    assisted: bool = False,
) -> StepPage:
    """A step with what was kept or typed in it, and what to put right.

    ``assisted``: staff fill it in together with the client, on a device of their own.
    """
    looked = draft if typed is None else with_typed(visit, draft, intake.step, as_posted(typed))
    asked = visit.asked_of(looked)
    step, place = asked.step(intake.step), place_of(visit, looked, intake.step)
    step = step.of({place.key}) if place else step
    sorry = {key: in_words(words, layout) for key, words in (errors or {}).items()}
    drawing = Drawing(step, looked, layout, typed, assisted)
    opened = opened_by(draft.news, step.keys)
    spoken_of = OWN_NEWS[draft.news.partition(":")[0]] if opened else ""
    fields = drawing.fields(sorry, opened, layout.translate(spoken_of))
    page = _with_fields(_headed(intake, step, asked, layout), drawing, fields)
    page = _one_of_them(page, place, visit, looked, layout) if place else page
    first = place is None or not place.before
    later = step.key in AT_A_GLANCE and layout.answers_a_post and not draft.news
    return replace(
        _with_errors(page, sorry, fields, layout),
        opened=opened,
        news="" if opened else born_today(draft, layout, visit) or news(draft.news, layout),
        heard=draft.news in REPLIES,
        notes=notes(step, draft, layout) + signing(visit, draft, step.key, layout) if first else (),
        follow_ups=None if place else drawing.follow_ups(asks_of(visit, looked, step.key)),
        map=_map(step, draft, typed, layout),
        draped=_draped(step, visit.known(looked.answers), layout) if first else None,
        groups=() if later else shown_again(visit, draft, step.key, layout.language),
        later=later,
        needs=_needs(draft, layout)
        if first and not assisted and asks_needs(draft, step.key)
        else None,
        read_with=layout.shows == "pictures" and _is_read(step),
        reads_aloud=assisted and any(isinstance(q, Card) for q in step.questions),
        glance=matters(visit, draft, step.key, layout.language),
    )


def _is_read(step: Step) -> bool:
    """Whether a page has to be read, whatever the display: agreements, and all that was said."""
    return step.key in CHECKS or any(isinstance(question, Card) for question in step.questions)


def _needs(draft: Draft, layout: Layout) -> FieldView:
    question = CATALOGUE.question(NEEDS)
    return field_view(question, as_typed(question, draft.answers.get(NEEDS)), layout.language)


def _headed(intake: Intake, step: Step, asked: Catalogue, layout: Layout) -> StepPage:
    """What stands around a step's questions, whatever was said to them."""
    language, heading = layout.language, title(step, layout.language)
    return StepPage(
        here=request.path,
        step=intake.step,
        rev=intake.rev,
        title=heading,
        heading=heading,
        lede=translate(step.help, language, f"step.{step.key}.help"),
        part=part(asked, step.key),
        thread=thread(asked, intake.step, language),
        wide=step.key in WIDE,
        can_skip=_can_skip(step),
        can_back=step.key != FIRST,
        starred=step.key not in (*CHECKS, "sign") and any(q.required for q in step.questions),
        skip_label=fixed("grown_up_missing", language) if step.key == "guardian" else "",
        next_label=layout.translate("Sign and finish") if step.key == "sign" else "",
    )


def _with_fields(page: StepPage, drawing: Drawing, fields: Mapping[str, FieldView]) -> StepPage:
    core, more = laid_out(drawing.step, fields)
    if drawing.step.key == "agree":
        core = tuple(replace(f, place=f"{n} / {len(core)}") for n, f in enumerate(core, 1))
    spoken = any(drawing.speaks(field) for field in more)
    page = replace(page, core=core, more=more, more_open=not core or spoken)
    if drawing.step.key != "agree":
        return page
    folded = with_semicolons((field.prompt for field in more), drawing.layout.language)
    return replace(page, folded=folded, all_no=not spoken)


def _one_of_them(
    page: StepPage, place: Place, visit: Visit, draft: Draft, layout: Layout
) -> StepPage:
    """The page of one question: whatever it is, it shows; the rest of the step is ahead of it."""
    which = {"number": place.number, "all": place.of}
    folded = [q for q in questions_of(visit.asked_of(draft), page.step) if _is_folded(q)]
    return replace(
        page,
        core=tuple(replace(field, place="") for field in (*page.core, *page.more)),
        more=(),
        which=layout.translate("Question %(number)d of %(all)d", which),
        title=f"{page.heading} · {place.number} / {place.of}",
        lede="" if place.before else page.lede,
        adds=bool(place.more),
        folded=with_semicolons((prompt(q, layout.language) for q in folded), layout.language),
        all_no=all(draft.answers.get(q.key, "no") == "no" for q in folded),
    )


def _is_folded(question: Question) -> bool:
    return isinstance(question, Card) and question.folded


def _with_errors(
    page: StepPage, sorry: Mapping[str, str], fields: Mapping[str, FieldView], layout: Layout
) -> StepPage:
    """The page with what to put right, named in its title for whoever hears it first."""
    order = [field.key for field in (*page.core, *page.more)]
    sorted_out = {key: sorry[key] for key in order if key in sorry}
    named = f"{layout.translate('Error:')} {page.title}" if sorted_out else page.title
    return replace(page, title=named, form_errors=errors_of(sorted_out, fields, layout))


def _can_skip(step: Step) -> bool:
    """Whether Skip leads on from something that Next would ask for again."""
    asked = [q for q in step.questions if q.required and not getattr(q, "starts_on", "")]
    return any(not question.forced for question in asked) or not asked


def _map(step: Step, draft: Draft, typed: Typed | None, layout: Layout) -> MapView | None:
    if step.key != "body_map":
        return None
    question = step.questions[0]
    kept = as_typed(question, draft.answers.get(question.key))
    view = map_view(kept if typed is None else typed, layout.language, layout.shows)
    return replace(view, whole=view.whole or layout.taps == "large")


def _draped(step: Step, known: Mapping[str, Any], layout: Layout) -> DrapedView | None:
    return draped(known, layout.language) if step.key == "draping" else None
