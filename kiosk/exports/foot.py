"""What stands at the foot of every page that is handed out."""

from __future__ import annotations

from ..frozen import dataclass
from ..languages import N_, language_name, translate

UNREVIEWED = N_("No native reader had yet read the kiosk's words in %(language)s.")


@dataclass(frozen=True)
class Foot:
    """A line of words, and the words around the page's number and the number of pages."""

    words: str
    before: str
    between: str
    after: str


def foot(language: str, words: str) -> Foot:
    """The foot in a language: "… Page 1 of 3"."""
    before, rest = translate("Page %(n)d of %(m)d", language).split("%(n)d")
    between, after = rest.split("%(m)d")
    return Foot(words, before, between, after)


def unreviewed(language: str, spoken: str = "") -> str:
    """In a language: that no native reader had read the one that was spoken; or its own words."""
    return translate(UNREVIEWED, language) % {"language": language_name(spoken or language)}
