"""Every link that a page of the staff shows leads to a page that opens, for whoever is shown it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest

from kiosk.store.records import records
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients
from kiosk.usecases.restrict_client import restrict_client
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.walks.clinic import STAFF, Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of, plans
from tests.walks.page import Page
from tests.walks.tablet import Tablet
from tests.web.visits import draws, signs

pytestmark = pytest.mark.long

OF_A_KIND = 3
"""Pages of one route that are looked at: the next would be like them."""
HERE = "http://localhost"


@pytest.fixture
def clinic(clinic: Clinic) -> Clinic:
    """Somebody who came twice and took something back, somebody restricted, one of Theo's, one who
    was erased, and two who are expected."""
    ana, again, hal, kim, gone = (
        signs(clinic, name, consent_story="yes")
        for name in ("Ana Ruiz", "Ana Ruiz", "Hal Brook", "Kim Vale", "Zoe Reed")
    )
    with clinic.store.writing() as tx:
        withdraw_agreement(tx, ana, "consent_story", "client", "by_phone", "mei")
        join_clients(tx, again, ana, "mei")
        correct_record(tx, ana, "good_visit", "To rest", "misheard", "mei")
        restrict_client(tx, hal, "ada", "he asked")
        records.assign(tx, kim, id_of(clinic, "Theo Hands"), by="plan")
        erase_record(tx, gone, "ada", "she asked")
    draws(clinic, ana)
    dana = Staff(clinic).signs_in("Dana Desk")
    for name in ("Ana Ruiz", "Somebody New"):
        plans(dana, full_name=name)
    Tablet(clinic).starts()
    return clinic


def links(page: Page, url: str) -> Iterator[str]:
    for href in page.tree.xpath("//a/@href"):
        address = urlsplit(urljoin(f"{HERE}{url}", str(href)))
        if address.netloc == urlsplit(HERE).netloc and "sign-out" not in address.path:
            yield f"{address.path}?{address.query}" if address.query else address.path


def dead(clinic: Clinic, who: Staff) -> list[tuple[str, int, str]]:
    """Links that do not open, with what is answered and the page they stand on."""
    waiting, seen, kinds, found = deque([("/staff/", "")]), {""}, Counter[str](), []
    rules = clinic.app.url_map.bind("localhost")
    while waiting:
        url, shown_on = waiting.popleft()
        kind = str(rules.match(urlsplit(url).path)[0])
        if url in seen or kinds[kind] >= OF_A_KIND:
            continue
        seen.add(url)
        kinds[kind] += 1
        response = who.gets(url)
        while response.status_code == 303:
            response = who.gets(response.location)
        if response.status_code != 200:
            found.append((url, response.status_code, shown_on))
        elif response.mimetype == "text/html":
            waiting.extend((each, url) for each in links(Page(response), url))
    assert len(kinds) > 5, "there is something to look at"
    return found


@pytest.mark.parametrize("name", STAFF)
def test_every_link_opens_for_whoever_is_shown_it(clinic: Clinic, name: str):
    assert dead(clinic, Staff(clinic).signs_in(name).confirms()) == []
