"""The audit's few looks at a page: any two things that one can choose meet in one of them."""

from __future__ import annotations

import itertools
import math

from kiosk.languages import LANGUAGES
from tests.audit.looks import SIZES, TEXTS, THEMES, WISHES, every_pair, looks


def test_every_two_choices_meet_in_one_look():
    factors = (list(LANGUAGES), THEMES, SIZES, TEXTS, list(WISHES))
    taken = [(look.language, look.theme, look.size, look.text, look.wish) for look in looks()]
    for one, other in itertools.combinations(range(len(factors)), 2):
        met = {(row[one], row[other]) for row in taken}
        assert met == set(itertools.product(factors[one], factors[other])), (one, other)


def test_they_are_far_fewer_than_all():
    factors = (list(LANGUAGES), THEMES, SIZES, TEXTS, list(WISHES))
    assert len(looks()) < math.prod(map(len, factors)) / 20
    assert len(every_pair([7, 3, 2])) < 7 * 7 + 1
    for levels in ([2, 2], [3, 5, 4], [6, 6, 6, 2]):
        rows = every_pair(levels)
        for one, other in itertools.combinations(range(len(levels)), 2):
            assert len({(row[one], row[other]) for row in rows}) == levels[one] * levels[other]
