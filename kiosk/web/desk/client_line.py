"""A client as staff tell one from another: on one line, without an answer about their health."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...intake.names import letters
from ...languages import with_colon, with_commas
from ...store.records.blind_index import last_four
from ...store.records.cards import Card
from ..http.layout import Layout, day_in_words
from ..http.short_sign import sign_of


def in_words(card: Card, layout: Layout) -> str:
    """Enough to tell one from another on one line."""
    if not card.whole:
        return layout.translate("Cannot be read")
    parts = [with_commas(_names(card), layout.language) or layout.translate("No name yet")]
    if card.birth_date:
        born = day_in_words(layout, card.birth_date)
        parts.append(layout.translate("born %(day)s", {"day": born}))
    if end := last_four(card.phone):
        parts.append(layout.translate("phone ends in %(end)s", {"end": end}))
    if card.last_visit:
        last = day_in_words(layout, card.last_visit)
        parts.append(layout.translate("last visit %(day)s", {"day": last}))
    parts.append(layout.translate("visits: %(count)d", {"count": card.visits}))
    if card.torn:
        torn = layout.translate("Cannot be read")
        parts.append(with_colon(torn, str(card.torn), layout.language))
    return " · ".join(parts)


def in_words_apart(some: Sequence[Card], layout: Layout) -> tuple[str, ...]:
    """Each on one line; those that would read alike with the sign of their first visit."""
    lines = [in_words(card, layout) for card in some]
    times = Counter(lines)
    return tuple(
        f"{line} · {sign_of(card.id)}" if times[line] > 1 else line
        for line, card in zip(lines, some, strict=True)
    )


def _names(card: Card) -> list[str]:
    """Each name that says more than the ones before it."""
    names: list[str] = []
    for name in (*card.names, *card.also):
        if not set(letters(name).split()) <= set(letters(" ".join(names)).split()):
            names.append(name)
    return names
