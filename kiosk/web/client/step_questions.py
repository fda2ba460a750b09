"""Drawing: the questions of one step as this client's page shows them, with what was said."""

from __future__ import annotations

from collections.abc import Mapping

from ...catalogue import CATALOGUE
from ...catalogue.questions import Question, Step
from ...catalogue.regions import REGION
from ...changed import replace
from ...frozen import dataclass
from ...intake.draft import Draft, Typed
from ...intake.own_buttons import WORDS
from ...intake.said_on_map import left_alone, said_on_map
from ...intake.wording import labels
from ...languages import N_, with_semicolons
from ..http import current
from ..http.layout import Layout, day_in_words
from ..questions.drawn_once import choices_view, page_view
from ..questions.field_views import FieldView, as_typed
from ..questions.follow_ups import Ask, FollowUps, as_json, url_of
from ..questions.word_diff import reworded

FROM_MAP = N_("From your map: %(places)s. Tap to change it.")
AUTOCOMPLETE = {
    "full_name": "name",
    "preferred_name": "nickname",
    "birth_date": "bday",
    "phone": "tel",
    "email": "email",
}
"""What a phone may know of its owner, as HTML calls it."""
ALONE = N_("You asked us to leave this area alone. It stays No unless you change it.")


@dataclass(frozen=True)
class Drawing:
    """A step, and what was kept or typed in it."""

    step: Step
    draft: Draft
    layout: Layout
    typed: Typed | None
    assisted: bool
    """Staff fill it in together with the client, on a device of their own."""

    def fields(self, sorry: Mapping[str, str], opened: str, news: str) -> dict[str, FieldView]:
        """Each question by its key, with what to put right; news right above what was opened."""
        drawn = {q.key: self._field(q, sorry.get(q.key, "")) for q in self.step.questions}
        return drawn | {key: replace(drawn[key], news=news) for key in {opened} & drawn.keys()}

    def follow_ups(self, asks: tuple[Ask, ...]) -> FollowUps | None:
        """What opens questions of this page on the tap; None where no answer opens any."""
        if not asks:
            return None
        shown = [ask.key for ask in asks if ask.key in self.step.keys]
        return FollowUps(
            as_json(asks),
            url_of(self.step.key, self.layout.language, self.layout.shows),
            self._kept(asks),
            " ".join(shown) if self.typed else "",
        )

    def _kept(self, asks: tuple[Ask, ...]) -> tuple[FieldView, ...]:
        """Those that are closed, where this client's are not as empty as everybody's."""
        closed = [ask.key for ask in asks if ask.key not in self.step.keys]
        own = [key for key in closed if key in self.draft.answers or self._marked(key)]
        return tuple(self._field(CATALOGUE.question(key), "") for key in own)

    def speaks(self, field: FieldView) -> bool:
        """Whether a question must be seen: it was answered, is asked for, or has just opened."""
        said = self.draft.answers.get(field.key)
        begins = next((q for q in self.step.questions if q.key == field.key), None)
        untouched = said is None or said == getattr(begins, "starts_on", None)
        return bool(not untouched or field.error or field.news or field.reworded)

    def _field(self, question: Question, error: str) -> FieldView:
        answer, on_map = self.draft.answers.get(question.key), self._on_map(question)
        kept = as_typed(question, answer if answer is not None else on_map or None)
        typed = kept if self.typed is None else self.typed
        where, marked = (self.step.key, self.layout.language), self._marked(question.key)
        picked = typed.get(question.key, [])
        shows = self.layout.shows
        alike = (
            None if error else choices_view(question, picked, *where, marked=marked, shows=shows)
        )
        how = {"error": error, "shows": shows}
        view = alike or page_view(question, typed, *where, marked=marked, **how)
        return self._known_to_phone(self._helped(self._derived(view, question, on_map)))

    def _known_to_phone(self, field: FieldView) -> FieldView:
        """On a client's own phone it may fill in what it knows of its owner; no tablet ever may."""
        known = AUTOCOMPLETE.get(field.key, "")
        is_owner = self.draft.answers.get("filling_for") in (None, "myself")
        if not (known and is_owner and current.is_on_phone()):
            return field
        return replace(field, autocomplete=known)

    def _on_map(self, question: Question) -> list[str]:
        """What the map has said of it, until its client has seen it here."""
        seen = self.step.key in self.draft.passed or question.key in self.draft.emptied
        return [] if seen else said_on_map(question, self.draft.answers)

    def _derived(self, view: FieldView, question: Question, on_map: list[str]) -> FieldView:
        """The field with what was worked out from other answers shown as that."""
        layout = self.layout
        if question.key in left_alone(self.draft.answers):
            return replace(view, mark_note=layout.translate(ALONE))
        if not on_map:
            return view
        said = with_semicolons(labels(question, on_map, layout.language), layout.language)
        return replace(view, hint=layout.translate(FROM_MAP, {"places": said}))

    def _marked(self, key: str) -> bool:
        return any(
            mark["mark"] in ("work", "ask") and REGION[mark["region"]].sensitive == key
            for mark in self.draft.answers.get("body_marks") or ()
        )

    def _helped(self, field: FieldView) -> FieldView:
        """The field as whoever fills it in needs it: what changed in a card, a form on paper."""
        draft, layout = self.draft, self.layout
        before = {} if draft.waits_at else draft.carried.get("reworded", {}).get(field.key)
        if before and before["language"] == layout.language:
            field = replace(field, reworded=reworded(before["text"], field.body))
        if before:
            words = layout.translate("These words have changed since you answered on %(day)s.")
            field = replace(field, hint=words % {"day": day_in_words(layout, before["on"])})
        if not self.assisted and field.key != WORDS:
            return field
        return replace(field, on_paper=self.assisted, from_taps=field.key == WORDS)
