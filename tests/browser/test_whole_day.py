"""A whole day in browsers: desk, client, therapist, client's phone, manager, and the next visit.

Every page is reached from the one before, as people reach it; the walk itself is tried elsewhere.
`make torture` lets it pass; in the suite each of its parts is gone through by plain HTTP, in
tests/walks and tests/web, and the pages of each role lead to one another in test_nav.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kiosk.catalogue import CATALOGUE
from kiosk.intake import carry
from kiosk.store.intakes import intakes
from kiosk.store.records import clients
from kiosk.web.http.qr_code import QrDrawing
from tests.browser.chromium import cookie
from tests.browser.clinic import MORNING, Clinic, open_clinic
from tests.browser.conftest import Tablets
from tests.browser.lending import Lending
from tests.browser.personas import persona
from tests.browser.tablet import Tablet
from tests.conftest import Clock
from tests.patience import IN_A_BROWSER

pytestmark = [pytest.mark.browser, pytest.mark.torture]

PUBLIC = "https://forms.example.org"
DEE = {**persona("p6"), "warning_signs": ["chest_breath"]}
Signs = Callable[..., Page]


@pytest.fixture
def clock() -> Clock:
    return Clock(MORNING)


@pytest.fixture
def clinic(tmp_path: Path, clock: Clock) -> Iterator[Clinic]:
    """A clinic that phones reach, in which nothing has happened yet."""
    with open_clinic(tmp_path, clock=clock, public_url=PUBLIC) as clinic:
        yield clinic


@pytest.fixture
def comes(lending: Lending, clinic: Clinic) -> Iterator[Signs]:
    """A page of somebody: of these roles, or nobody's."""
    lent: list[Page] = []

    def come(*roles: str) -> Page:
        page = lending.lends(has_touch=False)
        lent.append(page)
        if roles:
            staff = cookie(clinic.address, "staff", clinic.signed_in(*roles))
            page.context.add_cookies([staff])
        page.set_default_timeout(IN_A_BROWSER)
        page.goto(f"{clinic.address}{'/staff/' if roles else '/once'}")
        return page

    yield come
    for page in lent:
        lending.takes_back(page)


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the QR codes say that are shown."""
    seen: list[str] = []
    drawn = "kiosk.web.therapist.hand_out.qr_drawing"
    monkeypatch.setattr(drawn, lambda url: seen.append(url) or QrDrawing(1, ""))
    return seen


def presses(page: Page, words: str) -> None:
    page.get_by_role("button", name=re.compile(words)).first.click()


def goes(page: Page, words: str) -> None:
    page.get_by_role("link", name=re.compile(words)).first.click()


def ticks(page: Page, field: str, value: str) -> None:
    page.locator(f'label:has([name="{field}"][value="{value}"])').first.click()


def test_a_day_from_the_plan_to_the_next_visit(
    tablets: Tablets, clinic: Clinic, clock: Clock, comes: Signs, links: list[str]
):
    code = desk_plans(comes("desk"))
    tablet = tablets()
    kept = client_signs(tablet, clinic, code)
    therapist = comes("therapist")
    reads_and_talks(therapist, kept)
    client_confirms(therapist)
    treats(therapist, clock)
    writes(therapist)
    phone = comes()
    takes_home(therapist, phone, clinic, links)
    reflects(phone)
    manager_sees(comes("admin"))
    clock.now += timedelta(days=14)
    comes_back(tablet, clinic, kept)
    knows_what_came_of_it(therapist, kept)


def desk_plans(desk: Page) -> str:
    goes(desk, "^Visits")
    said = {"time": "9:30", "full_name": DEE["full_name"], "phone": DEE["phone"]}
    born = dict(zip(("year", "month", "day"), DEE["birth_date"].split("-"), strict=True))
    for field, words in {**said, **{f"birth_date-{k}": v for k, v in born.items()}}.items():
        desk.locator(f'form.say [name="{field}"]').fill(words.lstrip("0"))
    presses(desk, "Write down and show the code")
    return desk.locator(".code").inner_text()


def client_signs(tablet: Tablet, clinic: Clinic, code: str) -> str:
    """By the code from the desk; the walk is passed over, the signature is theirs."""
    tablet.opens()
    tablet.types_a_code(code)
    kept = tablet.sees("location.pathname.startsWith('/i/') && location.pathname.slice(3)")
    moves(clinic, kept, "sign", {**DEE, "review_ok": "yes"})
    tablet.opens(f"/i/{kept}")
    tablet.answers_here({"signature": {"method": "typed", "name": "Dee Carter"}})
    tablet.goes()
    assert tablet.path == "/thanks"
    return str(kept)


def moves(clinic: Clinic, intake_id: str, step: str, answers: dict[str, Any]) -> None:
    with clinic.store.writing() as tx:
        here = intakes.find(tx, intake_id)
        said = {key: answer for key, answer in answers.items() if key != "signature"}
        way = [known.key for known in CATALOGUE.steps]
        passed = way[: way.index(step)]
        draft = {**here.draft, "answers": {**here.draft["answers"], **said}, "passed": passed}
        intakes.keep(tx, here, draft, step)


def reads_and_talks(page: Page, kept: str) -> None:
    page.reload()
    page.locator(f'a[href="/staff/intakes/{kept}"]').first.click()
    expect(page.locator("h1")).to_contain_text("Dee C.")
    presses(page, "Mark as read")
    goes(page, "^Session")
    presses(page, "Start the session")
    expect(page.locator("#errors")).to_contain_text("Talk about each stop-and-ask line first")
    for flag in page.locator('.say:has([name="outcome"])').all():
        flag.locator('label:has([value="talked"]), label:has([value="agreed_now"])').first.click()
        presses_in = flag.get_by_role("button", name=re.compile("^Keep"))
        presses_in.click()
    expect(page.locator(".tag.ok").first).to_contain_text("Talked about")
    for line in page.locator('[name="lines"]').all()[:3]:
        line.locator("xpath=..").click()
    presses(page, "Show them to the client")


def client_confirms(page: Page) -> None:
    """On the therapist's screen, turned round: the lines, then each private area once more."""
    presses(page, "Yes, that is right")
    for area in ("sensitive_glutes", "sensitive_abdomen", "consent_movement"):
        page.locator(f"#area-{area}").get_by_role("button", name=re.compile("^Yes")).first.click()
        expect(page.locator(f"#area-{area} b")).to_contain_text("Yes")
    goes(page, "Back to your therapist")


def treats(page: Page, clock: Clock) -> None:
    presses(page, "Start the session")
    expect(page.locator("body.room")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Dee")
    page.keyboard.press("Enter")
    expect(page.locator("p.hint[role=status]")).to_contain_text("just right")
    presses(page, "Tears: asked whether to go on: yes")
    for _ in range(6):
        clock.goes_on(minutes=9, seconds=40)
        with page.expect_response(lambda answer: "/staff/still" in answer.url):
            pass  # untouched for longer than any other page would stay
    presses(page, "End the session")


def writes(page: Page) -> None:
    """Begun from the intake and the taps, kept at each change, signed."""
    goes(page, "The session's note")
    expect(page.locator('[name="note_minutes"][value="m60"]')).to_be_checked()
    expect(page.locator('[name="note_response"][value="feelings"]')).to_be_checked()
    ticks(page, "note_techniques", "swedish")
    ticks(page, "note_home_care", "breathe_slow")
    ticks(page, "note_next", "w2")
    page.locator('[name="note_text"]').fill("Right hip softer.")
    page.locator("details.more summary").last.click()
    ticks(page, "note_feelings_done", "hands_off")
    presses(page, "Sign and lock")
    expect(page.locator("h1")).to_have_text("The session's note")
    expect(page.locator(".note.late")).to_contain_text("asked for “Slow down, hands still”")


def takes_home(page: Page, phone: Page, clinic: Clinic, links: list[str]) -> None:
    goes(page, "To take home")
    presses(page, "Make a link for the phone")
    expect(page.locator("svg.qr")).to_be_visible()
    (link,) = links
    phone.goto(clinic.address + link.removeprefix(PUBLIC))
    phone.get_by_role("button").first.click()
    expect(phone.locator("body")).to_contain_text("Slow breathing")
    expect(phone.locator("body")).to_contain_text("2 weeks, around 24 March 2026")
    expect(phone.locator("body")).not_to_contain_text("hip")


def reflects(phone: Page) -> None:
    goes(phone, "Say how it was")
    phone.get_by_role("button").first.click()
    ticks(phone, "feel_now", "lighter")
    ticks(phone, "listened", "no")
    ticks(phone, "reflect_share", "both")
    presses(phone, "^Send")
    expect(phone.locator("h1")).to_contain_text("Thank you")


def manager_sees(admin: Page) -> None:
    goes(admin, "After visits")
    admin.locator('a[href$="/reflection"]').first.click()
    expect(admin.locator("body")).to_contain_text("I felt listened to")
    expect(admin.locator("body")).not_to_contain_text("hip")


def comes_back(tablet: Tablet, clinic: Clinic, kept: str) -> None:
    """Known again: last time feelings came up, and the client is asked what to do with it."""
    with clinic.store.reading() as tx:
        before = carry.as_json(clients.carried(tx, kept))
    said = {"language": "en", "visit_kind": "returning", "changed": ["nothing"]}
    tablet.comes_to("today", said, client=kept, carried=before)
    expect(tablet.page.locator("body")).to_contain_text("Last time feelings came up. Today…")


def knows_what_came_of_it(page: Page, kept: str) -> None:
    page.goto(page.url.partition("/staff/")[0] + f"/staff/clients/{kept}")
    for words in ("Feelings came up: Yes", "Next visit agreed: 24 Mar 2026"):
        expect(page.locator("dl.said").first).to_contain_text(words)
