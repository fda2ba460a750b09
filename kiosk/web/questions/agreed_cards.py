"""Agreements as a page tells them: the very words, when and in which language, until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...frozen import dataclass
from ...intake.agreed import Agreed, Stands
from ...intake.shown_cards import in_words
from ...languages import N_, direction, language_name
from ..http.layout import Layout, day_in_words

STANDS: Mapping[Stands, str] = {
    "holds": N_("Holds until %(day)s"),
    "visit": N_("For this visit alone"),
    "over": N_("Not counted any more: it is asked again at the next visit"),
    "reworded": N_("The words have changed since: it is asked again at the next visit"),
    "back": N_("Taken back on %(day)s"),
    "not_given": N_("Nothing was agreed to"),
}
"""Whether it still counts, in words."""


@dataclass(frozen=True)
class AgreedCard:
    """One agreement as it was answered last."""

    key: str
    title: str
    text: str
    language: str
    """In which it was read; the words stand in it."""
    direction: str
    answer: str
    about: str
    """Day, version and language."""
    shown: str
    """When and how long it was open, and who helped; empty where nobody noted it."""
    state: str
    stands: Stands
    may: bool
    """Whether it may be taken back."""


def agreed_cards(cards: Iterable[Agreed], layout: Layout) -> tuple[AgreedCard, ...]:
    """Each of them, in the language of whoever reads the page; the statement as it was read."""
    return tuple(_card(each, layout) for each in cards)


def _card(one: Agreed, layout: Layout) -> AgreedCard:
    said = one.said
    version = layout.translate("Version %(number)d", {"number": said.version})
    about = (day_in_words(layout, one.on), version, language_name(said.language))
    until = one.back_on or one.until
    state = STANDS["over" if one.stands == "over" else one.stands]
    return AgreedCard(
        one.card,
        said.title,
        said.text,
        said.language,
        direction(said.language),
        said.answer_label,
        " · ".join(about),
        in_words(one.shown, one.time_zone, layout.language),
        layout.translate(state, {"day": day_in_words(layout, until) if until else ""}),
        one.stands,
        one.may_be_taken_back,
    )
