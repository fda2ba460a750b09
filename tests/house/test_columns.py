"""The columns of exports: their ids are for ever, and so is the place of each."""

from __future__ import annotations

from functools import cache

from kiosk.exports.columns import known, parts, read_lines, whole
from kiosk.version import VERSION

FILE = "kiosk/exports/columns.txt"


@cache
def there_now() -> dict[str, None]:
    """Every column that the catalogue gives today, whole and split, in its order."""
    found = {}
    for column in whole():
        found |= dict.fromkeys([column.key, *(part.key for part in parts(column))])
    return found


def test_every_column_of_today_has_its_place_for_ever():
    new = [key for key in there_now() if key not in known()]
    assert not new, f"{len(new)} new columns. Add these lines at the end of {FILE}:\n" + "\n".join(
        f"{VERSION} {key}" for key in new
    )


def test_a_column_that_is_no_more_says_since_when_and_where_its_answers_stand():
    gone = [key for key, about in known().items() if key not in there_now() and not about.until]
    assert not gone, f'Write "until {VERSION}" behind these lines of {FILE}, and "now key": {gone}'
    back = [key for key, about in known().items() if key in there_now() and about.until]
    assert not back, f"These are retired in {FILE}, and there: {back}"


def test_a_line_says_since_when_until_when_and_where_to():
    old = read_lines("# a note\n0.1.0 plain\n0.1.0 knee until 0.3.0 now leg\n")
    assert [(each.key, each.since, each.until, each.now) for each in old.values()] == [
        ("plain", "0.1.0", "", ""),
        ("knee", "0.1.0", "0.3.0", "leg"),
    ]
