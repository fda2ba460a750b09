"""Whatever stands behind an address, any page of the staff answers calmly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.house.tree import files, text
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.http.routes import filled, routes
from tests.web.visits import BrokenPress, signs

pytestmark = pytest.mark.long

READ = re.compile(r"""(?:args|values)\.(?:get|getlist)\(\s*"([\w-]+)"|typed\("([\w-]+)"\)""")
STRANGE = ("", "x", "9" * 20, "\x00", "0001-01-01", "9999-12-31", "2026-02-30", "%s")
MORE = (
    *(" ", "0", "-1", "None", "1e9", "٣", "\u202e", "2026-W10-2", "20260310", "25:61"),
    *("/", "../..", "{0}", "'", "x" * 3000, "en-XX", "Europe/Nowhere"),
)


def names() -> set[str]:
    """All that any page reads of an address."""
    code = (
        text(path) for path in files("kiosk", ending=".py") if Path("kiosk/web") in path.parents
    )
    return {one or other for source in code for one, other in READ.findall(source)}


@pytest.mark.parametrize("said", [STRANGE, pytest.param(MORE, marks=pytest.mark.torture)])
def test_no_page_of_the_staff_stumbles_over_what_its_address_says(
    clinic: Clinic, said: Sequence[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(clinic.app.extensions, "press", BrokenPress())
    here = signs(clinic)
    mei = Staff(clinic).signs_in("Mei Tanaka").confirms()
    asked, pages = names(), 0
    for rule, doors in routes(clinic.app):
        if "GET" not in (rule.methods or ()) or doors.isdisjoint(("desk", "therapist", "admin")):
            continue
        for strange in said:
            answer = mei.browser.get(
                filled(rule, intake_id=here, record_id=here),
                query_string=dict.fromkeys(asked, strange),
                buffered=True,
            )
            assert answer.status_code < 500, (rule.rule, strange)
            pages += 1
    assert pages > 60 * len(said)
