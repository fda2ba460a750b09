"""What to check on a page of the walk: the words at each field, and the list that leads to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ...intake.wording import fixed
from ...languages import N_, Counted, translate
from ..http.form_page import THINGS, FormError, FormErrors
from ..http.layout import Layout
from ..questions.field_views import FieldView

COUNT = {
    2: N_("Two things to check"),
    3: N_("Three things to check"),
}


def in_words(words: str, layout: Layout) -> str:
    """What is said at the field, in the language of the page."""
    return (
        fixed(words, layout.language) if words == "required" else translate(words, layout.language)
    )


NAMED = 4
"""Things to check that are in sight above the page: more would fill a screen."""

MORE = Counted("One more thing", "%(count)d more things")


def errors_of(
    sorry: Mapping[str, str], fields: Mapping[str, FieldView], layout: Layout
) -> FormErrors:
    """What stands above the page, in the order in which it is to be put right."""
    lines, more = to_check(sorry, fields), max(len(sorry) - NAMED, 0)
    rest = layout.translate(MORE, {"count": more}) if more else ""
    return FormErrors(count_of(len(sorry), layout), lines[:NAMED], rest, lines[NAMED:])


def to_check(sorry: Mapping[str, str], fields: Mapping[str, FieldView]) -> tuple[FormError, ...]:
    """Where each thing to check is. Words said of several questions name the question too."""
    times = Counter(sorry.values())
    named = {key: f"{fields[key].prompt} · {words}" for key, words in sorry.items()}
    return tuple(
        FormError(_anchor(fields[key]), named[key] if times[words] > 1 else words)
        for key, words in sorry.items()
    )


def count_of(count: int, layout: Layout) -> str:
    """The heading that counts what is to check; empty for none."""
    if not count:
        return ""
    if count in COUNT:
        return layout.translate(COUNT[count])
    return layout.translate(THINGS, {"count": count})


def _anchor(field: FieldView) -> str:
    own = {"day": f"{field.key}-day", "signature": f"{field.key}-typed", "marks": "list"}
    return own.get(field.macro, field.key)
