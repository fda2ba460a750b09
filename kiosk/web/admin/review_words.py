"""Who has read the rules, agreements and safety texts, in one line."""

from __future__ import annotations

from ...languages import N_
from ...store.clinics import Clinic
from ...usecases.review_texts import Reviewed
from ..http.layout import Layout, day_in_words

NOBODY = N_("Not yet reviewed by a clinician")
REVIEWED = N_("Reviewed by %(name)s on %(day)s, version %(version)s")
OLD = N_("Reviewed by %(name)s on %(day)s. The texts have changed since: it is to be read again.")


def review_in_words(clinic: Clinic, layout: Layout, last: Reviewed | None) -> str:
    """Who has read the texts, in one line."""
    if last is None:
        return layout.translate(NOBODY)
    values = {"name": last.name, "version": last.version}
    values["day"] = day_in_words(layout, clinic.day(last.at))
    return layout.translate(REVIEWED if last.is_of_now else OLD, values)
