"""News: the calm line above a page's questions that answers the post before."""

from __future__ import annotations

from ...intake.draft import Draft
from ...intake.said_back import NEWS as BORN
from ...intake.visit import Visit
from ...languages import N_
from ..http.layout import Layout
from .said_back import born_in_words

OWN_NEWS = {
    "opened": N_("There is a little more to ask about what you chose."),
    "worded": N_("This is from your taps. Change it or take it out, as you like."),
    "own_words": N_("Your own words stay. Take them out for a sentence from your taps."),
    "no_taps": N_("Choose something above first, or mark the map. Then we can write a sentence."),
    "what_to_change": N_('Tap "Change" beside anything you want to change.'),
    "first_yes": N_("First, tell us that this is you."),
    "does_not_fit": N_(
        "The date of birth is another one than we know. Go back and look at it again."
    ),
    "not_yet_known": N_("Not yet. Please ask the person at the desk."),
    "help_called": N_("We have told the staff. Your answers are kept. You can wait, or go on."),
    "read_aloud": N_("Noted: these cards were read aloud."),
    "taken_back": N_("Taken back. From now on it does not count. Your therapist sees it at once."),
    "from_home": N_("Welcome. What you said at home is here: what is left is for today."),
    "from_desk": N_("The desk has written down what it knows. Please check it, and correct it."),
}
"""Our own calm lines that are no fixed text of section 5."""


def born_today(draft: Draft, layout: Layout, visit: Visit) -> str:
    """The birth date said back, where it was given on the page before."""
    if draft.news != BORN:
        return ""
    said = born_in_words(draft.answers, visit.day, layout)
    return f"{said}. {layout.translate('If that is not right, please go back and change it.')}"


def news(key: str, layout: Layout) -> str:
    """The words of this news; empty where there is none, or where it is the birth date."""
    key = key.partition(":")[0]
    if not key or key == BORN:
        return ""
    return layout.translate(OWN_NEWS[key]) if key in OWN_NEWS else layout.fixed(key)
