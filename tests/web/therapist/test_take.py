"""Taking a visit: the page it leads back to is one of Today's, whatever is sent."""

from __future__ import annotations

import pytest

from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import posts, signs


@pytest.mark.parametrize(
    "said",
    [
        {"day": "2026-03-10\r\nSet-Cookie: a=b"},
        {"day": "2026-03-10", "whose": "mine\r\nX: y"},
        {"day": "2026-03-10", "whose": "nobody's"},
        {"day": "yesterday"},
        {"day": "20260310"},
    ],
)
@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_an_odd_way_back_is_refused_and_nothing_is_taken(
    clinic: Clinic, said: dict[str, str], htmx: dict[str, str]
):
    kept = signs(clinic)
    mei = Staff(clinic).signs_in("Mei Tanaka")
    before = clinic.audit("take")
    mei.opens()
    token = mei.page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    answer = mei.browser.post(
        f"/staff/intakes/{kept}/take",
        data={"csrf_token": token, **said},
        headers={"Referer": "http://localhost/", **htmx},
    )
    assert answer.status_code == 400
    assert clinic.audit("take") == before
    good = posts(mei, f"/staff/intakes/{kept}/take", day="2026-03-10", whose="everyone")
    assert good.location == "/staff/?day=2026-03-10&whose=everyone"
