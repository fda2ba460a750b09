"""Pages with a form of the staff: what was typed, and what to put right."""

from __future__ import annotations

from collections.abc import Mapping

from ...frozen import dataclass
from ...languages import Counted
from .layout import Layout

THINGS = Counted("One thing to check", "%(count)d things to check")
"""What stands above the errors of a page of the walk."""


@dataclass(frozen=True)
class FormError:
    """What is to be put right in one place."""

    anchor: str
    """The field, or where on it one goes on."""
    text: str


@dataclass(frozen=True)
class FormErrors:
    """What stands above the form and beside each field; nothing where all is well."""

    title: str = ""
    lines: tuple[FormError, ...] = ()
    """Field by field, with what to do."""
    rest: str = ""
    """How many more there are, where not all of them are in sight at once."""
    behind: tuple[FormError, ...] = ()
    """Those that are behind it."""


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """A page with a form that may have something to put right."""

    title: str
    form_errors: FormErrors = FormErrors()

    @property
    def errors(self) -> tuple[FormError, ...]:
        """Field by field, with what to do."""
        return self.form_errors.lines

    @property
    def errors_title(self) -> str:
        """What stands above them."""
        return self.form_errors.title

    @property
    def wrong(self) -> dict[str, str]:
        """What to do, by field."""
        return {each.anchor: each.text for each in self.errors}


def form_errors(
    layout: Layout, wrong: Mapping[str, str], values: Mapping[str, object] | None = None
) -> FormErrors:
    """The same in the page's language, with named values filled in."""
    if not wrong:
        return FormErrors()
    lines = tuple(FormError(name, layout.translate(words, values)) for name, words in wrong.items())
    return FormErrors(layout.translate("Something to check"), lines)


def one_error(layout: Layout, anchor: str, text: str) -> FormErrors:
    """One thing to check on a page of the walk, said in its language already."""
    return FormErrors(layout.translate(THINGS, {"count": 1}), (FormError(anchor, text),))
